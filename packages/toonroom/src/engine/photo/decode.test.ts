import { afterEach, expect, test, vi } from 'vitest';
import { pngHead } from '#domain/testing/imageBytes.ts';
import { decodePhoto } from './decode.ts';

/** The browser's decoder as far as it is used here: Node has none. */
function decodeTo(width: number, height: number) {
  const bitmap = { width, height, close: vi.fn<() => void>() };
  const decoder = vi.fn<() => Promise<typeof bitmap>>(async () => bitmap);
  vi.stubGlobal('createImageBitmap', decoder);
  return { bitmap, decoder };
}

const photo = (width: number, height: number): Blob =>
  new Blob([new Uint8Array(pngHead(width, height))]);

afterEach(() => vi.unstubAllGlobals());

test('a photo is handed over with its header', async () => {
  const { bitmap } = decodeTo(7, 5);
  const decoded = await decodePhoto(photo(7, 5));
  expect(decoded).toMatchObject({ header: { format: 'png', width: 7, height: 5 }, bitmap });
  expect(bitmap.close).not.toHaveBeenCalled();
});

test('what its header says is too large is not decoded', async () => {
  const { decoder } = decodeTo(7, 5);
  await expect(decodePhoto(photo(10_001, 10_000))).rejects.toMatchObject({
    code: 'TOO_MANY_PIXELS',
  });
  expect(decoder).not.toHaveBeenCalled();
});

test('what turns out to be too large is not kept', async () => {
  const { bitmap } = decodeTo(10_001, 10_000);
  await expect(decodePhoto(photo(7, 5))).rejects.toMatchObject({ code: 'TOO_MANY_PIXELS' });
  expect(bitmap.close).toHaveBeenCalledOnce();
});
