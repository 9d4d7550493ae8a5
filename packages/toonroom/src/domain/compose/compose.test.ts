import { describe, expect, test } from 'vitest';
import { cropSize } from '../face/align.ts';
import { composeStrip } from './compose.ts';
import {
  type Backdrop,
  type CompositionParts,
  photoRowsFor,
  prepareComposition,
} from './composition.ts';
import type { FaceLayer } from './faceLayer.ts';
import { foregroundColours } from './foreground.ts';
import type { Affine } from '../picture/geometry.ts';
import { planeOf } from '../picture/plane.ts';
import { cutRaster, type Raster } from '../picture/raster.ts';
import { maxDifference } from '../testing/golden.ts';
import { colourAt, fieldOf, headOf, noise, paint, stillField } from '../testing/pictures.ts';

const width = 300;
const height = 240;
// A crop of 512 / 3 = 171 photo px, turned a little, around (150, 120).
const cropFromPhoto = turnedCrop(3, 0.2, 150, 120);

function turnedCrop(scale: number, angle: number, x: number, y: number): Affine<'photo', 'crop'> {
  const a = scale * Math.cos(angle);
  const b = scale * Math.sin(angle);
  return { a, b, c: -b, d: a, e: 256 - a * x + b * y, f: 256 - b * x - a * y };
}

function flat(red: number, green: number, blue: number): Raster {
  return paint(width, height, () => [red, green, blue]);
}

function face(
  options: Partial<FaceLayer> & { colour?: readonly [number, number, number] },
): FaceLayer {
  return {
    cropFromPhoto: options.cropFromPhoto ?? cropFromPhoto,
    displacement: options.displacement ?? stillField,
    drawing: options.drawing ?? headOf(options.colour ?? [90, 160, 30]),
  };
}

/** A field of a few px inside, zero on the border. */
const bulge = fieldOf((x, y) => {
  const window = (x * (cropSize - x) * y * (cropSize - y)) / 256 ** 4;
  return [30 * window, -24 * window];
});

function compose(photo: Raster, parts: Partial<CompositionParts>, strength: number): Raster {
  const composition = prepareComposition({
    photoWidth: width,
    photoHeight: height,
    outputWidth: photo.width,
    outputHeight: photo.height,
    scene: flat(90, 160, 30),
    faces: [],
    texture: { grain: 0, paper: 0 },
    ...parts,
  });
  const rows = { top: 0, height: photo.height };
  return composeStrip(composition, { raster: photo, top: 0 }, rows, strength);
}

test('one colour stays one colour: no seam at the mask, the feather or the crop’s border', () => {
  const share = (x: number, y: number): number => Math.min(1, Math.hypot(x - 256, y - 256) / 300);
  const drawing = headOf([90, 160, 30], share);
  for (const size of [1, 2.5, 0.4]) {
    const photo = noise(Math.round(width * size), Math.round(height * size));
    const faces = [face({ drawing, displacement: bulge })];
    const result = compose(photo, { faces }, 1);
    expect(result.data.every((value, index) => value === [90, 160, 30, 255][index % 4])).toBe(true);
  }
});

test.each([0, 0.6, 1])('a part of each row is as in the whole, at strength %f', (strength) => {
  const photo = noise(width, height);
  const composition = prepareComposition({
    photoWidth: width,
    photoHeight: height,
    outputWidth: width,
    outputHeight: height,
    scene: noise(width, height),
    faces: [face({ displacement: bulge })],
    texture: { grain: 0.3, paper: 0.2 },
  });
  const rows = { top: 40, height: 80 };
  const source = { raster: photo, top: 0 };
  const whole = composeStrip(composition, source, rows, strength);
  const left = Int32Array.from({ length: rows.height }, (_, row) => 20 + row);
  const right = Int32Array.from(left, (from, row) => (row % 5 === 0 ? from : from + 2 * row));
  const part = composeStrip(composition, source, rows, strength, { left, right });
  for (let row = 0; row < rows.height; row++) {
    const start = row * width;
    const [from, to] = [(start + left[row]!) * 4, (start + right[row]!) * 4];
    expect(part.data.slice(from, to)).toEqual(whole.data.slice(from, to));
  }
});

test('strength 0 without exaggeration is the photo', () => {
  const photo = noise(width, height);
  const result = compose(photo, { faces: [face({})] }, 0);
  expect(maxDifference(result.data, photo.data)).toBeLessThanOrEqual(1);
});

test('without a face the scene is mixed in by strength', () => {
  const result = compose(flat(10, 20, 30), { scene: flat(110, 220, 130) }, 0.5);
  expect(colourAt(result, 7, 9)).toEqual([60, 120, 80, 255]);
});

test('a scene of another size is enlarged smoothly', () => {
  const scene = paint(30, 24, (x) => [x * 5, 0, 0]);
  const result = compose(flat(0, 0, 0), { scene }, 1);
  // Output x 101.5 is scene 10.15, the ramp's value half a pixel lower.
  expect(colourAt(result, 101, 100)[0]).toBe(Math.round((10.15 - 0.5) * 5));
});

test('the drawing is continuous across the crop’s border', () => {
  // Colours far apart, a matte that reaches the border: only the feather hides the step.
  const faces = [face({ colour: [255, 255, 255], displacement: bulge })];
  const result = compose(flat(0, 0, 0), { faces, scene: flat(0, 0, 0) }, 1);
  let steepest = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 1; x < width; x++) {
      const step = Math.abs(colourAt(result, x, y)[0]! - colourAt(result, x - 1, y)[0]!);
      steepest = Math.max(steepest, step);
    }
  }
  // The smoothstep over 48 crop px (16 px here) rises at most by 255 · 1.5 / 16 per px.
  expect(steepest).toBeLessThanOrEqual(26);
  expect(colourAt(result, 150, 120)[0]).toBe(255);
});

describe('the warp', () => {
  const ramp = paint(width, height, (x, y) => [x / 2, y, 0]);
  const upright = turnedCrop(2, 0, 150, 120);
  // 8 crop px to the right and 4 up at the centre: 4 and 2 photo px.
  const field = fieldOf((x, y) => {
    const inside = Math.min(x, y, cropSize - x, cropSize - y) >= 64;
    return inside ? [8, -4] : [0, 0];
  });
  const faces = [
    face({
      cropFromPhoto: upright,
      displacement: field,
      drawing: headOf([90, 160, 30], () => 0),
    }),
  ];

  test('moves photo and scene alike', () => {
    const scene = paint(width, height, (x, y) => [y, 0, x / 2]);
    const photo = colourAt(compose(ramp, { faces, scene }, 0), 150, 120);
    expect(photo).toEqual([77, 118, 0, 255]);
    const drawn = colourAt(compose(ramp, { faces, scene }, 1), 150, 120);
    expect(drawn).toEqual([118, 0, 77, 255]);
  });

  test('leaves what lies outside the crop in place', () => {
    const result = compose(ramp, { faces }, 0);
    expect(colourAt(result, 10, 200)).toEqual(colourAt(ramp, 10, 200));
  });
});

test('strips are rows of the whole', () => {
  const photo = noise(width, height);
  const faces = [face({ displacement: bulge, colour: [200, 10, 90] })];
  const scene = noise(100, 80, 5);
  const texture = { grain: 0.4, paper: 0.3 };
  const whole = compose(photo, { faces, scene, texture }, 0.7);
  const composition = prepareComposition({
    photoWidth: width,
    photoHeight: height,
    outputWidth: width,
    outputHeight: height,
    scene,
    faces,
    texture,
  });
  for (const rows of [
    { top: 150, height: 37 },
    { top: 0, height: 50 },
    { top: 230, height: 10 },
  ]) {
    const needed = photoRowsFor(composition, rows);
    expect(needed.height).toBeLessThan(height);
    const part = cutRaster(photo, { x: 0, y: needed.top, width: width, height: needed.height });
    const strip = composeStrip(composition, { raster: part, top: needed.top }, rows, 0.7);
    const expected = cutRaster(whole, { x: 0, y: rows.top, width: width, height: rows.height });
    expect(maxDifference(strip.data, expected.data)).toBe(0);
  }
});

test('a photo strip that lacks rows is refused', () => {
  const composition = prepareComposition({
    photoWidth: width,
    photoHeight: height,
    outputWidth: width,
    outputHeight: height,
    scene: flat(0, 0, 0),
    faces: [],
    texture: { grain: 0, paper: 0 },
  });
  const raster = noise(width, 20);
  const rows = { top: 30, height: 20 };
  expect(() => composeStrip(composition, { raster, top: 30 }, rows, 1)).toThrow(RangeError);
});

test('a face may have a strength of its own; its texture has the same', () => {
  const left = { ...face({ cropFromPhoto: turnedCrop(6, 0, 60, 120) }), ownStrength: 0 };
  const right = face({ cropFromPhoto: turnedCrop(6, 0, 240, 120) });
  const texture = { grain: 0, paper: 1 };
  const photo = flat(200, 60, 90);
  const result = compose(photo, { faces: [left, right], texture }, 1);
  expect(colourAt(result, 60, 120)).toEqual([200, 60, 90, 255]);
  expect(Math.abs(colourAt(result, 240, 120)[0]! - 90)).toBeLessThan(60);
  const faint = compose(photo, { faces: [{ ...left, ownStrength: 0.5 }] }, 1);
  expect(colourAt(faint, 60, 120)).toEqual([145, 110, 60, 255]);
  expect(colourAt(faint, 290, 10)).toEqual([90, 160, 30, 255]);
});

test('a head is laid over the output pixel by pixel, whatever its size', () => {
  // In a crop of 171 px: an edge drawn at 4 times that stands as sharp as the output can show it.
  const upright = turnedCrop(3, 0, 150, 120);
  for (const side of [171, 684]) {
    const drawing = paint(side, side, (x) => (x < side / 2 ? [20, 20, 20] : [220, 220, 220]));
    const result = compose(
      flat(0, 0, 0),
      { faces: [face({ cropFromPhoto: upright, drawing })] },
      1,
    );
    expect(colourAt(result, 148, 120)[0]).toBeLessThan(25);
    expect(colourAt(result, 151, 120)[0]).toBeGreaterThan(215);
  }
});

describe('what lies behind the people', () => {
  // Somebody fills the left half of the photo, but for a soft edge.
  const people = { width: 4, height: 2, data: Float32Array.of(1, 1, 0, 0, 1, 1, 0, 0) };
  const photo = flat(20, 40, 60);

  test('may stay a photo', () => {
    const result = compose(photo, { backdrop: { people, behind: 'photo' } }, 1);
    expect(colourAt(result, 20, 100)).toEqual([90, 160, 30, 255]);
    expect(colourAt(result, 280, 100)).toEqual([20, 40, 60, 255]);
  });

  test('may be another picture, at any strength', () => {
    const behind = paint(2, 2, () => [250, 240, 10]);
    for (const strength of [0, 0.5, 1]) {
      const result = compose(photo, { backdrop: { people, behind } }, strength);
      expect(colourAt(result, 280, 100)).toEqual([250, 240, 10, 255]);
    }
    const half = compose(photo, { backdrop: { people, behind } }, 0.5);
    expect(colourAt(half, 20, 100)).toEqual([55, 100, 45, 255]);
  });

  test('leaves no rim of its own around somebody who is put before something else', () => {
    // Somebody dark before a white wall, their edge 10 px wide.
    const share = (x: number): number => Math.min(1, Math.max(0, (155 - x) / 10));
    const wide = { width: 300, height: 240 };
    const person = planeOf(wide, (pixel) => share(pixel % wide.width));
    const level = (x: number): number => Math.round(30 * share(x) + 255 * (1 - share(x)));
    const scene = paint(wide.width, wide.height, (x) => [level(x), level(x), level(x)]);
    const edges = {
      drawing: foregroundColours(scene, person),
      photo: foregroundColours(scene, person),
    };
    const behind = { kind: 'plain', colours: ['#000000', '#000000'] } as const;
    const brightest = (backdrop: Backdrop): number => {
      const result = compose(scene, { scene, backdrop }, 1);
      return Math.max(...Array.from({ length: 300 }, (_, x) => colourAt(result, x, 120)[0]!));
    };
    expect(brightest({ people: person, behind })).toBeGreaterThan(65);
    expect(brightest({ people: person, behind, edges })).toBeLessThan(45);
  });

  test('may be nothing; a drawn head is there all the same', () => {
    const faces = [face({ cropFromPhoto: turnedCrop(6, 0, 220, 120) })];
    const result = compose(photo, { faces, backdrop: { people, behind: 'none' } }, 1);
    expect(colourAt(result, 20, 100)[3]).toBe(255);
    expect(colourAt(result, 290, 100)[3]).toBe(0);
    expect(colourAt(result, 220, 120)).toEqual([90, 160, 30, 255]);
  });
});

test('of two faces that overlap the larger lies on top, and spares the other’s features', () => {
  const large = face({ cropFromPhoto: turnedCrop(2, 0, 150, 120), colour: [250, 0, 0] });
  const small = face({ cropFromPhoto: turnedCrop(4, 0, 170, 120), colour: [0, 0, 250] });
  for (const faces of [
    [large, small],
    [small, large],
  ]) {
    const result = compose(flat(0, 0, 0), { faces }, 1);
    expect(colourAt(result, 140, 120)).toEqual([250, 0, 0, 255]);
    // But for the features of the smaller one.
    expect(colourAt(result, 170, 130)).toEqual([0, 0, 250, 255]);
  }
});

test('the photo’s transparency is kept and bleeds no colour', () => {
  const photo = paint(width, height, (x) => (x < 150 ? [200, 100, 50] : [0, 0, 0, 0]));
  const result = compose(photo, { faces: [face({ displacement: bulge })] }, 0.5);
  expect(colourAt(result, 20, 20)[3]).toBe(255);
  expect(colourAt(result, 280, 20)[3]).toBe(0);
  const warped = compose(photo, { faces: [face({ displacement: bulge })] }, 0);
  for (let index = 0; index < warped.data.length; index += 4) {
    if (warped.data[index + 3]! > 128) expect(warped.data[index]).toBe(200);
  }
});
