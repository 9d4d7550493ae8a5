import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EngineError } from '#domain/job/errors.ts';
import {
  callNames,
  type Cartoonizer,
  type EngineEvent,
  type Progress,
  type RenderResult,
  type Stage,
} from '#sdk/index.ts';
import { diagnosticsReport, reportText } from './diagnostics.ts';
import {
  initialDiagnostics,
  withJob,
  type DiagnosticsSlice,
} from '../shared/state/diagnosticsSlice.ts';
import { recordJobs } from './recordJobs.ts';
import { appStore } from '../shared/state/store.ts';

const origin = 'https://toonroom.example';
const fileName = 'Anna at the lake (2).jpeg';
const blobUrl = `blob:${origin}/5f0c7a0e-8d0b-4c1c-9d55-5a4f1d0a9e11`;
const recipe = { styleId: 'comic', strength: 1, exaggeration: 1 };
const backend = { id: 'wasm', threads: 2, reason: 'noWebGpu' } as const;

let log: DiagnosticsSlice;
let listener: (event: EngineEvent) => void;

/** An engine that answers as `answers` say; whatever else is called fails the test. */
function recorded(answers: Partial<Cartoonizer>): Cartoonizer {
  const refuse = (): Promise<never> => Promise.reject(new Error('not part of this test'));
  const engine: Cartoonizer = {
    ...(Object.fromEntries(callNames.map((name) => [name, refuse])) as unknown as Cartoonizer),
    thumbnails: refuse,
    requests: refuse,
    release: () => undefined,
    close: () => undefined,
    onEvent(hear) {
      listener = hear;
      return () => undefined;
    },
    ...answers,
  };
  return recordJobs(engine, origin, (job, error) => {
    log = { ...log, ...withJob(log, job, error) };
  });
}

const photo = new File(['pixels'], fileName, { type: 'image/jpeg' });
const bitmap: ImageBitmap = { width: 8, height: 6, close: () => undefined };

const open: Cartoonizer['open'] = async () => ({
  photoId: 'photo-1',
  width: 4000,
  height: 3000,
  format: 'jpeg',
  sizeBytes: 6,
  notices: [],
  preview: bitmap,
});

const drawn: RenderResult = {
  bitmap,
  faces: [
    {
      faceId: 0,
      box: { x: 1234.5, y: 1, width: 9, height: 9 },
      reliability: 1,
      drawnAs: 'face',
    },
  ],
  notices: [],
  timingsMs: { scene: 120, compose: 8 },
  isRecalled: true,
  backend,
};

const progress = (stage: Stage): Progress => ({ stage, fraction: 0.5 });

beforeEach(() => {
  log = initialDiagnostics;
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  vi.setSystemTime('2026-03-01T10:00:00Z');
});

afterEach(() => {
  vi.useRealTimers();
});

test('a drawing is recorded with the photo’s size, its backend and where the time went', async () => {
  const heard: Stage[] = [];
  const engine = recorded({
    open,
    async render(_photoId, _recipe, options) {
      options?.onProgress?.(progress('download'));
      vi.advanceTimersByTime(400);
      options?.onProgress?.(progress('prepare'));
      vi.advanceTimersByTime(100);
      listener({ type: 'backend', jobId: 'job-2', choice: backend });
      options?.onProgress?.(progress('scene'));
      vi.advanceTimersByTime(150);
      return drawn;
    },
  });
  const { photoId } = await engine.open(photo);
  await engine.render(photoId, recipe, { onProgress: ({ stage }) => heard.push(stage) });
  expect(heard).toEqual(['download', 'prepare', 'scene']);
  expect(log.errors).toEqual([]);
  expect(log.jobs).toEqual([
    {
      id: 2,
      kind: 'render',
      startedAt: Date.parse('2026-03-01T10:00:00Z'),
      totalMs: 650,
      // As the engine says, where it does.
      stagesMs: { download: 400, prepare: 100, scene: 120, compose: 8 },
      isRecalled: true,
      backend: 'wasm',
      photo: { width: 4000, height: 3000 },
      styleId: 'comic',
      outcome: 'done',
    },
    expect.objectContaining({
      kind: 'open',
      photo: { width: 4000, height: 3000 },
      backend: null,
      outcome: 'done',
    }),
  ]);
});

test('an export without timings of its own is timed by its progress', async () => {
  const engine = recorded({
    open,
    async encode(_photoId, _recipe, _output, options) {
      for (const stage of ['compose', 'encode', 'encode'] as const) {
        options?.onProgress?.(progress(stage));
        vi.advanceTimersByTime(30);
      }
      return new Blob();
    },
  });
  const { photoId } = await engine.open(photo);
  await engine.encode(photoId, recipe, { format: 'png', quality: 1 });
  expect(log.jobs[0]).toMatchObject({
    kind: 'encode',
    totalMs: 90,
    stagesMs: { compose: 30, encode: 60 },
  });
});

test('an aborted job is no error, a failed one is, and both still reject', async () => {
  const abort = new DOMException('stop', 'AbortError');
  const failure = new EngineError('MODEL_UNREACHABLE', 'download', 'HTTP status 503');
  const engine = recorded({
    load: () => Promise.reject(abort),
    styles: () => Promise.reject(failure),
  });
  await expect(engine.load('3d')).rejects.toBe(abort);
  await expect(engine.styles()).rejects.toBe(failure);
  expect(log.jobs.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['styles', 'MODEL_UNREACHABLE'],
    ['load', 'aborted'],
  ]);
  expect(log.errors).toEqual([
    {
      jobId: 2,
      at: Date.parse('2026-03-01T10:00:00Z'),
      kind: 'styles',
      code: 'MODEL_UNREACHABLE',
      stage: 'download',
      detail: 'HTTP status 503',
    },
  ]);
});

test('the log keeps the newest fifty jobs, and errors longer than their jobs', async () => {
  const engine = recorded({
    open: () => Promise.reject(new EngineError('EMPTY_FILE', 'decode', '')),
    load: async () => backend,
  });
  await engine.open(photo).catch(() => undefined);
  for (let turn = 0; turn < 60; turn++) await engine.load(`style-${turn}`);
  expect(log.jobs).toHaveLength(50);
  expect(log.jobs[0]?.styleId).toBe('style-59');
  expect(log.errors.map(({ code }) => code)).toEqual(['EMPTY_FILE']);
  for (let turn = 0; turn < 60; turn++) await engine.open(photo).catch(() => undefined);
  expect(log.errors).toHaveLength(20);
});

test('a report tells neither file names nor faces nor any address but this site’s paths', async () => {
  const detail =
    `cannot read ${fileName} from ${blobUrl} (${origin}/models/a.onnx, ` +
    `file:///home/anna/${fileName}, https://elsewhere.example/anna)`;
  const engine = recorded({
    open,
    render: async () => drawn,
    encode: () => Promise.reject(new EngineError('ENCODE_FAILED', 'encode', detail)),
  });
  const { photoId } = await engine.open(photo);
  await engine.render(photoId, recipe);
  const output = { format: 'png', quality: 1 } as const;
  await engine.encode(photoId, recipe, output).catch(() => undefined);

  const { photo: slice, ...rest } = appStore.getState();
  const facts = { ...(await open(photo)), sourceId: 2, fileName, previewId: 1 };
  const state = { ...rest, photo: { ...slice, incoming: facts }, diagnostics: log };
  const text = reportText(diagnosticsReport(state, { device: null, memory: null }, new Date()));
  expect(JSON.parse(text)).toMatchObject({
    schema: 'toonroom-diagnostics/1',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    writtenAt: '2026-03-01T10:00:00.000Z',
    jobs: [{ outcome: 'ENCODE_FAILED' }, { kind: 'render' }, { kind: 'open' }],
    errors: [{ detail: expect.stringContaining('/models/a.onnx') }],
  });
  expect(text).not.toMatch(/anna|lake|blob:|:\/\/|1234\.5/i);
});

test('a file name is kept out of a failed opening, too', async () => {
  const engine = recorded({
    open: () => Promise.reject(new EngineError('CORRUPT_IMAGE', 'decode', `jpeg: ${fileName}`)),
  });
  await engine.open(photo).catch(() => undefined);
  expect(log.errors[0]?.detail).toBe('jpeg: (file)');
});
