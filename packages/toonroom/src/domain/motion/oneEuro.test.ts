import { expect, it } from 'vitest';
import { OneEuroFilter } from './oneEuro.ts';

const settings = { restHz: 1, perSpeed: 14 };
const frameS = 1 / 30;

/** Pseudo-random numbers from −1 to 1, the same at every run. */
function wobble(): () => number {
  let state = 3;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 31 - 1;
}

it('holds a point still that only trembles', () => {
  const filter = new OneEuroFilter(settings);
  const random = wobble();
  let [seen, shown] = [0, 0];
  for (let frame = 0; frame < 200; frame++) {
    const point = Float32Array.of(100 + random(), 100 + random());
    const [x] = filter.next(point, frame * frameS, 150);
    if (frame < 50) continue;
    seen += (point[0]! - 100) ** 2;
    shown += (x! - 100) ** 2;
  }
  expect(Math.sqrt(shown)).toBeLessThan(0.4 * Math.sqrt(seen));
});

it('follows a point that moves, its lag a small part of the face', () => {
  const filter = new OneEuroFilter(settings);
  const face = 150;
  // Half a face a second.
  const speed = face / 2;
  let lag = 0;
  for (let frame = 0; frame < 60; frame++) {
    const x = frame * frameS * speed;
    lag = x - filter.next(Float32Array.of(x, 0), frame * frameS, face)[0]!;
  }
  expect(lag).toBeLessThan(0.03 * face);
});

it('begins anew where the time stands still or the number of points changes', () => {
  const filter = new OneEuroFilter(settings);
  filter.next(Float32Array.of(0, 0), 1, 100);
  expect([...filter.next(Float32Array.of(50, 0), 1, 100)]).toEqual([50, 0]);
  expect([...filter.next(Float32Array.of(1, 2, 3, 4), 2, 100)]).toEqual([1, 2, 3, 4]);
});
