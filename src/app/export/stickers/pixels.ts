import { EngineError } from '#domain/job/errors.ts';
import type { Raster } from '#domain/picture/raster.ts';
import type { StickerFormat } from '#domain/finish/sticker.ts';

/** Every browser takes a canvas of this many pixels. */
const mostPixels = 4096 * 4096;

function createCanvas(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new DOMException('The browser refuses another canvas.', 'QuotaExceededError');
  return { canvas, context };
}

/** The pixels of a bitmap, which is closed; a larger one than every canvas takes is made smaller. */
export function takePixels(bitmap: ImageBitmap): Raster {
  const scale = Math.min(1, Math.sqrt(mostPixels / (bitmap.width * bitmap.height)));
  const width = Math.max(1, Math.floor(bitmap.width * scale));
  const height = Math.max(1, Math.floor(bitmap.height * scale));
  try {
    const { canvas, context } = createCanvas(width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    canvas.width = 0;
    return { width, height, data };
  } finally {
    bitmap.close();
  }
}

/**
 * A picture as a file. @throws EngineError `ENCODE_FAILED` where the browser cannot write the format: it silently writes
 * PNG instead.
 */
export async function fileOf(
  { width, height, data }: Raster,
  format: StickerFormat,
  quality: number,
): Promise<Blob> {
  const { canvas, context } = createCanvas(width, height);
  context.putImageData(new ImageData(data, width, height), 0, 0);
  const type = `image/${format}`;
  const blob = await canvas.convertToBlob({ type, quality });
  canvas.width = 0;
  if (blob.type !== type) throw new EngineError('ENCODE_FAILED', 'encode', `no ${format} here`);
  return blob;
}

let writesWebp: Promise<boolean> | null = null;

/** Whether this browser writes WebP. */
export async function canWriteWebp(): Promise<boolean> {
  writesWebp ??= createCanvas(1, 1)
    .canvas.convertToBlob({ type: 'image/webp' })
    .then(
      ({ type }) => type === 'image/webp',
      () => false,
    );
  return await writesWebp;
}
