import type { Progress } from '#sdk/index.ts';
import type { Headway } from './state/jobSlice.ts';

/**
 * Joins the progress of calls that follow each other into one fraction that never falls.
 *
 * `weights` are the calls' shares of the waiting time, in any unit. The returned function gives the
 * `onProgress` of the call at an index.
 */
export function joinPhases(
  weights: readonly number[],
  report: (headway: Headway) => void,
): (index: number) => (progress: Progress) => void {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let reached = 0;
  return (index) => {
    const before = weights.slice(0, index).reduce((total, weight) => total + weight, 0);
    const share = weights[index] ?? 0;
    return (progress) => {
      reached = Math.max(reached, (before + share * progress.fraction) / sum);
      report({ ...progress, fraction: reached });
    };
  };
}
