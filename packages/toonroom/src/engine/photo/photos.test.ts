import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noPhotoEdit } from '#domain/edit/photoEdit.ts';
import { isAbort } from '#domain/job/errors.ts';
import { pngHead } from '#domain/testing/imageBytes.ts';
import type { PhotoSource } from '../contract.ts';
import { engineCalls } from '../calls.ts';
import { JobEvents } from '../jobs/events.ts';
import { JobRun } from '../jobs/jobRun.ts';
import { Photos } from './photos.ts';

/** Eight strips: while one is edited there is time for something else. */
const size = { width: 4000, height: 2000 };
const edit = { ...noPhotoEdit, turns: 1 } as const;

type Bitmap = typeof size & { close: () => void; isClosed: boolean };

let bitmaps: Bitmap[];
/** Called before each strip of an edited photo is drawn. */
let onStrip: () => void;
/** Called once an edited photo is a bitmap. */
let onEdited: () => void;

/** The browser's pictures as far as they are used here: Node has none. */
beforeEach(() => {
  bitmaps = [];
  onStrip = () => undefined;
  onEdited = () => undefined;
  const bitmapOfSize = ({ width, height }: typeof size): Bitmap => {
    const bitmap = {
      width,
      height,
      isClosed: false,
      close: () => {
        bitmap.isClosed = true;
      },
    };
    bitmaps.push(bitmap);
    return bitmap;
  };
  class Picture {
    readonly data: Uint8ClampedArray;
    readonly width: number;
    readonly height: number;

    constructor(data: Uint8ClampedArray, width: number, height: number) {
      this.data = data;
      this.width = width;
      this.height = height;
    }
  }
  vi.stubGlobal('ImageData', Picture);
  vi.stubGlobal('createImageBitmap', async (from: unknown) => {
    if (from instanceof Picture) onEdited();
    return bitmapOfSize(from instanceof Picture ? from : size);
  });
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({
        setTransform: () => undefined,
        clearRect: () => undefined,
        drawImage: () => onStrip(),
        getImageData: (_x: number, _y: number, width: number, height: number) =>
          new Picture(new Uint8ClampedArray(width * height * 4), width, height),
      });
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

const sourceOf = (photoId: string): PhotoSource => ({
  photoId,
  blob: new Blob([new Uint8Array(pngHead(size.width, size.height))]),
});

function newRun(controller = new AbortController()): JobRun {
  const events = new JobEvents('job', engineCalls.render.stages, () => undefined);
  return new JobRun({ signal: controller.signal, events });
}

const openBitmaps = (): number => bitmaps.filter(({ isClosed }) => !isClosed).length;

test('the photo and its edited one are kept, and are decoded and edited once', async () => {
  const photos = new Photos();
  const edited = await photos.get(newRun(), sourceOf('a'), edit);
  const whole = await photos.get(newRun(), sourceOf('a'));
  expect(edited.bitmap).toMatchObject({ width: 2000, height: 4000 });
  expect(whole.bitmap).toMatchObject(size);
  expect(await photos.get(newRun(), sourceOf('a'), edit)).toBe(edited);
  expect(bitmaps).toHaveLength(2);
  expect(openBitmaps()).toBe(2);
});

test('a photo that was dropped while it is edited is decoded again', async () => {
  const photos = new Photos();
  const dropped = await photos.get(newRun(), sourceOf('a'));
  const editing = photos.get(newRun(), sourceOf('a'), edit);
  await photos.get(newRun(), sourceOf('b'));
  await photos.get(newRun(), sourceOf('c'));
  await editing;
  expect((dropped.bitmap as unknown as Bitmap).isClosed).toBe(true);
  const again = await photos.get(newRun(), sourceOf('a'));
  expect(again).not.toBe(dropped);
  expect((again.bitmap as unknown as Bitmap).isClosed).toBe(false);
  expect(openBitmaps()).toBe(2);
});

test.each([false, true])(
  'nothing is kept of a photo that is released while it is edited; open before: %s',
  async (wasOpen) => {
    const photos = new Photos();
    if (wasOpen) await photos.get(newRun(), sourceOf('a'));
    onStrip = () => photos.release('a');
    const edited = await photos.get(newRun(), sourceOf('a'), edit);
    // Who asked for it can still use it.
    await edited.use(async () => expect(openBitmaps()).toBe(1));
    expect(openBitmaps()).toBe(0);
    await photos.get(newRun(), sourceOf('a'));
    expect(openBitmaps()).toBe(1);
  },
);

test.each(['onStrip', 'onEdited'] as const)(
  'an edit that is stopped leaves nothing: %s',
  async (when) => {
    const photos = new Photos();
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    if (when === 'onStrip') onStrip = stop;
    else onEdited = stop;
    const stopped = photos.get(newRun(controller), sourceOf('a'), edit);
    await expect(stopped).rejects.toSatisfy(isAbort);
    // What was decoded before the stop is worth keeping.
    expect(openBitmaps()).toBe(when === 'onStrip' ? 0 : 1);
    onStrip = onEdited = () => undefined;
    await photos.get(newRun(), sourceOf('a'), edit);
    expect(openBitmaps()).toBe(2);
  },
);

test('the size of a file is known from its edited photo', async () => {
  const photos = new Photos();
  expect(await photos.fileSize(newRun(), sourceOf('a'))).toEqual(size);
  photos.release('a');
  await photos.get(newRun(), sourceOf('a'), edit);
  await photos.get(newRun(), sourceOf('b'));
  const decoded = bitmaps.length;
  expect(await photos.fileSize(newRun(), sourceOf('a'))).toEqual(size);
  expect(bitmaps).toHaveLength(decoded);
});
