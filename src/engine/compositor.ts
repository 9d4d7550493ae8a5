import { composeStrip, photoRowsFor, type Composition, type Rows } from '#domain/compose.ts';
import { EngineError } from '#domain/errors.ts';
import type { Raster } from '#domain/raster.ts';
import type { Output } from './contract.ts';
import { createCanvas, rowReader } from './photoPixels.ts';

/** Rows composed between two checks for a cancel. */
const STRIP_ROWS = 256;

/** Awaited before each strip; what it throws ends the work. */
export type BeforeStrip = (done: number, total: number) => Promise<void>;

export interface CompositorInput {
  readonly composition: Composition;
  /** Rows of the photo at the output's size. */
  readonly readRows: (rows: Rows) => Raster;
  /** 0..1. */
  readonly strength: number;
  readonly beforeStrip: BeforeStrip;
  /** Takes the finished rows from `top` on. */
  readonly write: (strip: Raster, top: number) => void;
}

/** Composes a picture strip by strip. */
export async function composePicture(input: CompositorInput): Promise<void> {
  const { composition, readRows, strength, beforeStrip, write } = input;
  const { outputHeight } = composition;
  const total = Math.ceil(outputHeight / STRIP_ROWS);
  for (let strip = 0; strip < total; strip++) {
    await beforeStrip(strip, total);
    const top = strip * STRIP_ROWS;
    const rows = { top, height: Math.min(STRIP_ROWS, outputHeight - top) };
    const needed = photoRowsFor(composition, rows);
    const photo = { raster: readRows(needed), top: needed.top };
    write(composeStrip(composition, photo, rows, strength), top);
  }
}

/** The whole photo at its own size, in a canvas that the caller owns. */
export async function composeToCanvas(
  composition: Composition,
  photo: ImageBitmap,
  strength: number,
  beforeStrip: BeforeStrip,
): Promise<OffscreenCanvas> {
  const { canvas, context } = createCanvas(composition.outputWidth, composition.outputHeight);
  await composePicture({
    composition,
    readRows: rowReader(photo),
    strength,
    beforeStrip,
    write: ({ data, width, height }, top) =>
      context.putImageData(new ImageData(data, width, height), 0, top),
  });
  return canvas;
}

/**
 * The canvas as a file, without metadata; transparent parts become white in JPEG.
 *
 * @throws EngineError `ENCODE_FAILED` when the browser cannot write the format or the size.
 */
export async function encodePicture(
  canvas: OffscreenCanvas,
  { format, quality }: Output,
): Promise<Blob> {
  const type = `image/${format}`;
  const context = canvas.getContext('2d');
  if (format === 'jpeg' && context) {
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  const size = `${type}, ${canvas.width} × ${canvas.height} px`;
  let blob: Blob;
  try {
    blob = await canvas.convertToBlob({ type, quality });
  } catch (error) {
    throw new EngineError('ENCODE_FAILED', 'encode', `${size}: ${String(error)}`, { cause: error });
  }
  // A browser that cannot write a format silently writes PNG.
  if (blob.type !== type)
    throw new EngineError('ENCODE_FAILED', 'encode', `${size}: not supported`);
  return blob;
}
