import { drawGuide } from '#domain/guide.ts';
import type { Raster } from '#domain/raster.ts';
import { cutFace, type FacePlan } from './faces.ts';
import { drawFace, drawScene } from './generator.ts';
import type { Generator } from './generators.ts';
import { readPhoto } from './photoPixels.ts';

/** Side of a thumbnail: seven of them cost the network what one face does. */
const THUMBNAIL_PX = 192;

/** The face, alone of all, with what its crop shows around it. `whenFree` is awaited before the network runs. */
export async function faceThumbnail(
  generator: Generator,
  bitmap: ImageBitmap,
  { warp, landmarks }: FacePlan,
  whenFree: () => Promise<void>,
): Promise<Raster> {
  const crop = cutFace(bitmap, warp, [warp], THUMBNAIL_PX);
  const guide = drawGuide(landmarks, THUMBNAIL_PX);
  await whenFree();
  return (await drawFace(generator, crop, guide)).colour;
}

/** The largest square in the middle of a photo of nobody. `whenFree` is awaited before the network runs. */
export async function sceneThumbnail(
  generator: Generator,
  bitmap: ImageBitmap,
  whenFree: () => Promise<void>,
): Promise<Raster> {
  const side = Math.min(bitmap.width, bitmap.height);
  const square = {
    x: (bitmap.width - side) / 2,
    y: (bitmap.height - side) / 2,
    width: side,
    height: side,
  };
  return await drawScene(
    generator,
    readPhoto(bitmap, THUMBNAIL_PX, THUMBNAIL_PX, square),
    whenFree,
  );
}
