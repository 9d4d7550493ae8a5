/** The steps of a job, in the order in which the first job goes through them. */
export const stages = [
  /** Models and runtimes are fetched; counted in bytes. */
  'download',
  /** The model is set up and its backend chosen. */
  'prepare',
  /** The photo is decoded and turned upright. */
  'decode',
  /** Faces are found. */
  'detect',
  /** 478 points of each face are found. */
  'landmarks',
  /** The encoder tells what the photo and its heads consist of. */
  'analyse',
  /** Heads are painted; counted in heads. */
  'face',
  /** The rest of the picture is painted; counted in tiles. */
  'scene',
  /** Heads, scene and background are put together; counted in strips. */
  'compose',
  /** Frames of a video are drawn; counted in seconds of it. */
  'frames',
  /** The file is written. */
  'encode',
] as const;
/** A step of a call, as progress and errors name it. */
export type Stage = (typeof stages)[number];

/** Milliseconds spent per stage; a stage answered from a cache is absent. */
export type StageTimings = { readonly [stage in Stage]?: number };

/**
 * How far a job is. `done` and `total` count what the stage counts: bytes, tiles, faces, strips.
 */
export interface Progress {
  /** What is being done. */
  readonly stage: Stage;
  /** Of the whole job, 0..1; never falls. */
  readonly fraction: number;
  /** How much of `total` is done. */
  readonly done?: number;
  /** Absent where the stage counts nothing. */
  readonly total?: number;
}

/** A stage of a job and its share of the job's time, in any unit. */
export interface StageWeight {
  readonly stage: Stage;
  readonly weight: number;
}

/** Turns what the stages report into one fraction for the job. */
export interface ProgressTracker {
  /**
   * Reports that `stageFraction` (unit, clamped) of `stage` is done. Stages before it count as
   * done. The first `total` given for a stage is kept.
   */
  update(stage: Stage, stageFraction: number, counts?: { done: number; total: number }): void;
  /** Ends the job; `completed` reports fraction 1 first. Nothing is reported afterwards. */
  settle(completed: boolean): void;
}

/**
 * A tracker over `stages` (in order, weights ≥ 0) that calls `report` with fractions that never fall.
 * A stage outside the list is reported at the fraction reached so far.
 */
export function createProgressTracker(
  stages: readonly StageWeight[],
  report: (progress: Progress) => void,
): ProgressTracker {
  const weightSum = stages.reduce((sum, { weight }) => sum + weight, 0);
  const totals = new Map<Stage, number>();
  let fraction = 0;
  let lastStage: Stage | undefined;
  let settled = false;

  function fractionAt(stage: Stage, stageFraction: number): number {
    let before = 0;
    for (const entry of stages) {
      if (entry.stage === stage) {
        return (before + entry.weight * Math.min(1, Math.max(0, stageFraction))) / (weightSum || 1);
      }
      before += entry.weight;
    }
    return 0;
  }

  return {
    update(stage, stageFraction, counts) {
      if (settled) return;
      lastStage = stage;
      fraction = Math.min(1, Math.max(fraction, fractionAt(stage, stageFraction)));
      if (!counts) {
        report({ stage, fraction });
        return;
      }
      const total = totals.get(stage) ?? counts.total;
      totals.set(stage, total);
      report({ stage, fraction, done: Math.min(counts.done, total), total });
    },
    settle(completed) {
      if (settled) return;
      settled = true;
      const stage = lastStage ?? stages.at(-1)?.stage;
      if (completed && stage) report({ stage, fraction: 1 });
    },
  };
}
