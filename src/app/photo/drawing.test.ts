import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cartoonizer, FaceSummary, RenderOptions, RenderResult } from '#sdk/index.ts';

// The engine is tested by its own contract tests and in the browser; here its answers are scripted.
const sdk = vi.hoisted(() => ({ create: vi.fn<() => unknown>() }));
vi.mock('#sdk/index.ts', async (original) => ({
  ...(await original<object>()),
  createCartoonizer: sdk.create,
}));

interface Call {
  readonly name: string;
  readonly options: RenderOptions | undefined;
  readonly answer: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

let calls: Call[] = [];
let released: string[] = [];
let closed: string[] = [];

const backend = { id: 'wasm', threads: 1, reason: 'noWebGpu' } as const;
const styles = [
  {
    id: '3d',
    names: { zh: '3D', en: '3D' },
    thumbnailUrl: '',
    backdrop: ['#ffffff', '#000000'] as const,
    chroma: 1,
    sizeBytes: 1,
    licence: 'Apache-2.0',
  },
];

function scripted(name: string, options?: RenderOptions): Promise<never> {
  return new Promise((resolve, reject) => {
    options?.signal?.addEventListener('abort', () =>
      reject(new DOMException('The job was cancelled.', 'AbortError')),
    );
    calls.push({ name, options, answer: resolve as (value: unknown) => void, fail: reject });
  });
}

const cartoonizer: Cartoonizer = {
  styles: () => Promise.resolve(styles),
  load: () => Promise.resolve(backend),
  open: (_photo, options) => scripted('open', options),
  editPhoto: (_photoId, _edit, options) => scripted('edit', options),
  findFaces: () => Promise.reject(new Error('not part of this test')),
  render: (_photoId, recipe, options) => scripted(`render ${recipe.strength}`, options),
  encode: (_photoId, _recipe, output, options) => scripted(`encode ${output.format}`, options),
  thumbnail: () => Promise.reject(new Error('not part of this test')),
  thumbnails: () => Promise.resolve(),
  closeUp: () => Promise.resolve(null),
  brushPicture: () => Promise.reject(new Error('not part of this test')),
  brushArea: () => Promise.reject(new Error('not part of this test')),
  frame: () => Promise.reject(new Error('not part of this test')),
  inspectModel: () => Promise.reject(new Error('not part of this test')),
  tryModel: () => Promise.reject(new Error('not part of this test')),
  readStyle: () => Promise.reject(new Error('not part of this test')),
  openVideo: () => Promise.reject(new Error('not part of this test')),
  videoFrame: () => Promise.reject(new Error('not part of this test')),
  drawVideo: () => Promise.reject(new Error('not part of this test')),
  release: (photoId) => void released.push(photoId),
  requests: () => Promise.resolve({ own: 0, foreign: 0 }),
  close: () => undefined,
  onEvent: () => () => undefined,
};

const bitmap = (name: string): ImageBitmap =>
  ({ width: 8, height: 8, close: () => void closed.push(name) }) satisfies ImageBitmap;

const opened = (photoId: string) => ({
  photoId,
  width: 8,
  height: 8,
  format: 'png' as const,
  sizeBytes: 1,
  notices: ['animatedFirstFrame' as const],
  preview: bitmap(`${photoId} preview`),
});

const drawn = (name: string): RenderResult => ({
  bitmap: bitmap(name),
  faces: [],
  notices: ['noFace'],
  timingsMs: {},
  isRecalled: false,
  backend,
});

const photo = (fileName: string) => ({ blob: new Blob(['x']), fileName });

/** Lets every answered promise run its course. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function nextCall(name: string): Promise<Call> {
  await vi.waitFor(() => expect(calls.map((call) => call.name)).toContain(name));
  const index = calls.findIndex((call) => call.name === name);
  const [call] = calls.splice(index, 1);
  if (!call) throw new Error(`No call of ${name}.`);
  return call;
}

async function loadApp() {
  vi.resetModules();
  const engine = await import('./engine.ts');
  const drawing = await import('./drawing.ts');
  const exporting = await import('./exporting.ts');
  const offScreen = await import('./offScreen.ts');
  const store = await import('../shared/state/store.ts');
  const handles = await import('../shared/handles.ts');
  // The class of this load of the modules: `instanceof` would not know another one.
  const { EngineError } = await import('#domain/job/errors.ts');
  return { ...engine, ...drawing, ...exporting, ...offScreen, ...store, ...handles, EngineError };
}

async function withDrawing() {
  const app = await loadApp();
  const done = app.developPhoto(photo('first.png'));
  (await nextCall('open')).answer(opened('first'));
  (await nextCall('render 1')).answer(drawn('first drawing'));
  await done;
  return app;
}

beforeEach(() => {
  calls = [];
  released = [];
  closed = [];
  vi.stubGlobal('location', { search: '' });
  sdk.create.mockReturnValue(cartoonizer);
});

const edit = {
  turns: 1,
  isMirrored: false,
  tilt: 0,
  crop: null,
  exposure: 0,
  warmth: 0,
  shadows: 0,
} as const;

describe('a photo that is edited', () => {
  it('is shown as it became with its drawing, and as it was once the edit is gone', async () => {
    const app = await withDrawing();
    app.patch('photo', { edits: { photo: edit }, cropPlace: { x: 0.2, y: 0.2, size: 0.5 } });
    app.requestRedraw();
    const asked = await nextCall('edit');
    asked.answer({ width: 4, height: 6, preview: bitmap('edited preview') });
    (await nextCall('render 1')).answer(drawn('edited drawing'));
    await vi.waitFor(() => expect(app.getState().photo.work?.photo.width).toBe(4));
    expect(app.getState().photo.work?.photo.edited?.original.width).toBe(8);
    expect(app.getState().photo.cropPlace).toBeNull();
    expect(closed).toEqual(['first drawing']);

    app.patch('photo', { edits: {} });
    app.requestRedraw();
    (await nextCall('render 1')).answer(drawn('plain drawing'));
    await vi.waitFor(() => expect(app.getState().photo.work?.photo.width).toBe(8));
    expect(app.getState().photo.work?.photo.edited).toBeUndefined();
    expect(closed.toSorted()).toEqual(['edited drawing', 'edited preview', 'first drawing']);
  });

  it('frees what was made of it when the drawing is stopped, and all of it when it is put away', async () => {
    const app = await withDrawing();
    app.patch('photo', { edits: { photo: edit } });
    app.requestRedraw();
    (await nextCall('edit')).answer({ width: 4, height: 6, preview: bitmap('stopped preview') });
    await nextCall('render 1');
    app.cancelDraw();
    await settle();
    expect(closed).toEqual(['stopped preview']);
    expect(app.getState().photo.edits).toEqual({});

    app.patch('photo', { edits: { photo: edit } });
    app.requestRedraw();
    (await nextCall('edit')).answer({ width: 4, height: 6, preview: bitmap('edited preview') });
    (await nextCall('render 1')).answer(drawn('edited drawing'));
    await vi.waitFor(() => expect(app.getState().photo.work?.photo.width).toBe(4));
    app.startOver();
    expect(closed.toSorted()).toEqual([
      'edited drawing',
      'edited preview',
      'first drawing',
      'first preview',
      'stopped preview',
    ]);
  });
});

describe('developPhoto', () => {
  it('shows the photo first, then its drawing', async () => {
    const app = await loadApp();
    const done = app.developPhoto(photo('first.png'));
    (await nextCall('open')).answer(opened('first'));
    const render = await nextCall('render 1');
    expect(app.getState().photo.incoming?.fileName).toBe('first.png');
    expect(app.getState().job.draw).toEqual({ status: 'running', task: 'develop' });

    render.answer(drawn('first drawing'));
    await done;
    const { photo: slice, job, device, settings } = app.getState();
    expect(slice.incoming).toBeNull();
    expect(slice.work?.drawing.notices).toEqual(['animatedFirstFrame', 'noFace']);
    expect(job.draw.status).toBe('done');
    expect(device.backend).toEqual(backend);
    expect(settings.styleId).toBe('3d');
    expect(closed).toEqual([]);
  });

  it('frees the older photo and drawing when a new drawing is there, not before', async () => {
    const app = await withDrawing();
    const done = app.developPhoto(photo('second.png'));
    (await nextCall('open')).answer(opened('second'));
    const render = await nextCall('render 1');
    expect(app.getState().photo.work?.photo.photoId).toBe('first');
    render.answer(drawn('second drawing'));
    await done;
    expect(app.getState().photo.work?.photo.photoId).toBe('second');
    expect(closed.toSorted()).toEqual(['first drawing', 'first preview']);
    expect(released).toEqual(['first']);
  });

  it('keeps the previous drawing when the new file is bad', async () => {
    const app = await withDrawing();
    const done = app.developPhoto(photo('notes.txt'));
    (await nextCall('open')).fail(new app.EngineError('NOT_AN_IMAGE', 'decode', 'no signature'));
    await done;
    expect(app.getState().photo.work?.photo.photoId).toBe('first');
    expect(app.getState().job.draw).toEqual({
      status: 'failed',
      task: 'develop',
      problem: { code: 'NOT_AN_IMAGE', retryable: false },
    });
    expect(closed).toEqual([]);
  });

  it('keeps the photo for another try when nothing else is there to show', async () => {
    const app = await loadApp();
    const done = app.developPhoto(photo('first.png'));
    (await nextCall('open')).answer(opened('first'));
    (await nextCall('render 1')).fail(new app.EngineError('WORKER_LOST', 'scene', 'gone'));
    await done;
    expect(app.getState().photo.incoming?.photoId).toBe('first');

    app.retryDraw();
    (await nextCall('render 1')).answer(drawn('first drawing'));
    await settle();
    expect(app.getState().photo.work?.photo.photoId).toBe('first');
    expect(app.getState().job.draw.status).toBe('done');
  });

  it('lets a newer photo win and frees what arrives for the older one', async () => {
    const app = await loadApp();
    const first = app.developPhoto(photo('first.png'));
    (await nextCall('open')).answer(opened('first'));
    await nextCall('render 1');
    const second = app.developPhoto(photo('second.png'));
    (await nextCall('open')).answer(opened('second'));
    (await nextCall('render 1')).answer(drawn('second drawing'));
    await Promise.all([first, second]);
    expect(app.getState().photo.work?.photo.photoId).toBe('second');
    expect(app.getState().job.draw.status).toBe('done');
    expect(closed).toEqual(['first preview']);
    expect(released).toEqual(['first']);
  });
});

describe('cancelDraw', () => {
  it('answers at once and goes back to what was there', async () => {
    const app = await withDrawing();
    const done = app.developPhoto(photo('second.png'));
    (await nextCall('open')).answer(opened('second'));
    await nextCall('render 1');
    app.cancelDraw();
    expect(app.getState().job.draw).toEqual({ status: 'idle' });
    expect(app.getState().photo.incoming).toBeNull();
    expect(app.getState().photo.work?.photo.photoId).toBe('first');
    await done;
    expect(app.getState().job.draw).toEqual({ status: 'idle' });
    expect(released).toEqual(['second']);
  });
});

describe('requestRedraw', () => {
  it('draws the newest setting and replaces the bitmap', async () => {
    const app = await withDrawing();
    for (const strength of [0.8, 0.6, 0.4]) {
      app.patch('settings', { strength });
      app.requestRedraw();
    }
    (await nextCall('render 0.8')).answer(drawn('0.8'));
    (await nextCall('render 0.4')).answer(drawn('0.4'));
    await settle();
    const drawing = app.getState().photo.work?.drawing;
    expect(drawing?.recipe.strength).toBe(0.4);
    expect(app.bitmaps.get(drawing?.bitmapId ?? 0)).toBeDefined();
    expect(closed).toEqual(['first drawing', '0.8']);
    expect(calls).toEqual([]);
  });

  it('goes back to the drawn setting when the newest fails', async () => {
    const app = await withDrawing();
    app.patch('settings', { strength: 0.5 });
    app.requestRedraw();
    (await nextCall('render 0.5')).fail(new app.EngineError('BACKEND_FAILED', 'compose', 'lost'));
    await settle();
    expect(app.getState().settings.strength).toBe(1);
    expect(app.getState().job.draw).toMatchObject({ status: 'failed', task: 'adjust' });
    app.retryDraw();
    (await nextCall('render 0.5')).answer(drawn('0.5'));
    await settle();
    expect(app.getState().settings.strength).toBe(0.5);
    expect(app.getState().photo.work?.drawing.recipe.strength).toBe(0.5);
  });
});

describe('what is kept of a drawing', () => {
  const facts = {
    recipe: { styleId: '3d', strength: 0.4, exaggeration: 1, background: 'plain' as const },
    faces: [],
    notices: [],
    timingsMs: {},
  };
  const kept = { drawing: facts, picture: new Blob(['picture']) };

  beforeEach(() => {
    vi.stubGlobal('createImageBitmap', () => Promise.resolve(bitmap('kept picture')));
  });

  it('is shown with its settings instead of being drawn again', async () => {
    const app = await withDrawing();
    app.showKept(kept);
    await settle();
    expect(app.getState().photo.work?.drawing).toMatchObject(facts);
    expect(app.getState().settings).toMatchObject({ strength: 0.4, background: 'plain' });
    expect(closed).toEqual(['first drawing']);
    expect(calls).toEqual([]);
  });

  it('comes with its photo, which is opened again', async () => {
    const app = await withDrawing();
    const done = app.reopenPhoto(photo('second.png'), 77, kept);
    (await nextCall('open')).answer(opened('second'));
    await done;
    const { work } = app.getState().photo;
    expect(work?.photo).toMatchObject({ photoId: 'second', sourceId: 77 });
    expect(work?.drawing).toMatchObject(facts);
    expect(app.getState().settings.strength).toBe(0.4);
    expect(closed.toSorted()).toEqual(['first drawing', 'first preview']);
    expect(calls).toEqual([]);
  });

  it('is drawn anew where there is no picture', async () => {
    const app = await withDrawing();
    const done = app.reopenPhoto(photo('second.png'), 77, { drawing: facts, picture: undefined });
    (await nextCall('open')).answer(opened('second'));
    (await nextCall('render 0.4')).answer(drawn('second drawing'));
    await done;
    expect(app.getState().photo.work?.drawing.recipe).toEqual(facts.recipe);
  });

  it('says so where its file is gone from the disk', async () => {
    const app = await withDrawing();
    const gone = photo('second.png');
    const unreadable = new Blob();
    vi.spyOn(unreadable, 'arrayBuffer').mockRejectedValue(new DOMException('', 'NotFoundError'));
    vi.spyOn(gone.blob, 'slice').mockReturnValue(unreadable);
    await app.reopenPhoto(gone, 77, kept);
    expect(app.getState().job.draw).toMatchObject({ problem: { code: 'FILE_GONE' } });
    expect(app.getState().photo.work?.photo.photoId).toBe('first');
    expect(calls).toEqual([]);
  });

  it('changes no setting when its photo cannot be opened any more', async () => {
    const app = await withDrawing();
    const done = app.reopenPhoto(photo('second.png'), 77, kept);
    (await nextCall('open')).fail(new app.EngineError('INTERNAL', 'decode', 'gone'));
    await done;
    expect(app.getState().settings.strength).toBe(1);
    expect(app.getState().photo.work?.photo.photoId).toBe('first');
  });
});

describe('the file of a photo', () => {
  it('is held for as long as the photo is shown or has a result', async () => {
    const app = await withDrawing();
    const { work } = app.getState().photo;
    const sourceId = work?.photo.sourceId ?? 0;
    expect(app.sources.get(sourceId)?.fileName).toBe('first.png');

    const result = { id: 1, photo: work!.photo, drawing: work!.drawing };
    app.patch('history', { results: [{ ...result, thumbnailId: null, pictureBytes: 0 }] });
    app.startOver();
    expect(app.sources.get(sourceId)).toBeDefined();

    const done = app.reopenPhoto(photo('first.png'), sourceId, {
      drawing: work!.drawing,
      picture: undefined,
    });
    (await nextCall('open')).answer(opened('again'));
    (await nextCall('render 1')).answer(drawn('again'));
    await done;
    app.patch('history', { results: [], timelines: { [sourceId]: { past: [], future: [] } } });
    app.startOver();
    expect(app.sources.get(sourceId)).toBeUndefined();
    expect(app.getState().history.timelines).toEqual({});
  });
});

describe('what there is of a drawing while it is made', () => {
  const face: FaceSummary = {
    faceId: 0,
    box: { x: 0, y: 0, width: 4, height: 4 },
    reliability: 1,
    drawnAs: 'face',
  };

  it('is shown until the drawing is there, and then freed', async () => {
    const app = await loadApp();
    const done = app.developPhoto(photo('first.png'));
    (await nextCall('open')).answer(opened('first'));
    const { options, answer } = await nextCall('render 1');
    expect(app.getState().photo.partial).toBeNull();
    options?.onFaces?.([face]);
    expect(app.getState().photo.partial).toEqual({ faces: [face], heads: {} });
    options?.onHead?.(0, bitmap('rough head'));
    options?.onHead?.(0, bitmap('head'));
    expect(closed).toEqual(['rough head']);
    const { heads } = app.getState().photo.partial!;
    expect(app.bitmaps.get(heads[0]!)).toBeDefined();
    answer(drawn('drawing'));
    await done;
    expect(app.getState().photo.partial).toBeNull();
    expect(closed).toEqual(['rough head', 'head']);
  });

  it('gives way to that of a newer drawing', async () => {
    const app = await withDrawing();
    app.patch('settings', { strength: 0.5 });
    app.requestRedraw();
    const older = await nextCall('render 0.5');
    older.options?.onHead?.(0, bitmap('older head'));
    app.cancelDraw();
    app.patch('settings', { strength: 0.6 });
    app.requestRedraw();
    const newer = await nextCall('render 0.6');
    newer.options?.onHead?.(0, bitmap('newer head'));
    await settle();
    expect(closed).toEqual(['older head']);
    expect(Object.keys(app.getState().photo.partial!.heads)).toEqual(['0']);
    app.cancelDraw();
    await settle();
    expect(closed).toEqual(['older head', 'newer head']);
    expect(app.getState().photo.partial).toBeNull();
  });
});

describe('savePhoto', () => {
  it('can be cancelled at once and reports nothing afterwards', async () => {
    const app = await withDrawing();
    const done = app.savePhoto();
    await nextCall('encode png');
    expect(app.getState().job.save.status).toBe('running');
    app.cancelSave();
    expect(app.getState().job.save).toEqual({ status: 'idle' });
    await done;
    expect(app.getState().job.save).toEqual({ status: 'idle' });
  });

  it('ends with the photo it writes, and the next one can be saved', async () => {
    const app = await withDrawing();
    const saved = app.savePhoto();
    await nextCall('encode png');
    const done = app.developPhoto(photo('second.png'));
    (await nextCall('open')).answer(opened('second'));
    (await nextCall('render 1')).answer(drawn('second drawing'));
    await Promise.all([done, saved]);
    expect(app.getState().job.save).toEqual({ status: 'idle' });

    void app.savePhoto();
    await nextCall('encode png');
  });

  it('leaves a photo alone that another one has taken out of sight', async () => {
    const app = await withDrawing();
    void app.developPhoto(photo('second.png'));
    (await nextCall('open')).answer(opened('second'));
    await nextCall('render 1');
    await app.savePhoto();
    expect(app.getState().job.save).toEqual({ status: 'idle' });
    expect(calls).toEqual([]);
  });

  it('tells a failure and keeps the drawing', async () => {
    const app = await withDrawing();
    const done = app.savePhoto();
    (await nextCall('encode png')).fail(new app.EngineError('ENCODE_FAILED', 'encode', 'no blob'));
    await done;
    expect(app.getState().job.save).toMatchObject({ problem: { code: 'ENCODE_FAILED' } });
    expect(app.getState().photo.work).not.toBeNull();
  });
});
