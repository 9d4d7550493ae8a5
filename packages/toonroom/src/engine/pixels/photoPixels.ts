import { composeAffine, scaleAffine, type Affine, type Box } from '#domain/picture/geometry.ts';
import { turnRight } from '#domain/files/orientation.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { EngineError } from '#domain/job/errors.ts';

/** A part of the photo at some scale, and where it lies. */
export interface PhotoPart {
  readonly raster: Raster;
  readonly outputFromPhoto: Affine<'photo', 'output'>;
}

/** A canvas in main memory. @throws EngineError `OUT_OF_MEMORY` when the browser refuses the size. */
export function createCanvas(
  width: number,
  height: number,
): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new EngineError('OUT_OF_MEMORY', 'compose', `canvas ${width} × ${height}`);
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

/** The whole photo, or the part of it in `box` (photo px), at width × height px. */
export function readPhoto(
  photo: ImageBitmap,
  width: number,
  height: number,
  box: Box = { x: 0, y: 0, width: photo.width, height: photo.height },
): Raster {
  const { canvas, context } = createCanvas(width, height);
  try {
    context.drawImage(photo, box.x, box.y, box.width, box.height, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  } finally {
    // A tile asks for one after the other: each would stay until the garbage collector comes.
    canvas.width = 0;
  }
}

/**
 * A reader of full-width rows of the photo at its own size. It reuses its canvas: one per strip would
 * hold its pixels until the garbage collector comes.
 */
export function rowReader(
  photo: ImageBitmap,
): (rows: { readonly top: number; readonly height: number }) => Raster {
  let surface: ReturnType<typeof createCanvas> | undefined;
  return ({ top, height }) => {
    if (!surface || surface.canvas.height < height) surface = createCanvas(photo.width, height);
    surface.context.clearRect(0, 0, photo.width, height);
    surface.context.drawImage(photo, 0, -top);
    return surface.context.getImageData(0, 0, photo.width, height);
  };
}

/** A writer of finished rows onto a canvas. */
export function rowWriter(
  context: OffscreenCanvasRenderingContext2D,
): (rows: Raster, top: number) => void {
  return ({ data, width, height }, top) =>
    context.putImageData(new ImageData(data, width, height), 0, top);
}

/**
 * The part of the photo in `box`, clipped to the photo, shrunk by `scale` (never enlarged): enough
 * pixels for a picture that shows it at `scale`.
 */
export function readPhotoPart(photo: ImageBitmap, box: Box, scale: number): PhotoPart {
  const left = Math.min(Math.max(0, Math.floor(box.x)), photo.width - 1);
  const top = Math.min(Math.max(0, Math.floor(box.y)), photo.height - 1);
  const right = Math.min(photo.width, Math.max(left + 1, Math.ceil(box.x + box.width)));
  const bottom = Math.min(photo.height, Math.max(top + 1, Math.ceil(box.y + box.height)));
  const clipped = { x: left, y: top, width: right - left, height: bottom - top };
  const factor = Math.min(1, scale);
  const width = Math.max(1, Math.round(clipped.width * factor));
  const height = Math.max(1, Math.round(clipped.height * factor));
  const scaleX = width / clipped.width;
  const scaleY = height / clipped.height;
  return {
    raster: readPhoto(photo, width, height, clipped),
    outputFromPhoto: scaleAffine(scaleX, scaleY, -left * scaleX, -top * scaleY),
  };
}

/** The part turned to the right by quarter turns. */
export function turnPart({ raster, outputFromPhoto }: PhotoPart, turns: 1 | 2 | 3): PhotoPart {
  const turned = turnRight(raster, turns);
  return {
    raster: turned.raster,
    outputFromPhoto: composeAffine(turned.turnedFromRaster, outputFromPhoto),
  };
}

/** The raster as a bitmap, which the caller closes. */
export async function bitmapOf({ data, width, height }: Raster): Promise<ImageBitmap> {
  return await createImageBitmap(new ImageData(data, width, height));
}

/** The raster as a bitmap `height` px high, which the caller closes. */
export async function thumbnailOf(
  { data, width, height }: Raster,
  thumbnailHeight: number,
): Promise<ImageBitmap> {
  return await createImageBitmap(new ImageData(data, width, height), {
    resizeHeight: thumbnailHeight,
    resizeQuality: 'medium',
  });
}

/** The size whose long side is at most `longSidePx`, never enlarged. */
export function fitWithin(
  size: { readonly width: number; readonly height: number },
  longSidePx: number,
): { width: number; height: number } {
  const factor = Math.min(1, longSidePx / Math.max(size.width, size.height));
  return {
    width: Math.max(1, Math.round(size.width * factor)),
    height: Math.max(1, Math.round(size.height * factor)),
  };
}
