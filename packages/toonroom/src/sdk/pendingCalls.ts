import type { EngineEvent, Progress } from '#engine/contract.ts';
import type { RenderOptions, VideoOptions } from './types.ts';

/** What a call hears while it runs. */
export interface CallListeners
  extends Pick<RenderOptions, 'onFaces' | 'onHead'>, Pick<VideoOptions, 'onFrame'> {
  readonly onProgress: (progress: Progress) => void;
}

/** A call that has not settled, as the connection's other parts see it. */
export interface PendingCall extends CallListeners {
  reject(error: Error): void;
}

/** The calls of one worker that have not settled yet, by job id. */
export class PendingCalls {
  readonly #calls = new Map<string, PendingCall>();

  get size(): number {
    return this.#calls.size;
  }

  add(jobId: string, call: PendingCall): void {
    this.#calls.set(jobId, call);
  }

  delete(jobId: string): void {
    this.#calls.delete(jobId);
  }

  /**
   * Hands an event to its call. True if other listeners get it too; false for `faces`, `head` and `frame`, and for an event of a
   * job that has settled: events and results travel on two channels, so a late one is possible.
   */
  accept(event: EngineEvent): boolean {
    const call = this.#calls.get(event.jobId);
    switch (event.type) {
      case 'head':
        if (call?.onHead) call.onHead(event.faceId, event.bitmap);
        else event.bitmap.close();
        return false;
      case 'faces':
        call?.onFaces?.(event.faces);
        return false;
      case 'frame':
        if (call?.onFrame) call.onFrame(event);
        else event.bitmap.close();
        return false;
      case 'progress':
        call?.onProgress(event.progress);
        return call !== undefined;
      case 'backend':
      case 'download':
      case 'log':
        return call !== undefined;
    }
  }

  /** Settles every call with `error`: a dead worker answers none of them. */
  rejectAll(error: Error): void {
    for (const call of this.#calls.values()) call.reject(error);
  }
}
