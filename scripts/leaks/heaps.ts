import type { CDPSession, Page } from '@playwright/test';
import { engineScript } from '../../testkit/counters.ts';

/** Bytes in use after the garbage is gone: JavaScript objects, the browser's own, and typed arrays. */
export interface Heaps {
  readonly page: number;
  readonly engine: number;
}

/** Reads the heaps of a page and its engine through the browser's debugging protocol. */
export class HeapReader {
  readonly #session: CDPSession;
  readonly #answers = new Map<number, (answer: Answer) => void>();
  #engineId: string | undefined;
  #sent = 0;

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (engineScript.test(targetInfo.url)) this.#engineId = sessionId;
    });
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const answer = JSON.parse(message) as Answer;
      this.#answers.get(answer.id)?.(answer);
      this.#answers.delete(answer.id);
    });
  }

  /** Watches the page; to be called before it starts its engine. */
  static async of(page: Page): Promise<HeapReader> {
    const session = await page.context().newCDPSession(page);
    const reader = new HeapReader(session);
    // Playwright hands out no session of a worker: its messages go through the page's.
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return reader;
  }

  /** Collects the garbage of both sides, then weighs what is left. */
  async read(): Promise<Heaps> {
    // What one collection sets free may free more in the next, on the other side as well.
    for (let round = 0; round < 3; round++) {
      await this.#session.send('HeapProfiler.collectGarbage');
      await this.#ask('HeapProfiler.collectGarbage');
    }
    return {
      page: weigh(await this.#session.send('Runtime.getHeapUsage')),
      engine: weigh(await this.#ask('Runtime.getHeapUsage')),
    };
  }

  async #ask(method: string): Promise<HeapUsage> {
    if (this.#engineId === undefined) throw new Error('The page has started no engine.');
    const id = ++this.#sent;
    const answered = new Promise<Answer>((resolve) => this.#answers.set(id, resolve));
    await this.#session.send('Target.sendMessageToTarget', {
      sessionId: this.#engineId,
      message: JSON.stringify({ id, method }),
    });
    const { result, error } = await answered;
    if (!result) throw new Error(`${method}: ${error?.message}`);
    return result;
  }
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

interface Answer {
  readonly id: number;
  readonly result?: HeapUsage;
  readonly error?: { readonly message: string };
}

function weigh({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUsage): number {
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}
