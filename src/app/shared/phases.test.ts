import { expect, it } from 'vitest';
import type { Headway } from './state/jobSlice.ts';
import { joinPhases } from './phases.ts';

it('joins calls by their shares into one fraction that never falls', () => {
  const seen: Headway[] = [];
  const phase = joinPhases([1, 3, 6], (headway) => seen.push(headway));
  phase(0)({ stage: 'decode', fraction: 0.5 });
  phase(0)({ stage: 'decode', fraction: 1 });
  phase(1)({ stage: 'download', fraction: 0.5, done: 5, total: 10 });
  phase(2)({ stage: 'scene', fraction: 0.5 });
  // A call that was replayed starts again from zero.
  phase(2)({ stage: 'detect', fraction: 0 });
  phase(2)({ stage: 'compose', fraction: 1 });
  expect(seen.map(({ fraction }) => Number(fraction.toFixed(3)))).toEqual([
    0.05, 0.1, 0.25, 0.7, 0.7, 1,
  ]);
  expect(seen[2]).toMatchObject({ stage: 'download', done: 5, total: 10 });
});
