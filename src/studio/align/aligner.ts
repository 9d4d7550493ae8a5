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

interface Wish {
  readonly points: Points;
  readonly photo: { readonly width: number; readonly height: number };
  readonly isFull: boolean;
  readonly settle: ((aligned: Aligned) => void) | undefined;
  readonly refuse: ((error: Error) => void) | undefined;
}

/**
 * Aligns one cartoon again and again in a worker: small at once, then at the photo's size. What is asked for meanwhile
 * replaces what waits. The owner ends it with `close`.
 */
export class Aligner {
  readonly #worker = new Worker(new URL('warper.ts', import.meta.url), { type: 'module' });
  readonly #onAligned: (aligned: Aligned) => void;
  readonly #onFailure: () => void;
  #running: Wish | undefined;
  #waiting: Wish | undefined;

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
  show(points: Points, photo: Wish['photo']): void {
    // What somebody waits for is not dropped.
    if (this.#waiting?.settle) return;
    this.#ask({ points, photo, isFull: false, settle: undefined, refuse: undefined });
  }

  /** The alignment at the photo's own size. Rejects when the worker fails. */
  async full(points: Points, photo: Wish['photo']): Promise<Aligned> {
    return await new Promise((settle, refuse) => {
      this.#ask({ points, photo, isFull: true, settle, refuse });
    });
  }

  close(): void {
    this.#worker.terminate();
    const error = new DOMException('The cartoon was put away.', 'AbortError');
    for (const wish of [this.#running, this.#waiting]) wish?.refuse?.(error);
    this.#running = undefined;
    this.#waiting = undefined;
  }

  #ask(wish: Wish): void {
    if (this.#running) this.#waiting = wish;
    else this.#start(wish);
  }

  #start(wish: Wish): void {
    this.#running = wish;
    const { points, photo, isFull } = wish;
    this.#send({ kind: 'align', points, photo, wanted: isFull ? photo : smaller(photo) });
  }

  #hear(reply: WarperReply): void {
    const done = this.#running;
    const next = this.#waiting;
    this.#running = undefined;
    this.#waiting = undefined;
    if (!done) return;
    if ('failure' in reply) {
      done.refuse?.(new Error(reply.failure));
      this.#onFailure();
    } else {
      const { points, isFull } = done;
      const aligned = { points, outcome: reply.outcome, isFull };
      this.#onAligned(aligned);
      done.settle?.(aligned);
    }
    if (next) this.#start(next);
    else if (!done.isFull && 'outcome' in reply) this.#start({ ...done, isFull: true });
  }

  #send(request: WarperRequest): void {
    this.#worker.postMessage(request, []);
  }
}

function smaller({ width, height }: Wish['photo']): Wish['photo'] {
  const scale = Math.min(1, previewPx / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
