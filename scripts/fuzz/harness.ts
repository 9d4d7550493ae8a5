import type { Browser, Page } from '@playwright/test';
import { EngineError, type ErrorCode } from '#domain/job/errors.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { launchChromium } from '../../testkit/launchChromium.ts';
import type { BadFile } from './mutate.ts';
import type { Answer } from './page.ts';

/** How a call ended, seen from outside of the page. */
export type Outcome =
  | Answer
  | { readonly kind: 'hang' }
  /** The page is gone, or its engine was lost and replaced meanwhile. */
  | { readonly kind: 'crash'; readonly detail: string };

/** What a file may be refused with. */
const properCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'EMPTY_FILE',
  'NOT_AN_IMAGE',
  'RAW_PHOTO',
  'PDF_FILE',
  'VIDEO_FILE',
  'UNSUPPORTED_HEIC',
  'UNSUPPORTED_FORMAT',
  'CORRUPT_IMAGE',
  'TOO_MANY_PIXELS',
  'OUT_OF_MEMORY',
]);

/** What is wrong with how a file ended, undefined if nothing is. */
export function complaintAbout(file: BadFile, outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case 'done':
      return complaintAboutSize(file.bytes, outcome);
    case 'refused':
      return properCodes.has(outcome.code) ? undefined : `${outcome.code}: ${outcome.detail}`;
    case 'foreign':
      return `not an EngineError: ${outcome.detail}`;
    case 'hang':
      return 'did not end in time';
    case 'crash':
      return outcome.detail;
  }
}

/** A header that tells less than is decoded lets any number of pixels past the limit. */
function complaintAboutSize(
  bytes: Uint8Array,
  decoded: { readonly width: number; readonly height: number },
): string | undefined {
  try {
    const header = readImageHeader(bytes);
    return decoded.width * decoded.height > header.width * header.height
      ? `${decoded.width} × ${decoded.height} px from a header of ${header.width} × ${header.height}`
      : undefined;
  } catch (error) {
    if (error instanceof EngineError) return `decoded despite ${error.message}`;
    throw error;
  }
}

/** Any picture that is let in; the largest take seconds on a slow machine. */
const openDeadlineMs = 60_000;
const drawDeadlineMs = 180_000;

/** The engine in a page of a browser, which is started anew when a file has broken it. */
export class Harness {
  readonly #url: string;
  #running: { readonly browser: Browser; readonly page: Page } | undefined;
  /** Engines that this page has started, and how many of them it had reason to. */
  #engines = 0;
  #expectedEngines = 1;

  constructor(url: string) {
    this.#url = url;
  }

  /** The page, with nothing in it but the engine. */
  async page(): Promise<Page> {
    if (!this.#running) {
      const browser = await launchChromium();
      const page = await browser.newPage();
      this.#running = { browser, page };
      this.#engines = 0;
      this.#expectedEngines = 1;
      page.on('worker', (worker) => {
        if (/\/assets\/worker-[^/]*\.js$/.test(worker.url())) this.#engines += 1;
      });
      await page.goto(this.#url);
      await page.waitForFunction(() => globalThis.fuzzPage !== undefined);
    }
    return this.#running.page;
  }

  /** Opens a file and lets go of it; draws it in between, if asked to. */
  async open({ bytes, type }: BadFile, draws: boolean): Promise<Outcome> {
    const page = await this.page();
    const base64 = Buffer.from(bytes).toString('base64');
    const outcome = await ending(
      page.evaluate(([data, mime, draw]) => globalThis.fuzzPage!.open(data, mime, draw), [
        base64,
        type,
        draws,
      ] as const),
      draws ? drawDeadlineMs : openDeadlineMs,
    );
    if (this.#engines > this.#expectedEngines) {
      await this.close();
      return { kind: 'crash', detail: `the engine was lost, then ${JSON.stringify(outcome)}` };
    }
    if (outcome.kind === 'hang' || outcome.kind === 'crash') await this.close();
    // Memory that has run out may have left a runtime half-way: the SDK replaces the engine.
    if (outcome.kind === 'refused' && outcome.code === 'OUT_OF_MEMORY') this.#expectedEngines += 1;
    return outcome;
  }

  /** SHA-256 of the pixels of a good photo's drawing; the photo stays open all the time. @throws as `render` */
  async drawKept(): Promise<string> {
    const page = await this.page();
    return await page.evaluate(() => globalThis.fuzzPage!.drawKept('/samples/astronaut.jpg'));
  }

  async close(): Promise<void> {
    await this.#running?.browser.close();
    this.#running = undefined;
  }
}

async function ending(call: Promise<Answer>, deadlineMs: number): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'hang' }), deadlineMs);
  });
  const answer = call.catch((error: unknown): Outcome => ({
    kind: 'crash',
    detail: String(error),
  }));
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
