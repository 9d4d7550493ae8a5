import type { Raster } from '#domain/picture/raster.ts';
import type { Outcome, Points } from './alignment.ts';
import type { WarperReply, WarperRequest } from './warper.ts';

/** Long side of what is shown while points are still being moved. */
const previewPx = 480;

export interface Aligned {
  readonly points: Points;
  readonly outcome: Outcome;
  /** Whether it has the photo's own size. */
  readonly isFull: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Wish {
  readonly points: Points;
  /** Of the photo. */
  readonly photo: Size;
  readonly isFull: boolean;
  /** Somebody who waits for it. */
  readonly waiter?: {
    readonly settle: (aligned: Aligned) => void;
    readonly refuse: (error: unknown) => void;
  };
}

/**
 * Aligns one cartoon again and again in a worker: small at once, then at the photo's size. What is to be shown replaces
 * what waited to be shown; what somebody waits for comes first. The owner ends it with `close`.
 */
export class Aligner {
  readonly #worker = new Worker(new URL('warper.ts', import.meta.url), { type: 'module' });
  readonly #onAligned: (aligned: Aligned) => void;
  readonly #onFailure: () => void;
  #running: Wish | undefined;
  #toShow: Wish | undefined;
  readonly #awaited: Wish[] = [];

  /** `onAligned` is given everything that is aligned, `onFailure` told when the worker fails. */
  constructor(cartoon: Raster, onAligned: (aligned: Aligned) => void, onFailure: () => void) {
    this.#onAligned = onAligned;
    this.#onFailure = onFailure;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<WarperReply>) =>
      this.#hear(data),
    );
    this.#worker.addEventListener('error', ({ message }) => this.#hear({ failure: message }));
    this.#send({ kind: 'cartoon', cartoon });
  }

  /** Asks for these points to be shown. */
  show(points: Points, photo: Size): void {
    this.#toShow = { points, photo, isFull: false };
    this.#next();
  }

  /** The alignment at the photo's own size. Rejects when the worker fails, with an `AbortError` when it is closed. */
  async full(points: Points, photo: Size): Promise<Aligned> {
    return await new Promise((settle, refuse) => {
      this.#awaited.push({ points, photo, isFull: true, waiter: { settle, refuse } });
      this.#next();
    });
  }

  close(): void {
    this.#worker.terminate();
    const error = new DOMException('The cartoon was put away.', 'AbortError');
    for (const wish of [this.#running, ...this.#awaited]) wish?.waiter?.refuse(error);
    this.#awaited.length = 0;
  }

  #next(): void {
    if (this.#running) return;
    const wish = this.#awaited.shift() ?? this.#toShow;
    if (!wish) return;
    if (wish === this.#toShow) this.#toShow = undefined;
    this.#running = wish;
    const { points, photo, isFull } = wish;
    this.#send({ kind: 'align', points, photo, wanted: isFull ? photo : smaller(photo) });
  }

  #hear(reply: WarperReply): void {
    const done = this.#running;
    this.#running = undefined;
    if ('failure' in reply) {
      done?.waiter?.refuse(new Error(reply.failure));
      this.#onFailure();
    } else if (done) {
      const aligned = { points: done.points, outcome: reply.outcome, isFull: done.isFull };
      this.#onAligned(aligned);
      done.waiter?.settle(aligned);
      if (!done.isFull) this.#toShow ??= { ...done, isFull: true };
    }
    this.#next();
  }

  #send(request: WarperRequest): void {
    this.#worker.postMessage(request, []);
  }
}

function smaller({ width, height }: Size): Size {
  const scale = Math.min(1, previewPx / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
