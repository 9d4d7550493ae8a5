import { expect, test } from 'vitest';
import type { Stroke, StrokeEffect } from '../../edit/strokes.ts';
import { outputFromStrokes } from './place.ts';
import { type AreaRows, BrushWeights, fitStroke } from './weights.ts';

const photo: StrokeEffect = { kind: 'photo' };
const erase: StrokeEffect = { kind: 'erase' };
const noArea = (): AreaRows => {
  throw new Error('no stroke keeps to an area');
};

function line(effect: StrokeEffect, hardness = 1, radius = 0.1): Stroke {
  return { effect, area: null, path: { radius, hardness, points: [0.3, 0.5, 1, 0.7, 0.5, 1] } };
}

function weightsOf(strokes: readonly Stroke[], side = 100, top = 0, height = side): BrushWeights {
  const size = { width: side, height: side };
  const map = outputFromStrokes(size, size);
  const weights = new BrushWeights(side, { top, height });
  for (const stroke of strokes) weights.add(fitStroke(stroke, size, map), noArea);
  return weights;
}

const at = (
  weights: BrushWeights,
  source: 'photo' | 'nothing' | 'weak' | 'full',
  x: number,
  y: number,
) => weights.planes.get(source)![y * weights.width + x]!;

test('a hard stroke takes all inside of it and nothing outside', () => {
  const weights = weightsOf([line(photo)]);
  expect(at(weights, 'photo', 50, 50)).toBe(1);
  expect(at(weights, 'photo', 24, 50)).toBeGreaterThan(0.9);
  expect(at(weights, 'photo', 18, 50)).toBe(0);
  expect(at(weights, 'photo', 50, 62)).toBe(0);
  expect(weights.touched).toEqual({ x: 20, y: 40, width: 60, height: 20 });
});

test('a soft stroke fades from its middle to its edge', () => {
  const weights = weightsOf([line(photo, 0)]);
  const across = [50, 52, 54, 56, 58].map((y) => at(weights, 'photo', 50, y));
  expect(across).toEqual(across.toSorted((a, b) => b - a));
  expect(across[0]).toBeGreaterThan(0.98);
  expect(across[4]).toBeLessThan(0.1);
});

test('a stroke that crosses itself takes no more where it does', () => {
  const points = [0.3, 0.5, 1, 0.7, 0.5, 1, 0.3, 0.5, 1];
  const twice: Stroke = { effect: photo, area: null, path: { radius: 0.1, hardness: 0, points } };
  expect(weightsOf([twice]).planes.get('photo')).toEqual(
    weightsOf([line(photo, 0)]).planes.get('photo'),
  );
});

test('pressure makes the brush wider along its way', () => {
  const points = [0.2, 0.5, 0.2, 0.8, 0.5, 1];
  const pressed: Stroke = { effect: photo, area: null, path: { radius: 0.1, hardness: 1, points } };
  const weights = weightsOf([pressed]);
  expect(at(weights, 'photo', 25, 55)).toBe(0);
  expect(at(weights, 'photo', 75, 55)).toBe(1);
});

test('the last stroke wins, and what it leaves stays what it was', () => {
  const weights = weightsOf([line(photo), line(erase, 0)]);
  expect(at(weights, 'nothing', 50, 50) + at(weights, 'photo', 50, 50)).toBeCloseTo(1, 5);
  expect(at(weights, 'nothing', 50, 50)).toBeGreaterThan(0.98);
  expect(at(weights, 'photo', 50, 57)).toBeGreaterThan(0.7);
  const restored = weightsOf([line(photo), line(erase), line({ kind: 'restore' }, 1, 0.2)]);
  expect(at(restored, 'photo', 50, 50)).toBe(0);
  expect(at(restored, 'nothing', 50, 50)).toBe(0);
});

test('another strength is a mix of none and all', () => {
  const weights = weightsOf([line({ kind: 'strength', strength: 0.25 })]);
  expect(at(weights, 'weak', 50, 50)).toBe(0.75);
  expect(at(weights, 'full', 50, 50)).toBe(0.25);
});

test('strips are the parts of the whole', () => {
  const strokes = [line(photo, 0.3), line(erase, 0.5, 0.05), line(photo, 1, 0.02)];
  const whole = weightsOf(strokes);
  for (const [top, height] of [
    [0, 44],
    [44, 8],
    [52, 48],
  ] as const) {
    const strip = weightsOf(strokes, 100, top, height);
    for (const source of ['photo', 'nothing'] as const) {
      const part = whole.planes.get(source)!.slice(top * 100, (top + height) * 100);
      expect(strip.planes.get(source) ?? new Float32Array(part.length)).toEqual(part);
    }
  }
});

test.each([2, 4])('a stroke is the same at %i times the size', (times) => {
  const strokes = [line(photo, 0.4)];
  const small = weightsOf(strokes);
  const large = weightsOf(strokes, 100 * times);
  for (let y = 0; y < 100; y += 3) {
    for (let x = 0; x < 100; x += 3) {
      let sum = 0;
      for (let row = 0; row < times; row++) {
        for (let column = 0; column < times; column++) {
          sum += at(large, 'photo', x * times + column, y * times + row);
        }
      }
      expect(sum / times ** 2).toBeCloseTo(at(small, 'photo', x, y), 1);
    }
  }
});

test('an area limits a stroke, and a stroke without a path fills it', () => {
  const size = { width: 10, height: 10 };
  const left = Uint8ClampedArray.from({ length: 100 }, (_, pixel) => (pixel % 10 < 5 ? 255 : 0));
  const fill: Stroke = { effect: photo, area: { kind: 'hair' }, path: null };
  const weights = new BrushWeights(10, { top: 0, height: 10 });
  weights.add(fitStroke(fill, size, outputFromStrokes(size, size)), () => ({
    top: 0,
    height: 10,
    data: left,
  }));
  expect(at(weights, 'photo', 4, 9)).toBe(1);
  expect(at(weights, 'photo', 5, 9)).toBe(0);
});

test('what lies in a cleared box can be laid anew', () => {
  const size = { width: 100, height: 100 };
  const strokes = [line(photo, 0.3), line(erase, 0.5, 0.05)];
  const weights = weightsOf(strokes);
  const fitted = strokes.map((stroke) => fitStroke(stroke, size, outputFromStrokes(size, size)));
  weights.clear(fitted[1]!.box);
  weights.add(fitted[0]!, noArea, fitted[1]!.box);
  expect(weights.planes.get('photo')).toEqual(weightsOf([strokes[0]!]).planes.get('photo'));
});
