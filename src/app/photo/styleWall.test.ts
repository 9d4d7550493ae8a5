import { beforeEach, expect, test, vi } from 'vitest';
import type { FaceSummary, ThumbnailsOrder } from '#sdk/index.ts';
import { wallFace, wallKey } from '../shared/state/wallSlice.ts';

// The engine's own tests draw; here it is what is asked for, and who frees it, that counts.
interface Call extends ThumbnailsOrder {
  readonly photoId: string;
  readonly signal: AbortSignal;
}

let calls: Call[] = [];
let closed: string[] = [];

vi.mock('./offScreen.ts', () => ({
  drawThumbnails: (photoId: string, order: ThumbnailsOrder, signal: AbortSignal) => {
    calls.push({ photoId, signal, ...order });
    return new Promise(() => undefined);
  },
}));

const bitmap = (name: string): ImageBitmap =>
  ({ width: 8, height: 8, close: () => void closed.push(name) }) satisfies ImageBitmap;

const box = { x: 0, y: 0, width: 9, height: 9 };
const faces: FaceSummary[] = [
  { faceId: 0, box, reliability: 0, drawnAs: 'scene' },
  { faceId: 1, box, reliability: 1, drawnAs: 'face' },
  { faceId: 2, box, reliability: 1, drawnAs: 'face' },
];

const style = (id: string) => ({
  id,
  names: { zh: id, en: id },
  thumbnailUrl: '',
  backdrop: ['#ffffff', '#000000'] as const,
  chroma: 1,
  sizeBytes: 1,
  licence: 'Apache-2.0',
});

function work(photoId: string, styleId = '3d') {
  const photo = {
    photoId,
    sourceId: 0,
    fileName: 'a.png',
    width: 9,
    height: 9,
    format: 'png' as const,
    sizeBytes: 1,
    notices: [],
    previewId: 0,
  };
  const recipe = { styleId, strength: 1, exaggeration: 1 };
  return { photo, drawing: { recipe, bitmapId: 0, faces, notices: [], timingsMs: {} } };
}

async function loadWall() {
  vi.resetModules();
  const store = await import('../shared/state/store.ts');
  store.patch('device', { styles: ['3d', 'anime'].map(style) });
  (await import('./styleWall.ts')).startStyleWall();
  return store;
}

beforeEach(() => {
  calls = [];
  closed = [];
});

test('shows the largest face that is drawn, then whom somebody chooses', async () => {
  const { patch, getState } = await loadWall();
  expect(calls).toEqual([]);
  patch('photo', { work: work('one') });
  expect(wallFace(getState())).toBe(1);
  expect(calls[0]).toMatchObject({ photoId: 'one', faceId: 1, styleIds: ['3d', 'anime'] });
  calls[0]!.onThumbnail('3d', bitmap('face 1 in 3d'));
  expect(getState().wall.pictures[wallKey(1, '3d')]).toBeDefined();

  patch('photo', { chosenFace: 2 });
  expect(calls[0]!.signal.aborted).toBe(true);
  expect(calls[1]).toMatchObject({ faceId: 2, styleIds: ['3d', 'anime'] });
  calls[0]!.onThumbnail('anime', bitmap('too late'));
  expect(closed).toEqual(['too late']);

  patch('photo', { chosenFace: null });
  expect(calls[2]).toMatchObject({ faceId: 1, styleIds: ['anime'] });
});

test('goes on while the photo is drawn in another style', async () => {
  const { patch } = await loadWall();
  patch('photo', { work: work('one') });
  calls[0]!.onThumbnail('3d', bitmap('3d'));
  patch('photo', { work: work('one', 'anime') });
  expect(calls).toHaveLength(1);
  expect(calls[0]!.signal.aborted).toBe(false);
});

test('stops for another photo, and is freed with its own', async () => {
  const { patch, getState } = await loadWall();
  patch('photo', { work: work('one') });
  calls[0]!.onThumbnail('3d', bitmap('3d'));
  patch('photo', { incoming: work('two').photo });
  expect(calls[0]!.signal.aborted).toBe(true);
  expect(closed).toEqual([]);
  patch('photo', { work: work('two'), incoming: null });
  expect(closed).toEqual(['3d']);
  expect(calls[1]).toMatchObject({ photoId: 'two', styleIds: ['3d', 'anime'] });
  calls[1]!.onThumbnail('3d', bitmap('two in 3d'));
  patch('photo', { work: null });
  expect(closed).toEqual(['3d', 'two in 3d']);
  expect(getState().wall.pictures).toEqual({});
});

test('leaves a batch alone', async () => {
  const { patch } = await loadWall();
  patch('batch', { isShown: true });
  patch('photo', { work: work('one') });
  expect(calls).toEqual([]);
  patch('batch', { isShown: false });
  expect(calls).toHaveLength(1);
});
