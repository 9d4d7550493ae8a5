import { describe, expect, it } from 'vitest';
import { createRaster, type Raster } from '../picture/raster.ts';
import { visibleBox } from './cutOut.ts';
import { drawSticker } from './drawSticker.ts';
import { placeSticker } from './placement.ts';
import { defaultSticker, stickerFrames, validateSticker } from './sticker.ts';

const uncut = { left: false, top: false, right: false, bottom: false };

/** A grey disc on nothing. */
function disc(size: number, radius: number): Raster {
  const raster = createRaster(size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inside = radius - Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2) + 0.5;
      const alpha = 255 * Math.min(1, Math.max(0, inside));
      raster.data.set([90, 90, 90, alpha], (y * size + x) * 4);
    }
  }
  return raster;
}

const pixel = ({ data, width }: Raster, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];
const picture = disc(300, 100);
const figure = { box: visibleBox(picture)!, cut: uncut };

describe('a sticker', () => {
  it('has a white rim around the figure, and nothing in its corners', () => {
    const placement = placeSticker(figure, { ...defaultSticker, shadow: 0 }, { scale: 1 });
    const sticker = drawSticker(picture, figure, placement, { outline: '#ffffff', shadow: 0 });
    const middle = Math.floor(sticker.height / 2);
    expect(pixel(sticker, 0, 0)[3]).toBe(0);
    expect(pixel(sticker, middle, middle)).toEqual([90, 90, 90, 255]);
    const rim = Math.round(placement.outlinePx / 2);
    for (const [x, y] of [
      [rim, middle],
      [sticker.width - 1 - rim, middle],
      [middle, rim],
      [middle, sticker.height - 1 - rim],
    ] as const) {
      expect(pixel(sticker, x, y)).toEqual([255, 255, 255, 255]);
    }
  });

  it('without an outline keeps its own edge; a shadow lies below it', () => {
    const look = { ...defaultSticker, outline: 'none', shadow: 0.5 } as const;
    const placement = placeSticker(figure, look, { scale: 1 });
    const sticker = drawSticker(picture, figure, placement, { outline: null, shadow: 0.5 });
    const below = placement.figure.y + placement.figure.height + 1;
    const [red, , , alpha] = pixel(sticker, Math.floor(sticker.width / 2), below);
    expect(red).toBeLessThan(60);
    expect(alpha).toBeGreaterThan(30);
  });

  it('has no outline where the picture ends', () => {
    const cut = { ...uncut, bottom: true };
    const half = { box: { ...figure.box, height: 100 }, cut };
    const placement = placeSticker(half, defaultSticker, stickerFrames.whatsapp);
    const sticker = drawSticker(picture, half, placement, { outline: '#ffffff', shadow: 0 });
    const { y, height } = placement.figure;
    for (let x = 0; x < sticker.width; x++) expect(pixel(sticker, x, y + height)[3]).toBe(0);
    expect(pixel(sticker, 256, y + height - 1)).toEqual([90, 90, 90, 255]);
  });

  it.each(Object.entries(stickerFrames))('for %s fits what it takes', (_name, frame) => {
    for (const box of [
      { x: 0, y: 0, width: 300, height: 120 },
      { x: 0, y: 0, width: 201, height: 333 },
    ]) {
      const {
        width,
        height,
        figure: at,
      } = placeSticker({ box, cut: uncut }, defaultSticker, frame);
      expect(width).toBeLessThanOrEqual(frame.width);
      expect(height).toBeLessThanOrEqual(frame.height);
      if (frame.fit === 'exact') expect([width, height]).toEqual([frame.width, frame.height]);
      if (frame.fit === 'longSide') expect(Math.max(width, height)).toBe(frame.width);
      if (frame.isEven) expect([width % 2, height % 2]).toEqual([0, 0]);
      expect(at.x).toBeGreaterThanOrEqual(frame.margin);
      expect(at.y).toBeGreaterThanOrEqual(frame.margin);
      expect(at.x + at.width).toBeLessThanOrEqual(width - frame.margin);
      expect(at.y + at.height).toBeLessThanOrEqual(height - frame.margin);
      expect(at.width / at.height).toBeCloseTo(box.width / box.height, 1);
    }
  });
});

describe('a sticker’s settings', () => {
  it('are checked and clamped', () => {
    expect(validateSticker(defaultSticker)).toEqual(defaultSticker);
    expect(validateSticker({ ...defaultSticker, shadow: 7 }).shadow).toBe(1);
    for (const wrong of [
      null,
      {},
      { ...defaultSticker, outline: 'pink' },
      { ...defaultSticker, outlineWidth: Number.NaN },
      { ...defaultSticker, size: 'toString' },
    ]) {
      expect(() => validateSticker(wrong)).toThrow(RangeError);
    }
  });
});
