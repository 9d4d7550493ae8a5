import { EngineError, errorCodes, isAbort } from '#domain/job/errors.ts';
import { engine, outputOf, toProblem, withFile } from '#app/photo/engine.ts';
import type { ProblemCode } from '#app/shared/state/jobSlice.ts';
import type { OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import type { CallOptions, Recipe } from '#sdk/index.ts';
import type { EmbedErrorCode, OutputWish, Report } from '../protocol/messages.ts';

/** A drawing as a file; size in px. */
export type DrawnResult = Pick<
  Extract<Report, { readonly type: 'result' }>,
  'blob' | 'width' | 'height'
>;

const toldCodes: ReadonlySet<ProblemCode> = new Set([
  ...errorCodes,
  'FILE_GONE',
  'APP_UNREACHABLE',
]);

let standingWish: OutputWish = {};

/** What files are to be where nothing else is asked for. */
export function setOutput(wish: OutputWish): void {
  standingWish = wish;
}

/** What is drawn of a photo, and how. */
export interface ResultOrder {
  readonly photo: OpenedPhoto;
  readonly recipe: Recipe;
}

/** Draws a photo into a file. Rejects as every call of the engine does. */
export async function drawResult(
  { photo, recipe }: ResultOrder,
  wish: OutputWish,
  options: CallOptions,
): Promise<DrawnResult> {
  const format = wish.format ?? standingWish.format ?? 'png';
  const plain = outputOf(format);
  const quality = wish.quality ?? standingWish.quality ?? plain.quality;
  const maxSide = wish.maxSide ?? standingWish.maxSide ?? Infinity;
  const scale = Math.min(1, maxSide / Math.max(photo.width, photo.height));
  const size = {
    width: Math.max(1, Math.round(photo.width * scale)),
    height: Math.max(1, Math.round(photo.height * scale)),
  };
  // What is scaled down is encoded once more.
  const output = { ...plain, quality: scale < 1 ? 1 : quality };
  const whole = await engine().encode(photo.photoId, withFile(recipe), output, options);
  if (scale === 1) return { blob: whole, ...size };
  const blob = await scaledDown(whole, size, quality);
  options.signal?.throwIfAborted();
  return { blob, ...size };
}

/** A picture file at another size, in its own format. */
async function scaledDown(
  picture: Blob,
  { width, height }: Pick<DrawnResult, 'width' | 'height'>,
  quality: number,
): Promise<Blob> {
  const bitmap = await createImageBitmap(picture, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
  try {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new EngineError('OUT_OF_MEMORY', 'encode', 'no canvas to scale on');
    context.drawImage(bitmap, 0, 0);
    return await canvas.convertToBlob({ type: picture.type, quality });
  } finally {
    bitmap.close();
  }
}

/** What the page is told of a failure. */
export function codeOf(error: unknown): EmbedErrorCode {
  if (isAbort(error)) return 'ABORTED';
  return toldCode(toProblem(error).code);
}

/** Failures of the app that have to do with nothing a page can ask for are told as `INTERNAL`. */
export function toldCode(code: ProblemCode): EmbedErrorCode {
  return toldCodes.has(code) ? (code as EmbedErrorCode) : 'INTERNAL';
}
