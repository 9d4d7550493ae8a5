import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pngStart } from '#domain/files/pngWriter.ts';
import { type Frame, type FrameSource, initialFrame } from '#domain/frame/frame.ts';
import { defaultRecipe } from '#domain/job/recipe.ts';
import type { DrawOrder, FramePicture } from '../photo/frames/drawScene.ts';
import type { FileDrawing } from '../photo/offScreen.ts';
import { patch } from '../shared/state/store.ts';
import { loadText } from '../text/index.ts';
import { drawFramed } from './framed.ts';

// The engine's own tests draw, the browser's draw frames; here it is which parts of which files come together that counts.
const engine = vi.hoisted(() => ({
  drawings: [] as readonly FileDrawing[],
  draw: (_drawing: FileDrawing): Blob => new Blob(),
  order: null as DrawOrder | null,
}));
let opened: string[] = [];
let closed: string[] = [];

vi.mock('../photo/offScreen.ts', () => ({
  drawFile: async (_photo: Blob, { drawings }: { drawings: readonly FileDrawing[] }) => {
    engine.drawings = drawings;
    return await Promise.resolve(drawings.map(engine.draw));
  },
}));
vi.mock('../photo/frames/sceneFile.ts', () => ({
  sceneFile: async (order: DrawOrder, format: string) => {
    engine.order = order;
    return await Promise.resolve(new Blob(['framed'], { type: `image/${format}` }));
  },
}));

/** A photo of 100 × 60 px; beside its drawing there is a gap of 2 px. */
const size = { width: 100, height: 60 };
engine.draw = ({ output }) =>
  new Blob([pngStart(output.besidePhoto ? 202 : size.width, size.height)], { type: 'image/png' });

beforeEach(async () => {
  await loadText('en');
  [opened, closed] = [[], []];
  vi.stubGlobal('createImageBitmap', (_file: Blob, ...[x, y, width, height]: number[]) => {
    const name = [x, y, width, height].join(' ');
    opened.push(name);
    return Promise.resolve({ width, height, close: () => void closed.push(name) });
  });
  patch('device', { styles: [] });
});
afterEach(() => vi.unstubAllGlobals());

async function framed(change: Partial<Frame>, signal = new AbortController().signal) {
  const photo = new File([], 'a.jpg', { lastModified: Date.UTC(2021, 4, 17, 12) });
  const file = await drawFramed(photo, {
    frame: { ...initialFrame, ...change },
    recipe: defaultRecipe('comic'),
    output: { format: 'jpeg', shape: '4:5', besidePhoto: false },
    signal,
    onProgress: () => undefined,
    look: async () => await Promise.resolve(),
  });
  const pictureOf = (source: FrameSource): FramePicture | undefined =>
    engine.order!.pictureOf(source);
  return { file, pictureOf, order: engine.order! };
}

test('a frame around the drawing alone takes its file whole, drawn without losses', async () => {
  const { file, pictureOf, order } = await framed({ kind: 'plain', border: 0.1 });
  expect(file.type).toBe('image/jpeg');
  expect(engine.drawings.map(({ output }) => output)).toEqual([
    { format: 'png', shape: '4:5', besidePhoto: false },
  ]);
  expect(order.scene).toMatchObject({ width: 112, height: 72 });
  expect(pictureOf('drawing')?.covers).toEqual({ x: 0, y: 0, ...size });
  expect(pictureOf('photo')).toBeUndefined();
  expect(closed).toEqual(opened);
});

test('before and after are the two halves of one file', async () => {
  const { order } = await framed({ kind: 'pair' });
  expect(engine.drawings.map(({ output }) => output.besidePhoto)).toEqual([true]);
  expect(opened).toEqual(['102 0 100 60', '0 0 100 60']);
  expect(order.photo).toEqual(size);
  expect(closed.toSorted()).toEqual(opened.toSorted());
});

test('styles that are not there are left out, the others drawn once', async () => {
  patch('device', {
    styles: [{ id: 'anime', names: { en: 'Anime', zh: '动漫' }, backdrop: ['#000000', '#ffffff'] }],
  } as never);
  await framed({ kind: 'grid', pictures: ['style:gone', 'style:anime', 'photo', 'style:anime'] });
  expect(engine.drawings.map(({ recipe }) => recipe.styleId)).toEqual(['anime']);
});

test('the date is the photo’s own where it was put in, else as it is written', async () => {
  const own = await framed({ kind: 'plain', isPhotoDate: true });
  expect(own.order.frame.date).toMatch(/2021/);
  const written = await framed({ kind: 'plain', date: 'Once' });
  expect(written.order.frame.date).toBe('Once');
});

test('a drawing that cannot be read is told as a want of memory, and nothing stays open', async () => {
  const open = globalThis.createImageBitmap as unknown as (...given: unknown[]) => Promise<unknown>;
  let count = 0;
  vi.stubGlobal('createImageBitmap', (...given: unknown[]) => {
    count += 1;
    return count > 1 ? Promise.reject(new DOMException('', 'InvalidStateError')) : open(...given);
  });
  await expect(framed({ kind: 'pair' })).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
  expect(closed).toEqual(opened);
  expect(closed).toHaveLength(1);
});

test('a photo that is cancelled is not framed', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(framed({ kind: 'pair' }, controller.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(opened).toEqual([]);
});
