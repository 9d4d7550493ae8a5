import { expect, test } from 'vitest';
import { type Colours, patternKinds, patternRows } from './pattern.ts';

const colours: Colours = ['#ff8000', '#102030'];
const [width, height] = [120, 80];

function pixels(kind: (typeof patternKinds)[number], scale = 1): number[][] {
  const rows = patternRows({ kind, colours }, width * scale, height * scale);
  return Array.from({ length: height * scale }, (_, y) => [...rows.at(y)]);
}

const at = (rows: readonly number[][], x: number, y: number): number[] =>
  rows[y]!.slice(x * 3, x * 3 + 3);

test('plain is one colour', () => {
  const rows = pixels('plain');
  expect(new Set(rows.map((row) => row.join()))).toHaveLength(1);
  expect(at(rows, 60, 40)).toEqual([255, 128, 0]);
});

test('a gradient runs from the ground to the figure', () => {
  const rows = pixels('gradient');
  expect(Math.abs(at(rows, 3, 0)[0]! - 255)).toBeLessThan(4);
  expect(Math.abs(at(rows, 90, height - 1)[0]! - 16)).toBeLessThan(4);
});

test.each(['dots', 'rays', 'paper'] as const)('%s mix both colours and no others', (kind) => {
  const reds = pixels(kind)
    .flat()
    .filter((_, index) => index % 3 === 0);
  expect(Math.min(...reds)).toBeGreaterThanOrEqual(16);
  expect(Math.max(...reds)).toBeLessThanOrEqual(255);
  expect(Math.max(...reds) - Math.min(...reds)).toBeGreaterThan(30);
});

test.each(patternKinds)('%s is the same picture at three times the size', (kind) => {
  const [small, large] = [pixels(kind), pixels(kind, 3)];
  let difference = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let mean = 0;
      for (let dy = 0; dy < 3; dy++) {
        for (let dx = 0; dx < 3; dx++) mean += at(large, 3 * x + dx, 3 * y + dy)[0]! / 9;
      }
      difference += Math.abs(mean - at(small, x, y)[0]!);
    }
  }
  expect(difference / (width * height)).toBeLessThan(10);
});
