import { filterRows, pngChunk, pngStart } from '#domain/files/pngWriter.ts';
import type { Raster } from '#domain/picture/raster.ts';

/** A PNG of exactly these pixels: a canvas may change them, to hide which browser this is. */
export async function encodePng(raster: Raster): Promise<Blob> {
  const { width, height } = raster;
  const rows = filterRows(raster, new Uint8ClampedArray(width * 4));
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const data = new Uint8Array(await new Response(packed).arrayBuffer());
  const parts = [
    pngStart(width, height),
    pngChunk('IDAT', data),
    pngChunk('IEND', new Uint8Array(0)),
  ];
  return new Blob(parts, { type: 'image/png' });
}

/** The pixels of a picture that the browser decodes. Rejects where it cannot. */
export async function decodePicture(file: Blob): Promise<Raster> {
  const bitmap = await createImageBitmap(file, {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  try {
    return pixelsOf(bitmap);
  } finally {
    bitmap.close();
  }
}

/** The pixels of a bitmap, which stays the caller's. */
export function pixelsOf(bitmap: ImageBitmap): Raster {
  const { context } = canvasOf(bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** `raster` small, to be looked at in a list. */
export async function thumbnailOf(raster: Raster, longSidePx: number): Promise<Blob> {
  const scale = Math.min(1, longSidePx / Math.max(raster.width, raster.height));
  const whole = canvasOf(raster.width, raster.height);
  whole.context.putImageData(imageDataOf(raster), 0, 0);
  const width = Math.max(1, Math.round(raster.width * scale));
  const height = Math.max(1, Math.round(raster.height * scale));
  const small = canvasOf(width, height);
  small.context.imageSmoothingQuality = 'high';
  small.context.drawImage(whole.canvas, 0, 0, width, height);
  return await small.canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
}

export function imageDataOf({ data, width, height }: Raster): ImageData {
  return new ImageData(data, width, height);
}

function canvasOf(
  width: number,
  height: number,
): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new RangeError(`no canvas of ${width} × ${height} px`);
  return { canvas, context };
}
