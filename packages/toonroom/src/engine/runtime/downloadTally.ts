import type { JobEvents } from '../jobs/events.ts';

/** A file a job may have to wait for. */
export interface ExpectedFile {
  readonly name: string;
  readonly expectedBytes: number;
}

/** What getting ready tells: bytes of one file so far, that the downloads are over, and how far it is after them. */
export type PrepareNews =
  | { readonly kind: 'bytes'; readonly name: string; readonly receivedBytes: number }
  | { readonly kind: 'downloaded' }
  | { readonly kind: 'prepared'; readonly done: number; readonly total: number };

/** Adds up several downloads into one job's progress, whose total is known from the start. */
export class DownloadTally {
  readonly #events: JobEvents;
  readonly #files: ReadonlyMap<string, number>;
  readonly #received = new Map<string, number>();
  readonly #totalBytes: number;

  constructor(events: JobEvents, files: readonly ExpectedFile[]) {
    this.#events = events;
    this.#files = new Map(files.map(({ name, expectedBytes }) => [name, expectedBytes]));
    this.#totalBytes = files.reduce((sum, { expectedBytes }) => sum + expectedBytes, 0);
  }

  readonly hear = (news: PrepareNews): void => {
    if (news.kind === 'downloaded') {
      this.#events.begin('prepare');
      return;
    }
    if (news.kind === 'prepared') {
      this.#events.progress('prepare', news.done, news.total);
      return;
    }
    const expectedBytes = this.#files.get(news.name) ?? 0;
    const receivedBytes = Math.min(news.receivedBytes, expectedBytes);
    this.#received.set(news.name, receivedBytes);
    const sum = [...this.#received.values()].reduce((total, bytes) => total + bytes, 0);
    this.#events.download(news.name, receivedBytes, expectedBytes);
    this.#events.progress('download', sum, this.#totalBytes);
  };
}
