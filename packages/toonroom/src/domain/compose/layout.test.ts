import { describe, expect, it } from 'vitest';
import { halvesOf, layOut, layoutOf, layoutSize } from './layout.ts';
import { cutRaster } from '../picture/raster.ts';
import { colourAt, noise } from '../testing/pictures.ts';

const picture = { width: 300, height: 200 };

describe('layoutOf', () => {
  it('is the whole picture unless a crop is given', () => {
    expect(layoutSize(layoutOf(picture))).toEqual(picture);
    const bitmap = Object.create(picture) as typeof picture;
    expect(layoutSize(layoutOf(bitmap))).toEqual(picture);
    expect(layoutSize(layoutOf(picture, { x: 10, y: 20, width: 30, height: 40 }))).toEqual({
      width: 30,
      height: 40,
    });
  });

  it('refuses a crop that is not a part of the picture', () => {
    const whole = { x: 0, y: 0, ...picture };
    for (const change of [
      { x: 1 },
      { y: 1 },
      { x: -1 },
      { y: -1 },
      { width: 0 },
      { height: 0 },
      { width: 99.5 },
      { x: Number.NaN },
    ]) {
      expect(() => layoutOf(picture, { ...whole, ...change })).toThrow(RangeError);
    }
  });
});

it('finds the two halves of a picture that shows both, whatever its size', () => {
  for (let width = 1; width < 900; width++) {
    const size = layoutSize(layoutOf({ width, height: 7 }, undefined, true));
    const photo = { x: 0, y: 0, width, height: 7 };
    expect(halvesOf(size)).toEqual({ photo, drawing: { ...photo, x: size.width - width } });
  }
});

describe('layOut', () => {
  const drawn = noise(300, 16, 1);
  // Three rows of the photo come before those of the drawing.
  const photo = { raster: noise(300, 22, 2), skip: 3 };

  it('leaves whole rows as they are', () => {
    expect(layOut(layoutOf(picture), drawn, photo)).toBe(drawn);
  });

  it('cuts the columns of the crop', () => {
    const layout = layoutOf(picture, { x: 40, y: 0, width: 100, height: 200 });
    expect(layOut(layout, drawn, photo)).toEqual(
      cutRaster(drawn, { x: 40, y: 0, width: 100, height: 16 }),
    );
  });

  it('puts the same part of the photo to the left, and white between them', () => {
    const layout = layoutOf(picture, { x: 40, y: 50, width: 160, height: 150 }, true);
    const rows = layOut(layout, drawn, photo);
    expect(layoutSize(layout)).toEqual({ width: 322, height: 150 });
    expect(rows.width).toBe(322);
    expect(cutRaster(rows, { x: 0, y: 0, width: 160, height: 16 })).toEqual(
      cutRaster(photo.raster, { x: 40, y: 3, width: 160, height: 16 }),
    );
    expect(cutRaster(rows, { x: 162, y: 0, width: 160, height: 16 })).toEqual(
      cutRaster(drawn, { x: 40, y: 0, width: 160, height: 16 }),
    );
    for (const x of [160, 161]) expect(colourAt(rows, x, 7)).toEqual([255, 255, 255, 255]);
  });
});
