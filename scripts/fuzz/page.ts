/** The page that `npm run fuzz` drives: the engine without the app around it. */

import { EngineError, type ErrorCode } from '#domain/job/errors.ts';
import { createCartoonizer } from '#sdk/index.ts';
import { startSourceWorker } from '#sdk/sourceWorker.ts';

/** How a call ended. */
export type Answer =
  | { readonly kind: 'done'; readonly width: number; readonly height: number }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly detail: string }
  /** A rejection that the contract does not know. */
  | { readonly kind: 'foreign'; readonly detail: string };

export interface FuzzPage {
  /** Opens a file, given in base64, and lets go of it again; draws it in between, if asked to. */
  open(base64: string, type: string, draws: boolean): Promise<Answer>;
  /** Draws a good photo that stays open all the time; SHA-256 of the drawing's pixels. */
  drawKept(url: string): Promise<string>;
  /** Makes a style ready, with an engine of its own. */
  load(styleId: string): Promise<Answer>;
  /** Asks for the styles, with an engine of its own. */
  styles(): Promise<Answer>;
}

declare global {
  // oxlint-disable-next-line no-var
  var fuzzPage: FuzzPage | undefined;
}

const recipe = { styleId: '3d', strength: 1, exaggeration: 1 } as const;

const start = () =>
  createCartoonizer({ backend: 'wasm', assetBaseUrl: '/', startWorker: startSourceWorker });
const cartoonizer = start();
/** The good photo, once it was opened. */
let keptId: Promise<string> | undefined;

async function answerOf(work: () => Promise<{ width: number; height: number }>): Promise<Answer> {
  try {
    const { width, height } = await work();
    return { kind: 'done', width, height };
  } catch (error) {
    if (!(error instanceof EngineError)) return { kind: 'foreign', detail: String(error) };
    return { kind: 'refused', code: error.code, detail: error.detail };
  }
}

function open(base64: string, type: string, draws: boolean): Promise<Answer> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return answerOf(async () => {
    const { photoId, width, height, preview } = await cartoonizer.open(new Blob([bytes], { type }));
    preview.close();
    try {
      if (draws) (await cartoonizer.render(photoId, recipe)).bitmap.close();
    } finally {
      cartoonizer.release(photoId);
    }
    return { width, height };
  });
}

async function keep(url: string): Promise<string> {
  const response = await fetch(url);
  const { photoId, preview } = await cartoonizer.open(await response.blob());
  preview.close();
  return photoId;
}

async function drawKept(url: string): Promise<string> {
  keptId ??= keep(url);
  const { bitmap } = await cartoonizer.render(await keptId, recipe);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function alone(call: (engine: ReturnType<typeof start>) => Promise<unknown>): Promise<Answer> {
  return answerOf(async () => {
    const engine = start();
    try {
      await call(engine);
    } finally {
      engine.close();
    }
    return { width: 0, height: 0 };
  });
}

globalThis.fuzzPage = {
  open,
  drawKept,
  load: (styleId) => alone((engine) => engine.load(styleId)),
  styles: () => alone((engine) => engine.styles()),
};
