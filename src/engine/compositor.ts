import { composeStrip, photoRowsFor, type Composition, type Rows } from '#domain/compose.ts';
import { EngineError } from '#domain/errors.ts';
import type { Raster } from '#domain/raster.ts';
import type { Output } from './contract.ts';
import { createCanvas } from './photoPixels.ts';

/** Rows composed between two checks for a cancel. */
const STRIP_ROWS = 256;

export interface CompositorInput {
  readonly composition: Composition;
  /** Rows of the photo at the output's size. */
  readonly readRows: (rows: Rows) => Raster;
  /** 0..1. */
  readonly strength: number;
  /** Awaited before each strip; what it throws ends the work. */
  readonly beforeStrip: (done: number, total: number) => Promise<void>;
}

/** Composes a picture strip by strip into a canvas of its own. */
export async function composePicture(input: CompositorInput): Promise<OffscreenCanvas> {
  const { composition, readRows, strength, beforeStrip } = input;
  const { outputWidth, outputHeight } = composition;
  const { canvas, context } = createCanvas(outputWidth, outputHeight);
  const total = Math.ceil(outputHeight / STRIP_ROWS);
  for (let strip = 0; strip < total; strip++) {
    await beforeStrip(strip, total);
    const top = strip * STRIP_ROWS;
    const rows = { top, height: Math.min(STRIP_ROWS, outputHeight - top) };
    const needed = photoRowsFor(composition, rows);
    const photo = { raster: readRows(needed), top: needed.top };
    const { data, width, height } = composeStrip(composition, photo, rows, strength);
    context.putImageData(new ImageData(data, width, height), 0, top);
  }
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
