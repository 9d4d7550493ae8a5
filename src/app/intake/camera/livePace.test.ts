import { expect, it } from 'vitest';
import { LivePace } from './livePace.ts';

/** Adds frames until the size has settled; a frame takes so long per px of its side². */
function settle(msAt: (sidePx: number) => number): LivePace {
  const pace = new LivePace();
  for (let frame = 0; frame < 200; frame++) pace.add(msAt(pace.sidePx));
  return pace;
}

it('grows on a fast device and shrinks on a slow one', () => {
  expect(settle(() => 20).sidePx).toBe(960);
  const slow = settle(() => 900);
  expect(slow.sidePx).toBe(192);
  expect(slow.isTooSlow).toBe(true);
});

it('stays at one size where the next would be too slow', () => {
  const pace = settle((side) => side ** 2 / 1200);
  const { sidePx } = pace;
  expect(sidePx).toBeGreaterThan(192);
  expect(sidePx ** 2 / 1200).toBeLessThan(170);
  const sizes = new Set<number>();
  for (let frame = 0; frame < 100; frame++) {
    pace.add(pace.sidePx ** 2 / 1200);
    sizes.add(pace.sidePx);
  }
  expect(sizes.size).toBe(1);
});

it('does not count the first frame at a size', () => {
  const pace = new LivePace();
  pace.add(5000);
  for (let frame = 0; frame < 3; frame++) pace.add(100);
  expect(pace.framesPerS).toBeCloseTo(10);
});
