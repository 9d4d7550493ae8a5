import { fileScale } from '#domain/frame/scene.ts';
import { EngineError } from '#domain/job/errors.ts';
import { outputOf } from '../engine.ts';
import type { OutputFormat } from '../../shared/state/settingsSlice.ts';
import { type DrawOrder, drawScene } from './drawScene.ts';
import { loadFonts } from './fonts.ts';

/**
 * A scene as a file, px by px, or smaller where no canvas would hold it. What is transparent becomes white in a JPEG.
 * Rejects with an `EngineError`: `OUT_OF_MEMORY`, or `ENCODE_FAILED` where the browser cannot write the format.
 */
export async function sceneFile(order: DrawOrder, format: OutputFormat): Promise<Blob> {
  await loadFonts();
  const { width, height } = order.scene;
  const scale = fileScale(order.scene);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  try {
    const context = canvas.getContext('2d');
    if (!context) throw new EngineError('OUT_OF_MEMORY', 'encode', `${width} × ${height} px`);
    if (format === 'jpeg') {
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, canvas.width, canvas.height);
    }
    drawScene(context, order, scale);
    return await encode(canvas, format);
  } finally {
    // It would hold its memory until the garbage collector runs.
    canvas.width = 0;
  }
}

async function encode(canvas: HTMLCanvasElement, format: OutputFormat): Promise<Blob> {
  const type = `image/${format}`;
  const { quality } = outputOf(format);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  // A browser that cannot write a format silently writes PNG.
  if (blob?.type !== type) throw new EngineError('ENCODE_FAILED', 'encode', type);
  return blob;
}
