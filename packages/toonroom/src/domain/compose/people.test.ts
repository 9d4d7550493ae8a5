import { expect, test } from 'vitest';
import { groupPalettes, palettesIn, paletteShare, type Person } from './people.ts';

const left: Person = { x: 100, y: 100, size: 50, palette: 0 };
const right: Person = { x: 400, y: 100, size: 50, palette: 1 };

test('each place takes the palette of who is nearest, and mixes between two', () => {
  const people = [left, right];
  expect(paletteShare(people, 0, 60, 300)).toBe(1);
  expect(paletteShare(people, 1, 60, 300)).toBe(0);
  expect(paletteShare(people, 0, 250, 400)).toBeCloseTo(0.5, 9);
  const [near, far] = [paletteShare(people, 0, 246, 100), paletteShare(people, 0, 258, 100)];
  expect(near).toBeGreaterThan(0.5);
  expect(far).toBeLessThan(0.5);
  expect(near + paletteShare(people, 1, 246, 100)).toBeCloseTo(1, 9);
});

test('a body belongs to the head above it', () => {
  const people = [left, { ...right, x: 250, y: 100 }, { ...right, x: 100, y: 380 }];
  // Between the upper two, but under the left one; and nearer to the head below than to that above.
  expect(paletteShare(people, 0, 160, 220)).toBeGreaterThan(0.9);
  expect(paletteShare(people, 0, 100, 260)).toBeGreaterThan(0.9);
});

test('a large head reaches further than a small one', () => {
  const people = [left, { ...right, size: 200 }];
  expect(paletteShare(people, 1, 250, 100)).toBe(1);
});

test('only the palettes that are seen in a part are painted there', () => {
  const people = [left, right, { ...left, y: 160 }];
  expect(palettesIn(people, { x: 0, y: 0, width: 180, height: 400 })).toEqual([0]);
  expect(palettesIn(people, { x: 150, y: 0, width: 200, height: 100 })).toEqual([0, 1]);
  expect(palettesIn([left], { x: 0, y: 0, width: 900, height: 900 })).toEqual([0]);
});

test('palettes that are nearly alike are one group, and there are not too many groups', () => {
  const dark = [30, 10, 12];
  const fair = [80, 10, 18];
  const red = [60, 60, 30];
  expect(groupPalettes([fair, dark, [79, 10, 18], [31, 10, 12]], 4)).toEqual([0, 1, 0, 1]);
  expect(groupPalettes([fair, dark, red], 2)).toEqual([0, 1, 0]);
  expect(groupPalettes([], 2)).toEqual([]);
});

test('people of different kinds are never one group, however many groups there are', () => {
  const fair = [80, 10, 18];
  const dark = [30, 10, 12];
  const blue = '#3355ff';
  expect(groupPalettes([fair, fair], 2, [undefined, blue])).toEqual([0, 1]);
  const groups = groupPalettes([fair, dark, fair, dark], 2, [undefined, undefined, blue, blue]);
  expect(groups).toEqual([0, 1, 2, 2]);
});
