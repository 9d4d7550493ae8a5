import { type Brush, brushStrip } from '#domain/compose/brush/brush.ts';
import { composeStrip } from '#domain/compose/compose.ts';
import { type Composition, photoRowsFor, type Rows } from '#domain/compose/composition.ts';
import { EngineError } from '#domain/job/errors.ts';
import { exifPieces, piecesHeadBytes } from '#domain/files/exifPieces.ts';
import { layOut, layoutOf, layoutSize } from '#domain/compose/layout.ts';
import type { Raster } from '#domain/picture/raster.ts';
import type { Output } from '../contract.ts';
import { giveBack } from '../pixels/giveBack.ts';
import { createCanvas, rowReader, rowWriter } from '../pixels/photoPixels.ts';
import { jpegStrips, pngStrips, type StripEncoder } from './strips.ts';

/** About so many px are composed between two checks for a cancel, unless somebody is in more of a hurry. */
const stripPixels = 1 << 20;
/** Strips are whole blocks of a JPEG. */
const blockRows = 8;

/** Awaited before each strip; what it throws ends the work. */
export type BeforeStrip = (done: number, total: number) => Promise<void>;

export interface CompositorInput {
  readonly composition: Composition;
  /** Rows of the photo at the output's size. */
  readonly readRows: (rows: Rows) => Raster;
  /** 0..1. */
  readonly strength: number;
  /** What is painted over it by hand. */
  readonly brush?: Brush | undefined;
  readonly beforeStrip: BeforeStrip;
  /** Which rows to compose; all where absent. */
  readonly wanted?: Rows;
  readonly stripRows?: number;
  /** Takes the finished rows from `top` on, and the photo's rows that they were made of. */
  readonly write: (strip: Raster, top: number, photo: PhotoStrip) => void | Promise<void>;
}

/** Rows of the photo from `top` on. */
interface PhotoStrip {
  readonly raster: Raster;
  readonly top: number;
}

/** Composes a picture, or the wanted rows of it, strip by strip. */
export async function composePicture(input: CompositorInput): Promise<void> {
  const { composition, readRows, strength, brush, beforeStrip, write } = input;
  const wanted = input.wanted ?? { top: 0, height: composition.outputHeight };
  const stripRows = input.stripRows ?? rowsPerStrip(composition.outputWidth);
  const total = Math.ceil(wanted.height / stripRows);
  for (let strip = 0; strip < total; strip++) {
    await beforeStrip(strip, total);
    const done = strip * stripRows;
    const top = wanted.top + done;
    const rows = { top, height: Math.min(stripRows, wanted.height - done) };
    const needed = photoRowsFor(composition, rows);
    const photo = { raster: readRows(needed), top: needed.top };
    const composed = composeStrip(composition, photo, rows, strength);
    if (brush) giveBack(...brushStrip(brush, input, photo, rows, composed));
    await write(composed, top, photo);
  }
}

function rowsPerStrip(width: number): number {
  return Math.max(1, Math.round(stripPixels / width / blockRows)) * blockRows;
}

/** Every browser takes a canvas of this many pixels; some take none larger. */
const safeCanvasPixels = 4096 * 4096;
/** The format has two bytes for each side. */
const jpegMaxSidePx = 65_535;

/** What goes into the file, composed at the photo's own size and ready to be encoded. */
export type FinishedPicture = OffscreenCanvas | StripEncoder;

/**
 * Composes what goes into the file at the photo's own size. A picture too large for some canvases is encoded
 * as it is composed, where the format allows it, and is never held as pixels.
 *
 * @throws EngineError `ENCODE_FAILED` when the format has no room for the size, `OUT_OF_MEMORY`.
 */
export async function composeFile(
  { composition, strength, brush }: Pick<CompositorInput, 'composition' | 'strength' | 'brush'>,
  photo: ImageBitmap,
  { format, quality, crop, besidePhoto }: Output,
  beforeStrip: BeforeStrip,
): Promise<FinishedPicture> {
  const layout = layoutOf(photo, crop, besidePhoto);
  const { width, height } = layoutSize(layout);
  const wanted = { top: layout.crop.y, height: layout.crop.height };
  const compose = (write: (rows: Raster, top: number) => void | Promise<void>): Promise<void> =>
    composePicture({
      composition,
      readRows: rowReader(photo),
      strength,
      brush,
      beforeStrip,
      wanted,
      write: async (strip, top, { raster, top: photoTop }) => {
        const rows = layOut(layout, strip, { raster, skip: top - photoTop });
        await write(rows, top - wanted.top);
        giveBack(strip.data, raster.data, rows.data);
      },
    });
  if (format === 'webp' || width * height <= safeCanvasPixels) {
    const { canvas, context } = createCanvas(width, height);
    await compose(rowWriter(context));
    return canvas;
  }
  if (format === 'jpeg' && Math.max(width, height) > jpegMaxSidePx) {
    throw new EngineError('ENCODE_FAILED', 'encode', `image/jpeg, ${width} × ${height} px`);
  }
  const encoder = format === 'jpeg' ? jpegStrips(width, height, quality) : pngStrips(width, height);
  try {
    await compose((rows) => encoder.write(rows));
  } catch (error) {
    encoder.abort();
    throw error;
  }
  return encoder;
}

/**
 * The picture as a file, with no metadata but `exif` (a TIFF); transparent parts become white in JPEG.
 *
 * @throws EngineError `ENCODE_FAILED` when the browser cannot write the format or the size.
 */
export async function encodePicture(
  picture: FinishedPicture,
  output: Output,
  exif?: Uint8Array,
): Promise<Blob> {
  const blob =
    picture instanceof OffscreenCanvas
      ? await encodeCanvas(picture, output)
      : await picture.finish();
  return exif ? await withExif(blob, output.format, exif) : blob;
}

/** The file with `exif` in it; what it holds of pixels is not read. */
async function withExif(blob: Blob, format: Output['format'], exif: Uint8Array): Promise<Blob> {
  const head = new Uint8Array(await blob.slice(0, piecesHeadBytes).arrayBuffer());
  const pieces = exifPieces({ format, head, sizeBytes: blob.size }, exif);
  const parts = pieces.map((piece) => ('from' in piece ? blob.slice(piece.from, piece.to) : piece));
  return new Blob(parts, { type: blob.type });
}

async function encodeCanvas(picture: OffscreenCanvas, { format, quality }: Output): Promise<Blob> {
  const type = `image/${format}`;
  const context = picture.getContext('2d');
  if (format === 'jpeg' && context) {
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = 'white';
    context.fillRect(0, 0, picture.width, picture.height);
  }
  const size = `${type}, ${picture.width} × ${picture.height} px`;
  let blob: Blob;
  try {
    blob = await picture.convertToBlob({ type, quality });
  } catch (error) {
    throw new EngineError('ENCODE_FAILED', 'encode', `${size}: ${String(error)}`, { cause: error });
  }
  // A browser that cannot write a format silently writes PNG.
  if (blob.type !== type)
    throw new EngineError('ENCODE_FAILED', 'encode', `${size}: not supported`);
  return blob;
}
