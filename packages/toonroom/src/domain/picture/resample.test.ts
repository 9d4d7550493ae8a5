import { describe, expect, test } from 'vitest';
import type { Affine } from './geometry.ts';
import { downscale, sampleBilinear, sampleCubic, warpAffine } from './resample.ts';
import { maxDifference } from '../testing/golden.ts';
import { colourAt, noise, paint } from '../testing/pictures.ts';

const identity: Affine<'crop', 'photo'> = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

describe.each([
  ['bilinear', sampleBilinear],
  ['cubic', sampleCubic],
] as const)('%s sampling', (_, sample) => {
  const pixel = new Float64Array(4);

  test('gives a pixel’s own colour at its centre', () => {
    const picture = noise(5, 4);
    sample(picture, 3.5, 2.5, pixel);
    expect([...pixel]).toEqual(colourAt(picture, 3, 2));
  });

  test('is linear along a ramp', () => {
    const ramp = paint(8, 8, (x, y) => [10 * x, 5 * y, 7]);
    sample(ramp, 4.25, 3.9, pixel);
    [37.5, 17, 7, 255].forEach((value, index) => expect(pixel[index]).toBeCloseTo(value, 9));
  });

  test('repeats the edge outside', () => {
    const picture = noise(3, 3);
    sample(picture, -20, 99, pixel);
    expect([...pixel]).toEqual(colourAt(picture, 0, 2));
  });

  test('takes no colour from transparent pixels', () => {
    const picture = paint(4, 1, (x) => (x < 2 ? [200, 100, 50] : [0, 0, 0, 0]));
    sample(picture, 1.75, 0.5, pixel);
    [200, 100, 50].forEach((value, index) => expect(pixel[index]).toBeCloseTo(value, 9));
    expect(pixel[3]).toBeLessThan(255);
  });

  test('works on a picture of one pixel', () => {
    sample(
      paint(1, 1, () => [1, 2, 3]),
      0.2,
      0.9,
      pixel,
    );
    [1, 2, 3, 255].forEach((value, index) => expect(pixel[index]).toBeCloseTo(value, 9));
  });
});

describe('shrinking', () => {
  test('averages whole blocks', () => {
    const picture = paint(4, 2, (x, y) => [x * 10 + y, 0, 0]);
    // (0 + 10 + 1 + 11) / 4 = 5.5, and 20 more to the right.
    expect(colourAt(downscale(picture, 2, 1), 0, 0)[0]).toBe(6);
    expect(colourAt(downscale(picture, 2, 1), 1, 0)[0]).toBe(26);
  });

  test('shares a pixel between two targets by area', () => {
    const picture = paint(3, 1, (x) => [[90, 30, 0][x]!, 0, 0]);
    // (90 + 30/2) / 1.5 = 70 and (30/2 + 0) / 1.5 = 10
    const small = downscale(picture, 2, 1);
    expect([colourAt(small, 0, 0)[0], colourAt(small, 1, 0)[0]]).toEqual([70, 10]);
  });

  test('weighs colours by alpha', () => {
    const picture = paint(2, 1, (x) => (x === 0 ? [200, 0, 0] : [0, 0, 0, 0]));
    expect(colourAt(downscale(picture, 1, 1), 0, 0)).toEqual([200, 0, 0, 128]);
  });

  test('takes a part of the picture', () => {
    const picture = paint(6, 4, (x, y) => [x, y, 0]);
    const part = downscale(picture, 2, 2, { x: 2, y: 2, width: 2, height: 2 });
    expect(colourAt(part, 1, 0)).toEqual([3, 2, 0, 255]);
  });

  test('does not enlarge', () => {
    expect(() => downscale(noise(2, 2), 3, 2)).toThrow(RangeError);
  });
});

describe('an affine warp', () => {
  test('by the identity copies', () => {
    const picture = noise(7, 5);
    expect(warpAffine(picture, identity, 7, 5).data).toEqual(picture.data);
  });

  test('by a quarter turn turns', () => {
    const picture = noise(3, 3);
    const turned = warpAffine(picture, { a: 0, b: 1, c: -1, d: 0, e: 3, f: 0 }, 3, 3);
    // target (0, 0) is source (2.5, 0.5), target (1, 0) is source (2.5, 1.5)
    expect(colourAt(turned, 0, 0)).toEqual(colourAt(picture, 2, 0));
    expect(colourAt(turned, 1, 0)).toEqual(colourAt(picture, 2, 1));
  });

  test('to a much smaller picture does not alias', () => {
    // Columns of black and white: sampling single pixels would give stripes, areas give grey.
    const stripes = paint(640, 640, (x) => (x % 2 === 0 ? [0, 0, 0] : [255, 255, 255]));
    const small = warpAffine(stripes, { a: 9.7, b: 0, c: 0, d: 9.7, e: 3, f: 5 }, 60, 60);
    const greys = small.data.filter((_, index) => index % 4 === 0);
    expect(maxDifference(greys, new Float32Array(greys.length).fill(127.5))).toBeLessThan(20);
  });

  test('keeps positions when it shrinks a part', () => {
    const ramp = paint(200, 200, (x, y) => [x, y, 0]);
    const small = warpAffine(ramp, { a: 4, b: 0, c: 0, d: 4, e: 60, f: 20 }, 20, 20);
    // The centre of target pixel (10, 5) is source (102, 42), whose ramp value is half a pixel less.
    const [red, green] = colourAt(small, 10, 5) as [number, number];
    expect(Math.abs(red - 101.5)).toBeLessThanOrEqual(1);
    expect(Math.abs(green - 41.5)).toBeLessThanOrEqual(1);
  });
});
