import { describe, expect, test } from 'vitest';
import { deltaE, fromLab, type Lab, labOfHex, toLab } from '../picture/lab.ts';
import { planeOf } from '../picture/plane.ts';
import { rowOf, type Tensor } from '../picture/tensor.ts';
import { shippedManifest } from '../testing/shipped.ts';
import { hairPlane, hairTint, tintedLab, tintedPalette, tintHair, turnHair } from './tint.ts';

const names = shippedManifest().model.tensors.palette;
const layers = shippedManifest().model.tensors.layers;

/** The palette of somebody with hair of this colour in a photo that needs no levelling. */
function paletteOf([l, a, b]: Lab, more: Readonly<Record<string, number>> = {}): Tensor {
  const values: Record<string, number> = {
    level_gain: 1,
    level_chroma: 1,
    hair: 1,
    hair_l: l,
    hair_a: a,
    hair_b: b,
    hair_low: l - 8,
    hair_high: l + 14,
    brow_l: 25,
    ...more,
  };
  return rowOf(names.map((name) => values[name] ?? 0));
}

const numberOf = ({ data }: Tensor, name: string): number => data[names.indexOf(name)]!;

const black: Lab = [14, 1, 2];
const grey: Lab = [62, 0, 2];
const blond: Lab = [66, 6, 24];

describe('a palette', () => {
  const palette = paletteOf(black);

  test('is the same where nothing is asked for', () => {
    expect(tintedPalette(palette, names, {})).toBe(palette);
  });

  test('gets the colour of the eyes and keeps all else', () => {
    const tinted = tintedPalette(palette, names, { irisColour: '#3366aa' });
    const [l, a, b] = labOfHex('#3366aa');
    expect(numberOf(tinted, 'iris_l')).toBeCloseTo(l, 3);
    expect(numberOf(tinted, 'iris_a')).toBeCloseTo(a, 3);
    expect(numberOf(tinted, 'iris_b')).toBeCloseTo(b, 3);
    const others = names.filter((name) => !name.startsWith('iris_'));
    for (const name of others) expect(numberOf(tinted, name)).toBe(numberOf(palette, name));
  });

  test('gets the colour of the hair, with brows on their way and the skin as it is', () => {
    const tinted = tintedPalette(palette, names, { hairColour: '#e0b060' });
    expect(numberOf(tinted, 'hair_l')).toBeCloseTo(labOfHex('#e0b060')[0], 3);
    expect(numberOf(tinted, 'hair_low')).toBeLessThan(numberOf(tinted, 'hair_l'));
    expect(numberOf(tinted, 'hair_high')).toBeGreaterThan(numberOf(tinted, 'hair_l'));
    expect(numberOf(tinted, 'brow_l')).toBeGreaterThan(numberOf(palette, 'brow_l') + 10);
    for (const name of ['albedo_l', 'beard_l', 'lip_a', 'level_gain']) {
      expect(numberOf(tinted, name)).toBe(numberOf(palette, name));
    }
  });
});

describe.each([
  ['black to blond', black, '#d9b673'],
  ['grey to black', grey, '#1c1a1c'],
  ['blond to black', blond, '#1c1a1c'],
  ['black to pink', black, '#ee7fb5'],
] as const)('hair from %s', (_, from, colour) => {
  const tint = hairTint(paletteOf(from), names, colour);

  test('has the wanted lightness and hue', () => {
    const [wantedL, wantedA, wantedB] = labOfHex(colour);
    const [l, a, b] = tintedLab(from, tint);
    expect(l).toBeCloseTo(wantedL, 1);
    expect(Math.hypot(a, b)).toBeLessThanOrEqual(Math.hypot(wantedA, wantedB) + 0.1);
    if (Math.hypot(wantedA, wantedB) > 10) {
      expect(Math.atan2(b, a)).toBeCloseTo(Math.atan2(wantedB, wantedA), 1);
    }
  });

  test('keeps its light and shade in order, within what colours can be', () => {
    const steps = Array.from({ length: 21 }, (__, step) => from[0] - 20 + step * 2.5);
    const lights = steps.map((l) => tintedLab([l, from[1], from[2]], tint)[0]);
    expect(lights).toEqual(lights.toSorted((a, b) => a - b));
    expect(Math.min(...lights)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...lights)).toBeLessThanOrEqual(100);
    expect(lights.at(-1)! - lights[0]!).toBeGreaterThan(8);
  });
});

test('the photo of a dark picture is tinted as the palette levels it', () => {
  const palette = paletteOf(black, { level_gain: 1.6, level_offset: -4, level_chroma: 1.4 });
  const raw: Lab = [(14 + 4) / 1.6, 1 / 1.4, 2 / 1.4];
  const [l] = tintedLab(raw, hairTint(palette, names, '#d9b673'));
  expect(l * 1.6 - 4).toBeCloseTo(labOfHex('#d9b673')[0], 1);
});

test('only hair of the person is tinted, edges gradually', () => {
  const [width, height] = [8, 4];
  const area = width * height;
  const hair = new Float32Array(layers.length * area);
  const channel = layers.indexOf('hair') * area;
  for (let cell = 0; cell < area; cell++)
    hair[channel + cell] = [1, 1, 1, 0.4, 0, 0, 1, 1][cell % width]!;
  const stack = { data: hair, dims: [1, layers.length, height, width] };
  const plane = hairPlane(stack, layers, (column) => (column < 5 ? 1 : 0));
  expect([...plane.data.subarray(0, 3)]).toEqual([1, 1, 1]);
  expect(plane.data[3]).toBeGreaterThan(0);
  expect(plane.data[3]).toBeLessThan(1);
  expect([...plane.data.subarray(4, 8)]).toEqual([0, 0, 0, 0]);

  const photo = { data: new Float32Array(3 * 32 * 16).fill(0.14), dims: [1, 3, 16, 32] };
  const tint = hairTint(paletteOf(black), names, '#d9b673');
  const box = { x: 0, y: 0, width: 32, height: 16 };
  const tinted = tintHair(
    photo,
    box,
    planeOf(plane, (cell) => plane.data[cell]!),
    4,
    tint,
  );
  const colourAt = (column: number): Lab => {
    const [r, g, b] = [0, 1, 2].map((at) => tinted.data[at * 512 + 8 * 32 + column]! * 255);
    return toLab(r!, g!, b!);
  };
  const untouched = toLab(0.14 * 255, 0.14 * 255, 0.14 * 255);
  expect(deltaE(colourAt(24), untouched)).toBeLessThan(0.01);
  expect(colourAt(4)[0]).toBeGreaterThan(60);
  expect(fromLab(colourAt(4))[0]).toBeGreaterThan(fromLab(colourAt(4))[2]);
  expect(photo.data[0]).toBeCloseTo(0.14, 6);
});

test.each(['#2f9e44', '#1fb5ad', '#3f7fd8', '#d9b673'])('hair is drawn in the hue of %s', (hex) => {
  const tint = hairTint(paletteOf(black), names, hex);
  const [l, a, b] = tint.to;
  // The painter makes it as red as that at least.
  expect(a).toBeGreaterThanOrEqual(0.1 * b);
  const [red, green, blue] = fromLab([l, a, b]).map((value) => value / 255);
  const [fair, rosy] = [0.85, 0.65];
  const rows = [red!, fair, green!, rosy, blue!, 0.55, 1, 1];
  const drawing = { data: Float32Array.from(rows), dims: [1, 4, 1, 2] };
  const hair = planeOf({ width: 2, height: 1 }, () => 1);
  turnHair(drawing, { x: 0, y: 0, width: 2, height: 1 }, hair, 1, tint);
  const at = (pixel: number): Lab => {
    const [r, g, bb] = [0, 2, 4].map((plane) => drawing.data[plane + pixel]! * 255);
    return toLab(r!, g!, bb!);
  };
  const [, wantedA, wantedB] = labOfHex(hex);
  const [, drawnA, drawnB] = at(0);
  expect(Math.atan2(drawnB, drawnA)).toBeCloseTo(Math.atan2(wantedB, wantedA), 0);
  // Skin below it keeps its own.
  expect(deltaE(at(1), toLab(fair * 255, rosy * 255, 0.55 * 255))).toBeLessThan(0.5);
});
