import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { EngineError } from '#domain/job/errors.ts';
import type { EngineEvent, PhotoInfo, Progress } from '#engine/contract.ts';
import { checkpoint, type JobContext } from '#engine/jobs/jobs.ts';
import type { Engine } from '#engine/workerApi.ts';
import {
  createTestBench,
  photoInfo,
  renderResult,
  transferableHandle,
  type TestBench,
} from './testing/inProcessWorker.ts';

const recipe = { styleId: '3d', strength: 1, exaggeration: 1 };
const output = { format: 'png', quality: 1 } as const;
const photo = new Blob(['pixels']);
const choice = { id: 'wasm', threads: 2, reason: 'noWebGpu' } as const;

let bench: TestBench | undefined;

function start(
  engine: (workerNumber: number) => Partial<Engine>,
  ...rest: [Watchdog?, number?]
): TestBench {
  bench = createTestBench(engine, ...rest);
  return bench;
}

type Watchdog = { tickMs: number; silentTicks: number };

afterEach(() => bench?.close());

/** Works until it is cancelled. */
async function busy({ signal }: Pick<JobContext, 'signal'>): Promise<never> {
  for (;;) {
    await checkpoint(signal);
    await sleep(1);
  }
}

const opens: Partial<Engine> = { open: async (_job, source) => photoInfo(source) };

async function openPhoto({ client }: TestBench): Promise<PhotoInfo> {
  const info = await client.open(photo);
  info.preview.close();
  return info;
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.fail('the call should have failed'),
    (error: unknown) => error,
  );
}

describe('errors', () => {
  test('an EngineError keeps its class and every field', async () => {
    const thrown = new EngineError('TOO_MANY_PIXELS', 'decode', '64250 × 64250 px');
    const { client } = start(() => ({ open: () => Promise.reject(thrown) }));
    const error = await failureOf(client.open(photo));
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).toShape()).toEqual(thrown.toShape());
  });

  test('an unforeseen error gets a code, and the stage it happened in', async () => {
    const { client } = start(() => ({
      load(job) {
        job.events.begin('prepare');
        throw new RangeError('Array buffer allocation failed');
      },
      styles: () => Promise.reject(new TypeError('x is not a function')),
    }));
    const memory = await failureOf(client.load('3d'));
    expect(memory).toMatchObject({ code: 'OUT_OF_MEMORY', stage: 'prepare' });
    expect(await failureOf(client.styles())).toMatchObject({ code: 'INTERNAL' });
  });

  test('an abort inside the worker stays a DOMException', async () => {
    const aborted = new DOMException('stop', 'AbortError');
    const { client } = start(() => ({ load: () => Promise.reject(aborted) }));
    const error = await failureOf(client.load('3d'));
    expect(error).toBeInstanceOf(DOMException);
    expect(error).toMatchObject({ name: 'AbortError' });
  });
});

describe('cancelling', () => {
  test('rejects within 50 ms although the worker is occupied, and reaches the worker', async () => {
    let workerSignal: AbortSignal | undefined;
    const { client } = start(() => ({
      async load(job) {
        workerSignal = job.signal;
        await sleep(400); // No checkpoint: one long network run.
        return choice;
      },
    }));
    const controller = new AbortController();
    const call = client.load('3d', { signal: controller.signal });
    await sleep(50);
    const start_ = performance.now();
    controller.abort();
    expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
    expect(performance.now() - start_).toBeLessThan(50);
    await sleep(50);
    expect(workerSignal?.aborted).toBe(true);
  });

  test('a result that arrives after the abort is closed', async () => {
    const { handle, closed } = transferableHandle();
    const bench = start(() => ({
      ...opens,
      async render() {
        await sleep(100);
        return renderResult(handle);
      },
    }));
    const { photoId } = await openPhoto(bench);
    const controller = new AbortController();
    const call = bench.client.render(photoId, recipe, { signal: controller.signal });
    await sleep(20);
    controller.abort();
    expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
    await closed;
  });

  test('a result that is on its way when the abort comes is closed', async () => {
    const { handle, closed } = transferableHandle();
    const controller = new AbortController();
    const bench = start(() => ({
      ...opens,
      render() {
        // Both sides share this thread: by the end of the microtasks the answer has been posted.
        setImmediate(() => controller.abort());
        return Promise.resolve(renderResult(handle));
      },
    }));
    const { photoId } = await openPhoto(bench);
    const call = bench.client.render(photoId, recipe, { signal: controller.signal });
    expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
    await closed;
  });

  test('a call that is aborted before it begins starts no worker', async () => {
    const bench = start(() => ({}));
    const call = bench.client.styles({ signal: AbortSignal.abort('any reason') });
    expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
    expect(bench.workers).toHaveLength(0);
  });

  test('releasing a photo aborts its calls and forgets it', async () => {
    const released: string[] = [];
    const bench = start(() => ({
      ...opens,
      render: busy,
      release: (id) => void released.push(id),
    }));
    const { photoId } = await openPhoto(bench);
    const call = bench.client.render(photoId, recipe);
    await sleep(20);
    bench.client.release(photoId);
    expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
    expect(await failureOf(bench.client.render(photoId, recipe))).toMatchObject({
      code: 'UNKNOWN_PHOTO',
    });
    await sleep(20);
    expect(released).toEqual([photoId]);
  });

  test('closing aborts every call, and every later one', async () => {
    const { client } = start(() => ({ load: busy, styles: busy }));
    const calls = [client.load('3d'), client.styles()];
    await sleep(20);
    client.close();
    for (const call of [...calls, client.styles()]) {
      expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
    }
  });
});

describe('lanes', () => {
  test('a newer preview aborts the older one', async () => {
    const seen: number[] = [];
    const bench = start(() => ({
      ...opens,
      async render(job, _photo, { strength }) {
        seen.push(strength);
        return strength < 1 ? await busy(job) : renderResult();
      },
    }));
    const { photoId } = await openPhoto(bench);
    const older = bench.client.render(photoId, { ...recipe, strength: 0.5 });
    await sleep(20);
    const newer = bench.client.render(photoId, recipe);
    expect(await failureOf(older)).toMatchObject({ name: 'AbortError' });
    (await newer).bitmap.close();
    expect(seen).toEqual([0.5, 1]);
  });

  test('exports run one after the other, and one that fails blocks none behind it', async () => {
    const log: string[] = [];
    const bench = start(() => ({
      ...opens,
      async encode(_job, _photo, { strength }) {
        log.push(`begin ${strength}`);
        await sleep(20);
        log.push(`end ${strength}`);
        if (strength === 0) throw new EngineError('ENCODE_FAILED', 'encode', 'no');
        return new Blob([String(strength)]);
      },
    }));
    const { photoId } = await openPhoto(bench);
    const [first, second] = [0, 1].map((strength) =>
      bench.client.encode(photoId, { ...recipe, strength }, output),
    );
    expect(await failureOf(first!)).toMatchObject({ code: 'ENCODE_FAILED' });
    expect(await (await second!).text()).toBe('1');
    expect(log).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
  });
});

describe('thumbnails', () => {
  const order = { faceId: 0, styleIds: ['3d', 'anime', 'comic'] };

  test('arrive one by one', async () => {
    const handles = new Map(order.styleIds.map((id) => [id, transferableHandle()]));
    const bench = start(() => ({
      ...opens,
      thumbnail: async (_job, _photo, { styleId }) => handles.get(styleId)!.handle,
    }));
    const { photoId } = await openPhoto(bench);
    const arrived: string[] = [];
    const onThumbnail = (styleId: string, bitmap: ImageBitmap): void => {
      arrived.push(styleId);
      bitmap.close();
    };
    await bench.client.thumbnails(photoId, { ...order, onThumbnail });
    expect(arrived).toEqual(order.styleIds);
    await Promise.all([...handles.values()].map(({ closed }) => closed));
  });

  test('wait while the worker draws, and are not drawn twice when it is lost', async () => {
    const log: string[] = [];
    const bench = start((workerNumber) => ({
      ...opens,
      async render() {
        await sleep(50);
        log.push('render');
        return renderResult();
      },
      async thumbnail(job, _photo, { styleId }) {
        await job.whenFree();
        if (workerNumber === 1 && styleId === 'anime') {
          bench.workers[0]!.kill();
          return await busy(job);
        }
        log.push(`${workerNumber} ${styleId}`);
        return transferableHandle().handle;
      },
    }));
    const { photoId } = await openPhoto(bench);
    const render = bench.client.render(photoId, recipe);
    const onThumbnail = (_styleId: string, bitmap: ImageBitmap): void => bitmap.close();
    await bench.client.thumbnails(photoId, { ...order, onThumbnail });
    (await render).bitmap.close();
    expect(log).toEqual(['render', '1 3d', '2 anime', '2 comic']);
  });

  test('end with a photo that is released between two of them', async () => {
    const bench = start(() => ({ ...opens, thumbnail: async () => transferableHandle().handle }));
    const { photoId } = await openPhoto(bench);
    const onThumbnail = (_styleId: string, bitmap: ImageBitmap): void => {
      bitmap.close();
      bench.client.release(photoId);
    };
    const call = bench.client.thumbnails(photoId, { ...order, onThumbnail });
    expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
  });

  test('end with their photo, and the one on its way is closed', async () => {
    const { handle, closed } = transferableHandle();
    const bench = start(() => ({
      ...opens,
      thumbnail() {
        setImmediate(() => bench.client.release(photoId));
        return Promise.resolve(handle);
      },
    }));
    const { photoId } = await openPhoto(bench);
    const onThumbnail = (): void => expect.fail('nobody waits for it');
    const call = bench.client.thumbnails(photoId, { ...order, onThumbnail });
    expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
    await closed;
  });
});

describe('a close-up', () => {
  test('waits while the worker draws, and comes with both sides', async () => {
    const log: string[] = [];
    const bench = start(() => ({
      ...opens,
      async render() {
        await sleep(50);
        log.push('render');
        return renderResult();
      },
      async closeUp({ whenFree }, _photo, _recipe, widthPx) {
        await whenFree();
        log.push(`closeUp ${widthPx}`);
        return { photo: transferableHandle().handle, drawing: transferableHandle().handle };
      },
    }));
    const { photoId } = await openPhoto(bench);
    const render = bench.client.render(photoId, recipe);
    const closeUp = (await bench.client.closeUp(photoId, recipe, 2000))!;
    (await render).bitmap.close();
    closeUp.photo.close();
    closeUp.drawing.close();
    expect(log).toEqual(['render', 'closeUp 2000']);
  });

  test('that nobody waits for any more is closed, both sides of it', async () => {
    const [photo, drawing] = [transferableHandle(), transferableHandle()];
    const ending = new AbortController();
    const bench = start(() => ({
      ...opens,
      closeUp() {
        setImmediate(() => ending.abort());
        return Promise.resolve({ photo: photo.handle, drawing: drawing.handle });
      },
    }));
    const { photoId } = await openPhoto(bench);
    const call = bench.client.closeUp(photoId, recipe, 2000, { signal: ending.signal });
    expect(await failureOf(call)).toMatchObject({ name: 'AbortError' });
    await Promise.all([photo.closed, drawing.closed]);
  });

  test('is not drawn again when it costs the worker', async () => {
    const bench = start((workerNumber) => ({
      ...opens,
      async closeUp(job) {
        bench.workers[workerNumber - 1]!.kill();
        return await busy(job);
      },
    }));
    const { photoId } = await openPhoto(bench);
    const call = bench.client.closeUp(photoId, recipe, 2000);
    expect(await failureOf(call)).toMatchObject({ code: 'WORKER_LOST' });
    expect(bench.workers).toHaveLength(1);
  });
});

describe('losing the worker', () => {
  test('every pending call is replayed once in a new worker', async () => {
    const opened: string[] = [];
    const bench = start((workerNumber) => ({
      open: async (_job, source) => photoInfo(source),
      load: workerNumber === 1 ? busy : async () => choice,
      async encode(job, source) {
        if (workerNumber === 1) return await busy(job);
        opened.push(`${source.photoId}: ${await source.blob.text()}`);
        return new Blob(['done']);
      },
    }));
    const { photoId } = await openPhoto(bench);
    const load = bench.client.load('3d');
    const encode = bench.client.encode(photoId, recipe, output);
    await sleep(20);
    bench.workers[0]!.kill();
    expect(await load).toEqual(choice);
    expect(await (await encode).text()).toBe('done');
    expect(opened).toEqual([`${photoId}: pixels`]);
    expect(bench.workers).toHaveLength(2);
    expect(bench.workers[1]!.settings.fallback).toBe('oneThread');
  });

  test('a second loss rejects every pending call with WORKER_LOST', async () => {
    const bench = start(() => ({ load: busy, styles: busy }));
    const calls = [bench.client.load('3d'), bench.client.styles()];
    await sleep(20);
    bench.workers[0]!.kill();
    await sleep(20);
    bench.workers[1]!.kill();
    for (const call of calls) {
      expect(await failureOf(call)).toMatchObject({ code: 'WORKER_LOST', retryable: true });
    }
    expect(bench.workers).toHaveLength(2);
  });

  test('a call made after the loss starts a new worker', async () => {
    const bench = start(() => ({ load: async () => choice }));
    await bench.client.load('3d');
    bench.workers[0]!.kill();
    expect(await bench.client.load('3d')).toEqual(choice);
    expect(bench.workers).toHaveLength(2);
  });

  test('a silent worker is given up and the call replayed, then TIMEOUT surfaces', async () => {
    const bench = start(() => ({ load: busy }), { tickMs: 20, silentTicks: 3 });
    expect(await failureOf(bench.client.load('3d'))).toMatchObject({ code: 'TIMEOUT' });
    expect(bench.workers).toHaveLength(2);
  });

  test('a worker that reports progress is not silent', async () => {
    const bench = start(
      () => ({
        async load({ events }) {
          for (let done = 0; done < 6; done++) {
            events.progress('download', done, 6);
            await sleep(60);
          }
          return choice;
        },
      }),
      { tickMs: 60, silentTicks: 3 },
    );
    expect(await bench.client.load('3d')).toEqual(choice);
    expect(bench.workers).toHaveLength(1);
  });

  test('when the graphics device fails, the replay is told to do without it', async () => {
    const bench = start((workerNumber) => ({
      ...opens,
      async render(job) {
        if (workerNumber === 2) return renderResult();
        job.events.backend({ id: 'webgpu', threads: 1, reason: 'selfTestPassed' });
        await sleep(20);
        throw new EngineError('BACKEND_FAILED', 'face', 'device lost');
      },
    }));
    const { photoId } = await openPhoto(bench);
    (await bench.client.render(photoId, recipe)).bitmap.close();
    expect(bench.workers.map(({ settings }) => settings.fallback)).toEqual(['none', 'noGpu']);
  });

  test('a worker that falls silent over WebGPU is replaced by one without it', async () => {
    const bench = start(
      (workerNumber) => ({
        plannedBackend: async () => 'webgpu',
        load: workerNumber === 1 ? busy : async () => choice,
      }),
      { tickMs: 20, silentTicks: 3 },
    );
    expect(await bench.client.load('3d')).toEqual(choice);
    expect(bench.workers.map(({ settings }) => settings.fallback)).toEqual(['none', 'noGpu']);
  });

  test('the way down goes from WebGPU over threads to one thread, and ends there', async () => {
    const bench = start((workerNumber) => ({
      ...opens,
      async render(job) {
        if (workerNumber === 1) {
          job.events.backend({ id: 'webgpu', threads: 1, reason: 'selfTestPassed' });
        }
        await sleep(20);
        throw new EngineError('BACKEND_FAILED', 'face', `broken in worker ${workerNumber}`);
      },
    }));
    const { photoId } = await openPhoto(bench);
    expect(await failureOf(bench.client.render(photoId, recipe))).toMatchObject({
      code: 'BACKEND_FAILED',
      detail: 'broken in worker 3',
    });
    const fallbacks = bench.workers.map(({ settings }) => settings.fallback);
    expect(fallbacks).toEqual(['none', 'noGpu', 'oneThread']);
  });

  test('a drawing that was started again says so, and the next one does not', async () => {
    const bench = start((workerNumber) => ({
      ...opens,
      render: workerNumber === 1 ? busy : async () => renderResult(),
    }));
    const { photoId } = await openPhoto(bench);
    const call = bench.client.render(photoId, recipe);
    await sleep(20);
    bench.workers[0]!.kill();
    const first = await call;
    const second = await bench.client.render(photoId, recipe);
    expect(first.notices).toContain('startedAgain');
    expect(second.notices).not.toContain('startedAgain');
    for (const { bitmap } of [first, second]) bitmap.close();
  });

  test('a backend that fails again surfaces its own error; calls beside it are replayed', async () => {
    const bench = start((workerNumber) => ({
      async load() {
        await sleep(20);
        throw new EngineError('BACKEND_FAILED', 'prepare', 'no');
      },
      styles: workerNumber < 3 ? busy : async () => [],
    }));
    const load = bench.client.load('3d');
    const styles = bench.client.styles();
    expect(await failureOf(load)).toMatchObject({ code: 'BACKEND_FAILED' });
    expect(await failureOf(styles)).toMatchObject({ code: 'WORKER_LOST' });
    expect(await bench.client.styles()).toEqual([]);
    expect(bench.workers).toHaveLength(3);
  });

  test('a worker that ran out of memory is replaced by one that needs less', async () => {
    const bench = start((workerNumber) => ({
      load: async () => {
        if (workerNumber === 1) throw new EngineError('OUT_OF_MEMORY', 'face', 'no');
        return choice;
      },
    }));
    expect(await bench.client.load('3d')).toEqual(choice);
    expect(bench.workers.map(({ settings }) => settings.fallback)).toEqual(['none', 'oneThread']);
  });
});

describe('browsers whose workers do not last', () => {
  test('get a new worker after so many drawings, between two calls', async () => {
    const bench = start(
      () => ({ ...opens, render: async () => renderResult(), encode: async () => new Blob() }),
      undefined,
      3,
    );
    const { photoId } = await openPhoto(bench);
    const draw = async (): Promise<void> => {
      const { bitmap, notices } = await bench.client.render(photoId, recipe);
      bitmap.close();
      expect(notices).not.toContain('startedAgain');
    };
    await draw();
    await bench.client.encode(photoId, recipe, output);
    expect(bench.workers).toHaveLength(1);
    await draw();
    await draw();
    expect(bench.workers).toHaveLength(2);
    expect(bench.workers[1]!.settings.fallback).toBe('none');
  });
});

describe('events', () => {
  test('progress never falls, not even over a replay, and comes at most every 50 ms', async () => {
    const bench = start((workerNumber) => ({
      ...opens,
      async render({ events, signal }) {
        for (let tile = 0; tile <= 60; tile++) {
          await checkpoint(signal);
          events.progress('scene', tile, 60);
          await sleep(5);
          if (workerNumber === 1 && tile === 40) await busy({ signal });
        }
        events.begin('decode'); // An earlier stage again: must not show as a step back.
        await sleep(70);
        return renderResult();
      },
    }));
    const { photoId } = await openPhoto(bench);
    const heard: (Progress & { readonly atMs: number })[] = [];
    const call = bench.client.render(photoId, recipe, {
      onProgress: (progress) => heard.push({ ...progress, atMs: performance.now() }),
    });
    await sleep(500);
    bench.workers[0]!.kill();
    (await call).bitmap.close();
    expect(heard.length).toBeGreaterThan(5);
    for (const [index, { fraction, atMs, stage, total }] of heard.entries()) {
      const before = heard[index - 1];
      expect(fraction).toBeGreaterThanOrEqual(before?.fraction ?? 0);
      expect(fraction).toBeLessThanOrEqual(1);
      if (stage === 'scene') expect(total).toBe(60);
      // Timers of the two sides drift by a few ms; a burst would show as 5 ms. One gap is the replay.
      if (before && before.done! < 40) expect(atMs - before.atMs).toBeGreaterThan(35);
    }
  });

  test('nothing is heard of a job once it has settled', async () => {
    const events: EngineEvent[] = [];
    let late: JobContext | undefined;
    const { client } = start(() => ({
      async load(job) {
        late = job;
        job.events.progress('download', 1, 9);
        job.events.progress('download', 2, 9); // Waits for its 50 ms when the job settles.
        return choice;
      },
    }));
    client.onEvent((event) => events.push(event));
    await client.load('3d');
    const heardAtEnd = events.length;
    late?.events.progress('download', 9, 9);
    late?.events.log('info', 'late');
    late?.events.backend(choice);
    await sleep(120);
    expect(events).toHaveLength(heardAtEnd);
  });

  test('reach every listener until it stops listening', async () => {
    const { client } = start(() => ({
      async load({ events }) {
        events.log('warning', 'careful');
        await sleep(10);
        return choice;
      },
    }));
    const heard: EngineEvent[] = [];
    const stop = client.onEvent((event) => heard.push(event));
    await client.load('3d');
    stop();
    await client.load('3d');
    expect(heard).toMatchObject([{ type: 'log', level: 'warning', message: 'careful' }]);
  });
});
