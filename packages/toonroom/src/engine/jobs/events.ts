import {
  createProgressTracker,
  type ProgressTracker,
  type StageWeight,
} from '#domain/job/progress.ts';
import type { BackendChoice, EngineEvent, FaceSummary, Stage } from '../contract.ts';

const eventIntervalMs = 50;

/** Rough share of a first run's time on the WASM backend; only the evenness of the bar hangs on it. */
const stageWeights: readonly StageWeight[] = [
  { stage: 'download', weight: 30 },
  { stage: 'prepare', weight: 15 },
  { stage: 'decode', weight: 4 },
  { stage: 'detect', weight: 8 },
  { stage: 'landmarks', weight: 6 },
  { stage: 'analyse', weight: 3 },
  { stage: 'face', weight: 12 },
  { stage: 'scene', weight: 18 },
  { stage: 'compose', weight: 6 },
  { stage: 'frames', weight: 1000 },
  { stage: 'encode', weight: 6 },
];

type ThrottledType = 'progress' | 'download';

/**
 * What one job tells the page: progress that never falls, of each kind at most one event per 50 ms
 * (the last one of a burst comes late rather than never), and nothing after `end()`.
 */
export class JobEvents {
  readonly #jobId: string;
  readonly #post: (event: EngineEvent) => void;
  readonly #tracker: ProgressTracker;
  readonly #intervals = new Map<ThrottledType, Interval>();
  #stage: Stage;
  #ended = false;

  /** `stages` are those that the job may pass through. */
  constructor(
    jobId: string,
    stages: readonly [Stage, ...Stage[]],
    post: (event: EngineEvent) => void,
  ) {
    this.#jobId = jobId;
    this.#post = post;
    this.#stage = stages[0];
    this.#tracker = createProgressTracker(
      stageWeights.filter(({ stage }) => stages.includes(stage)),
      (progress) => this.#throttle('progress', { type: 'progress', jobId, progress }),
    );
  }

  /** The stage reported last. */
  get stage(): Stage {
    return this.#stage;
  }

  /** Reports that a stage has begun. */
  begin(stage: Stage): void {
    this.#stage = stage;
    this.#tracker.update(stage, 0);
  }

  /** Reports that `done` of `total` units of a stage are finished. */
  progress(stage: Stage, done: number, total: number): void {
    this.#stage = stage;
    this.#tracker.update(stage, total > 0 ? done / total : 1, { done, total });
  }

  /** Reports the bytes of one file; the job's progress counts all its files together. */
  download(file: string, receivedBytes: number, totalBytes: number): void {
    const event = {
      type: 'download',
      jobId: this.#jobId,
      file,
      receivedBytes,
      totalBytes,
    } as const;
    this.#throttle('download', event);
  }

  backend(choice: BackendChoice): void {
    if (!this.#ended) this.#post({ type: 'backend', jobId: this.#jobId, choice });
  }

  faces(faces: readonly FaceSummary[]): void {
    if (!this.#ended) this.#post({ type: 'faces', jobId: this.#jobId, faces });
  }

  /** Hands a painted head to the page. */
  head(faceId: number, bitmap: ImageBitmap): void {
    if (this.#ended) bitmap.close();
    else this.#post({ type: 'head', jobId: this.#jobId, faceId, bitmap });
  }

  /** Hands a small picture of a video's drawn frame to the page. */
  frame(timeS: number, count: number, bitmap: ImageBitmap): void {
    if (this.#ended) bitmap.close();
    else this.#post({ type: 'frame', jobId: this.#jobId, timeS, count, bitmap });
  }

  log(level: 'info' | 'warning' | 'error', message: string): void {
    if (!this.#ended) this.#post({ type: 'log', jobId: this.#jobId, level, message });
  }

  /** The job has settled: whatever still waits is dropped. */
  end(): void {
    this.#ended = true;
    this.#tracker.settle(false);
    for (const { timer } of this.#intervals.values()) clearTimeout(timer);
    this.#intervals.clear();
  }

  #throttle(type: ThrottledType, event: EngineEvent): void {
    if (this.#ended) return;
    const interval = this.#intervals.get(type);
    if (interval) {
      interval.waiting = event;
      return;
    }
    this.#post(event);
    this.#startInterval(type);
  }

  #startInterval(type: ThrottledType): void {
    const timer = setTimeout(() => {
      const waiting = this.#intervals.get(type)?.waiting;
      this.#intervals.delete(type);
      if (!waiting) return;
      this.#post(waiting);
      this.#startInterval(type);
    }, eventIntervalMs);
    this.#intervals.set(type, { timer, waiting: undefined });
  }
}

interface Interval {
  readonly timer: ReturnType<typeof setTimeout>;
  waiting: EngineEvent | undefined;
}
