import { expect, test } from 'vitest';
import { foregroundColours } from './foreground.ts';
import { planeOf } from '../picture/plane.ts';
import { colourAt, paint } from '../testing/pictures.ts';

const size = { width: 60, height: 40 };
/** Somebody in the left half, with a soft edge of 6 px. */
const share = (x: number): number => Math.min(1, Math.max(0, (33 - x) / 6));
const people = planeOf(size, (pixel) => share(pixel % size.width));
/** A dark person before a bright wall. */
const picture = paint(size.width, size.height, (x) => {
  const level = Math.round(40 * share(x) + 240 * (1 - share(x)));
  return [level, level, level];
});

test('the edge has the colours of the person, not of the wall', () => {
  const colours = foregroundColours(picture, people);
  for (let x = 20; x < 34; x++) {
    const [red, , , known] = colourAt(colours, x, 20);
    expect(known).toBe(255);
    expect(red).toBeLessThan(60);
  }
});

test('far from everybody nothing is known', () => {
  expect(colourAt(foregroundColours(picture, people), 55, 20)[3]).toBe(0);
});
