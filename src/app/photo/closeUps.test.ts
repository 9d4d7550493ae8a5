import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CloseUp } from '#sdk/index.ts';
import type { FinishedWork } from '../shared/state/photoSlice.ts';

// The engine's own tests draw; here it is when it is asked, and who frees what comes, that counts.
interface Call {
  readonly widthPx: number;
  readonly signal: AbortSignal;
  readonly arrive: (closeUp: CloseUp | null) => void;
  readonly fail: (error: Error) => void;
}

let calls: Call[] = [];
let closed: string[] = [];

vi.mock('./offScreen.ts', () => ({
  drawCloseUp: (_work: FinishedWork, widthPx: number, signal: AbortSignal) =>
    new Promise<CloseUp | null>((arrive, fail) => calls.push({ widthPx, signal, arrive, fail })),
}));

function bitmap(name: string, width: number): ImageBitmap {
  return { width, height: width, close: () => void closed.push(name) } satisfies ImageBitmap;
}

const closeUp = (name: string): CloseUp => ({
  photo: bitmap(`${name} photo`, 4000),
  drawing: bitmap(`${name} drawing`, 4000),
});

/** The shown work, the place to put another drawing, and how long to look. */
async function look(shownWidthPx: number) {
  vi.resetModules();
  const { getState, patch } = await import('../shared/state/store.ts');
  const { bitmaps } = await import('../shared/handles.ts');
  const { followCloseUps } = await import('./closeUps.ts');
  const photo = {
    photoId: 'one',
    sourceId: 0,
    fileName: 'a.jpg',
    width: 4000,
    height: 3000,
    format: 'jpeg' as const,
    sizeBytes: 1,
    notices: [],
    previewId: bitmaps.adopt(bitmap('preview', 1280)),
  };
  const recipe = { styleId: '3d', strength: 1, exaggeration: 1 };
  const draw = (): void => {
    const bitmapId = bitmaps.adopt(bitmap('drawn', 1280));
    const drawing = { recipe, bitmapId, faces: [], notices: [], timingsMs: {} };
    patch('photo', { work: { photo, drawing } });
  };
  draw();
  const unfollow = followCloseUps(() => shownWidthPx * getState().photo.zoom.scale);
  const zoom = (scale: number): void => patch('photo', { zoom: { scale, x: 0.5, y: 0.5 } });
  const sides = () => Object.values(getState().photo.closeUp?.sides ?? {});
  return { draw, unfollow, zoom, sides, patch, bitmaps };
}

const rest = async () => await vi.advanceTimersByTimeAsync(400);

beforeEach(() => {
  calls = [];
  closed = [];
  vi.useFakeTimers();
  vi.stubGlobal('screen', { width: 1440, height: 900 });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a picture is drawn large once it is zoomed and rests, and freed when all of it is seen', async () => {
  const { zoom, sides, bitmaps } = await look(1000);
  await rest();
  expect(calls).toEqual([]);
  zoom(1.3);
  await rest();
  expect(calls).toEqual([]);

  zoom(1.5);
  await vi.advanceTimersByTimeAsync(300);
  zoom(2);
  await vi.advanceTimersByTimeAsync(300);
  expect(calls).toEqual([]);
  await rest();
  expect(calls.map(({ widthPx }) => widthPx)).toEqual([2500]);
  calls[0]!.arrive(closeUp('first'));
  await rest();
  expect(sides().map((id) => bitmaps.get(id)?.width)).toEqual([4000, 4000]);

  zoom(3);
  await rest();
  expect(calls).toHaveLength(1);
  zoom(1);
  await rest();
  expect(sides()).toEqual([]);
  expect(closed).toEqual(['first photo', 'first drawing']);
});

test('whoever looks closer still gets a larger one, in the place of the one on its way', async () => {
  const { zoom, sides } = await look(1000);
  zoom(1.5);
  await rest();
  zoom(4);
  await rest();
  expect(calls.map(({ widthPx, signal }) => [widthPx, signal.aborted])).toEqual([
    [1875, true],
    [4000, false],
  ]);
  calls[0]!.arrive(closeUp('late'));
  calls[1]!.arrive(closeUp('large'));
  await rest();
  expect(closed).toEqual(['late photo', 'late drawing']);
  expect(sides()).toHaveLength(2);
});

test('a drawing or an export comes first; the side of the photo stays', async () => {
  const { zoom, draw, sides, patch } = await look(1000);
  zoom(2);
  await rest();
  patch('job', { draw: { status: 'running', task: 'adjust' } });
  expect(calls[0]!.signal.aborted).toBe(true);
  await rest();
  expect(calls).toHaveLength(1);
  draw();
  patch('job', { draw: { status: 'done', task: 'adjust' } });
  await rest();
  calls[1]!.arrive(closeUp('first'));
  await rest();

  draw();
  expect(closed).toEqual(['first drawing']);
  expect(sides()).toHaveLength(1);
  await rest();
  patch('job', { save: { status: 'running', task: 'save' } });
  expect(calls[2]!.signal.aborted).toBe(true);
  patch('job', { save: { status: 'done', task: 'save' } });
  await rest();
  calls[3]!.arrive(closeUp('second'));
  await rest();
  expect(closed).toEqual(['first drawing', 'first photo']);
  patch('photo', { work: null });
  expect(closed).toEqual(['first drawing', 'first photo', 'second photo', 'second drawing']);
});

test('one that fails is not tried again until something changes', async () => {
  const { zoom, draw, sides } = await look(1000);
  zoom(2);
  await rest();
  calls[0]!.fail(new Error('no memory'));
  await rest();
  zoom(1.9);
  await rest();
  expect(calls).toHaveLength(1);
  draw();
  await rest();
  calls[1]!.arrive(null);
  await rest();
  expect(calls).toHaveLength(2);
  expect(sides()).toEqual([]);
});

test('who leaves the picture leaves nothing behind', async () => {
  const { zoom, unfollow, sides } = await look(1000);
  zoom(2);
  await rest();
  calls[0]!.arrive(closeUp('first'));
  await rest();
  zoom(4);
  await rest();
  unfollow();
  expect(closed).toEqual(['first photo', 'first drawing']);
  expect(sides()).toEqual([]);
  zoom(5);
  await rest();
  expect(calls).toHaveLength(1);
});

test('a phone holds fewer px', async () => {
  vi.stubGlobal('screen', { width: 844, height: 390 });
  const { zoom } = await look(1000);
  zoom(6);
  await rest();
  expect(calls.map(({ widthPx }) => widthPx)).toEqual([2828]);
});
