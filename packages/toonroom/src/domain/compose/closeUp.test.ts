import { describe, expect, test } from 'vitest';
import { type CloseLook, closeUpWidth } from './closeUp.ts';

const camera = { width: 4000, height: 3000 };
const look = (change: Partial<CloseLook>): number | null =>
  closeUpWidth({
    photo: camera,
    shownWidthPx: 2000,
    heldWidthPx: 1280,
    mostPixels: 12_500_000,
    ...change,
  });

describe('the width of a close-up', () => {
  test('there is none where the preview carries what is shown', () => {
    expect(look({ shownWidthPx: 900 })).toBeNull();
    expect(look({ shownWidthPx: 1280 })).toBeNull();
    expect(look({ shownWidthPx: 1400 })).toBeNull();
    expect(look({ shownWidthPx: 1410 })).not.toBeNull();
  });

  test('it has some room for looking closer still', () => {
    expect(look({ shownWidthPx: 2000 })).toBe(2500);
    expect(look({ shownWidthPx: 2400, heldWidthPx: 2500 })).toBeNull();
  });

  test('nearly all of the photo is all of it, and never more', () => {
    expect(look({ shownWidthPx: 2400 })).toBe(4000);
    expect(look({ shownWidthPx: 9000 })).toBe(4000);
    expect(look({ shownWidthPx: 9000, heldWidthPx: 4000 })).toBeNull();
  });

  test('a photo that is hardly larger than its preview has none', () => {
    expect(look({ photo: { width: 1300, height: 975 }, shownWidthPx: 5000 })).toBeNull();
    expect(look({ photo: { width: 600, height: 400 }, heldWidthPx: 600 })).toBeNull();
  });

  test('memory bounds its px, whatever its shape', () => {
    for (const photo of [camera, { width: 3000, height: 4000 }, { width: 9000, height: 9000 }]) {
      const width = look({ photo, shownWidthPx: 20_000, mostPixels: 6_000_000 })!;
      const pixels = (width * width * photo.height) / photo.width;
      expect(pixels).toBeLessThanOrEqual(6_000_000);
      expect(pixels).toBeGreaterThan(5_900_000);
    }
  });

  test('no side is longer than a graphics processor takes', () => {
    expect(look({ photo: { width: 12_000, height: 900 }, shownWidthPx: 20_000 })).toBe(8192);
    const tall = look({
      photo: { width: 900, height: 12_000 },
      shownWidthPx: 900,
      heldWidthPx: 96,
    });
    expect(tall).toBe(614);
  });

  test('what memory has no room to sharpen is left as it is', () => {
    expect(look({ shownWidthPx: 20_000, mostPixels: 1_300_000 })).toBeNull();
  });
});
