import { lighting } from '#domain/edit/light.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import { editedFromSource, editedSize } from '#domain/edit/photoGeometry.ts';
import { createRaster, type Raster } from '#domain/picture/raster.ts';
import { giveBack } from '../pixels/giveBack.ts';
import { createCanvas } from '../pixels/photoPixels.ts';

/** Px that are drawn and lit at a time: a canvas as large as the photo would be more than some browsers allow. */
const stripPixels = 1_000_000;

/**
 * The photo turned, mirrored, cropped and lit at its own resolution; the caller closes it. `pace` is awaited between
 * strips, and what it throws ends the work.
 *
 * @throws EngineError `OUT_OF_MEMORY`, or RangeError, when there is no room.
 */
export async function editedRaster(
  photo: ImageBitmap,
  edit: PhotoEdit,
  pace: () => Promise<void>,
): Promise<Raster> {
  const { width, height } = editedSize(edit, photo);
  const { a, b, c, d, e, f } = editedFromSource(edit, photo);
  const light = lighting(edit);
  const picture = createRaster(width, height);
  const rows = Math.min(height, Math.max(1, Math.floor(stripPixels / width)));
  const { canvas, context } = createCanvas(width, rows);
  try {
    for (let top = 0; top < height; top += rows) {
      await pace();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, width, rows);
      context.setTransform(a, b, c, d, e, f - top);
      context.drawImage(photo, 0, 0);
      const { data } = context.getImageData(0, 0, width, Math.min(rows, height - top));
      light(data);
      picture.data.set(data, top * width * 4);
      giveBack(data);
    }
  } finally {
    // It would hold its memory until the garbage collector runs.
    canvas.width = 0;
  }
  return picture;
}
