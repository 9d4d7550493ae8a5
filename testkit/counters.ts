import type { Frame, Page, Worker } from '@playwright/test';

/** What a page and its engine hold at one moment and nobody but they can give back. */
export interface LiveCounts {
  /** Bitmaps created and not closed. One that was sent to another thread counts where it came from. */
  readonly bitmaps: number;
  /** `blob:` addresses created and not revoked. */
  readonly urls: number;
  /** All WebAssembly memories together. */
  readonly wasmBytes: number;
}

declare global {
  // oxlint-disable-next-line no-var
  var liveCounts: (() => LiveCounts) | undefined;
}

/** The engine's own script; the runtimes start threads of their own, from other scripts. */
export const engineScript = /\/(assets\/worker-[^/]*|engine\/worker)\.js$/;

/**
 * Counts from now on, in the page and in every engine that it starts: to be called before the page is
 * opened. Every call still does what it did.
 */
export async function countLive(page: Page): Promise<void> {
  // tsx marks functions by a helper of its own, which a browser lacks.
  const source = `{ const __name = (value) => value; (${installCounters.toString()})(); }\n`;
  await page.addInitScript({ content: source });
  await page.route(engineScript, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: source + (await response.text()) });
  });
}

/** What the page, or the one in a frame of it, and its engine hold together. */
export async function readLive(page: Page, frame: Frame = page.mainFrame()): Promise<LiveCounts> {
  const read = (): LiveCounts => globalThis.liveCounts!();
  const [own, engine] = await Promise.all([frame.evaluate(read), engineOf(page).evaluate(read)]);
  return {
    bitmaps: own.bitmaps + engine.bitmaps,
    urls: own.urls + engine.urls,
    wasmBytes: own.wasmBytes + engine.wasmBytes,
  };
}

function engineOf(page: Page): Worker {
  const engine = page.workers().find((worker) => engineScript.test(worker.url()));
  if (!engine) throw new Error('The page has started no engine.');
  return engine;
}

/** Runs in the browser, by its source text: it can use nothing from around it. */
function installCounters(): void {
  let bitmaps = 0;
  const urls = new Set<string>();
  const memories = new Set<WebAssembly.Memory>();

  const create = globalThis.createImageBitmap.bind(globalThis) as (
    ...values: unknown[]
  ) => Promise<ImageBitmap>;
  globalThis.createImageBitmap = async (...values: unknown[]) => {
    const bitmap = await create(...values);
    bitmaps += 1;
    return bitmap;
  };
  // oxlint-disable-next-line typescript/unbound-method -- it is called on the canvas at hand
  const { transferToImageBitmap } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.transferToImageBitmap = function transferCounted() {
    bitmaps += 1;
    return transferToImageBitmap.call(this);
  };
  // oxlint-disable-next-line typescript/unbound-method -- it is called on the bitmap at hand
  const { close } = ImageBitmap.prototype;
  ImageBitmap.prototype.close = function closeCounted() {
    // One that was closed or sent away has no size any more.
    if (this.width > 0) bitmaps -= 1;
    close.call(this);
  };

  const createUrl = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (value) => {
    const url = createUrl(value);
    urls.add(url);
    return url;
  };
  const revokeUrl = URL.revokeObjectURL.bind(URL);
  URL.revokeObjectURL = (url) => {
    urls.delete(url);
    revokeUrl(url);
  };

  const { Memory, instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, values: [WebAssembly.MemoryDescriptor]) {
      const memory = new target(...values);
      memories.add(memory);
      return memory;
    },
  });
  const keepMemories = (made: unknown): void => {
    const { exports } =
      made instanceof WebAssembly.Instance
        ? made
        : (made as WebAssembly.WebAssemblyInstantiatedSource).instance;
    for (const value of Object.values(exports)) if (value instanceof Memory) memories.add(value);
  };
  const counted =
    <Values extends unknown[], Made>(make: (...values: Values) => Promise<Made>) =>
    async (...values: Values): Promise<Made> => {
      const made = await make(...values);
      keepMemories(made);
      return made;
    };
  WebAssembly.instantiate = counted(instantiate) as typeof instantiate;
  WebAssembly.instantiateStreaming = counted(instantiateStreaming);

  globalThis.liveCounts = () => ({
    bitmaps,
    urls: urls.size,
    wasmBytes: [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  });
}
