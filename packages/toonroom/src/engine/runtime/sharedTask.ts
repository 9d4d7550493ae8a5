/**
 * A task that runs once however many jobs wait for it; a failure is forgotten, so that the next job
 * tries again. Listeners belong to the waiting job, never to the remembered result.
 */
export class SharedTask<T, News> {
  readonly #start: (tell: (news: News) => void) => Promise<T>;
  readonly #listeners = new Set<(news: News) => void>();
  #result: Promise<T> | undefined;

  constructor(start: (tell: (news: News) => void) => Promise<T>) {
    this.#start = start;
  }

  /** The task's result; `onNews` hears what it tells from now until it settles. */
  async get(onNews: (news: News) => void): Promise<T> {
    this.#listeners.add(onNews);
    try {
      this.#result ??= this.#begin();
      return await this.#result;
    } finally {
      this.#listeners.delete(onNews);
    }
  }

  /** Settles with the run that is on, at once where there is none; never rejects. */
  async settled(): Promise<void> {
    await this.#result?.catch(() => undefined);
  }

  async #begin(): Promise<T> {
    try {
      return await this.#start((news) => this.#listeners.forEach((listener) => listener(news)));
    } catch (error) {
      this.#result = undefined;
      throw error;
    }
  }
}
