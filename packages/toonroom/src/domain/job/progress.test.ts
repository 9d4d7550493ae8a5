import { expect, test } from 'vitest';
import { createProgressTracker, type Progress } from './progress.ts';

function track(): { reports: Progress[]; tracker: ReturnType<typeof createProgressTracker> } {
  const reports: Progress[] = [];
  const tracker = createProgressTracker(
    [
      { stage: 'decode', weight: 1 },
      { stage: 'scene', weight: 5 },
      { stage: 'face', weight: 3 },
      { stage: 'compose', weight: 1 },
    ],
    (progress) => reports.push(progress),
  );
  return { reports, tracker };
}

test('stages add up by their weights', () => {
  const { reports, tracker } = track();
  tracker.update('decode', 1);
  tracker.update('scene', 0.4);
  tracker.update('face', 1 / 3, { done: 1, total: 3 });
  tracker.update('compose', 1);
  expect(reports.map(({ fraction }) => fraction)).toEqual([0.1, 0.3, 0.7, 1]);
  expect(reports[2]).toEqual({ stage: 'face', fraction: 0.7, done: 1, total: 3 });
});

test('the fraction never falls, whatever order stages report in', () => {
  const { reports, tracker } = track();
  const stages = ['scene', 'decode', 'face', 'scene', 'encode', 'face', 'compose'] as const;
  stages.forEach((stage, index) => tracker.update(stage, (index * 0.37) % 1.2));
  const fractions = reports.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(Math.max(...fractions)).toBeLessThanOrEqual(1);
});

test('a stage keeps its first total, and done stays within it', () => {
  const { reports, tracker } = track();
  tracker.update('scene', 0.5, { done: 1, total: 2 });
  tracker.update('scene', 0.6, { done: 3, total: 5 });
  expect(reports.map(({ done, total }) => [done, total])).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

test('nothing is reported after the job settled', () => {
  const { reports, tracker } = track();
  tracker.update('scene', 0.5);
  tracker.settle(true);
  tracker.settle(true);
  tracker.update('compose', 1);
  expect(reports.at(-1)).toEqual({ stage: 'scene', fraction: 1 });
  expect(reports).toHaveLength(2);
});

test('a failed job does not claim to be complete', () => {
  const { reports, tracker } = track();
  tracker.update('scene', 0.5);
  tracker.settle(false);
  expect(reports).toHaveLength(1);
});
