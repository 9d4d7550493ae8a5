import { describe, expect, test } from 'vitest';
import { flatten, flattenScene, hairShare } from './flatten.ts';
import golden from './golden/flat-strands.json';
import { createRaster, type Plane, type Raster } from './raster.ts';
import { maxDifference } from './testing/golden.ts';

const tones = { share: 1, strands: 8, tone: 40, sharpness: 12, lines: 0 };

function strands(): Raster {
  const raster = createRaster(golden.side, golden.side);
  for (let pixel = 0; pixel < golden.share.length; pixel++) {
    raster.data.set([...golden.picture.slice(pixel * 3, pixel * 3 + 3), 255], pixel * 4);
  }
  return raster;
}

const plane = (values: readonly number[]): Plane => ({
  width: golden.side,
  height: golden.side,
  data: Float32Array.from(values),
});

const coloursOf = ({ data }: Raster): number[] => [...data].filter((_, index) => index % 4 < 3);

describe('as the model factory has it', () => {
  test('strands become flat', () => {
    const picture = strands();
    flatten(picture, plane(golden.share), golden.tones, golden.scale);
    const flat = coloursOf(picture);
    // A path that is rounded to another pixel on its way ends beside its fellow.
    const apart = flat.map((value, index) => Math.abs(value - golden.flat[index]!));
    expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeLessThan(0.4);
    expect(Math.max(...apart)).toBeLessThan(12);
  });

  test('hair is told from the face and from what has its colour', () => {
    const hair = hairShare(
      strands(),
      plane(golden.matte),
      Float32Array.from(golden.face),
      golden.scale,
    );
    expect(maxDifference(hair.data, golden.hair)).toBeLessThan(0.01);
    expect(Math.max(...hair.data)).toBeGreaterThan(0.1);
  });
});

test('a ramp of light falls into tones, and outside the share nothing changes', () => {
  const width = 200;
  const ramp = createRaster(width, 20);
  for (let pixel = 0; pixel < width * 20; pixel++) {
    const level = 30 + (pixel % width);
    ramp.data.set([level, level, level, 255], pixel * 4);
  }
  const before = ramp.data.slice();
  const share = { width, height: 20, data: new Float32Array(width * 20) };
  share.data.fill(1, 0, width * 10);
  flatten(ramp, share, tones, 1);
  expect(ramp.data.subarray(width * 10 * 4)).toEqual(before.subarray(width * 10 * 4));
  const levels = Array.from({ length: width }, (_, x) => ramp.data[(5 * width + x) * 4]!);
  // Of every ten px, most stand on a level that their neighbours share.
  const steps = levels.slice(1).map((level, index) => level - levels[index]!);
  expect(steps.filter((step) => step === 0).length).toBeGreaterThan(width * 0.6);
  expect(Math.max(...steps)).toBeGreaterThan(3);
});

test('a small scene keeps more of its own than a large one', () => {
  const change = (side: number): number => {
    const scene = createRaster(side, 16);
    for (let pixel = 0; pixel < side * 16; pixel++) {
      const level = pixel % 2 === 0 ? 110 : 140;
      scene.data.set([level, level, level, 255], pixel * 4);
    }
    const before = scene.data.slice();
    flattenScene(scene, tones);
    return maxDifference(scene.data, before);
  };
  expect(change(1024)).toBeGreaterThan(10);
  expect(change(256)).toBeLessThan(0.4 * change(1024));
});

test('a share of 0 leaves a scene as it is, and one of a single px is no trouble', () => {
  const scene = strands();
  flattenScene(scene, { ...tones, share: 0 });
  expect(scene.data).toEqual(strands().data);
  for (const [width, height] of [
    [1, 1],
    [1, 9],
    [2, 3],
  ] as const) {
    const tiny = createRaster(width, height);
    tiny.data.fill(90);
    flattenScene(tiny, tones);
    expect(Math.min(...tiny.data)).toBe(90);
  }
});
