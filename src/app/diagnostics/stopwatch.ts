import type { Stage, StageTimings } from '#sdk/index.ts';

interface Stopwatch {
  /** A stage is at work from now on. */
  hear(stage: Stage): void;
  /** Milliseconds since the start, and those of each stage that was heard of. */
  stop(): { readonly totalMs: number; readonly stagesMs: StageTimings };
}

/** Adds up how long a job is in each stage, by what its progress tells. `now` is in milliseconds. */
export function startStopwatch(now: () => number): Stopwatch {
  const start = now();
  const stagesMs: { [stage in Stage]?: number } = {};
  let current: Stage | null = null;
  let since = start;

  function lap(next: Stage | null): void {
    if (next === current) return;
    const time = now();
    if (current) stagesMs[current] = (stagesMs[current] ?? 0) + time - since;
    current = next;
    since = time;
  }

  return {
    hear: lap,
    stop() {
      lap(null);
      return { totalMs: now() - start, stagesMs };
    },
  };
}
