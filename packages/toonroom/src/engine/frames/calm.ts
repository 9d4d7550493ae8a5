import { blurPlane } from '#domain/picture/plane.ts';
import { createPlane, type Plane, type Raster } from '#domain/picture/raster.ts';
import { applyTexture } from '#domain/picture/texture.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import type { Ready } from '../stages/artwork.ts';

// Pencil grain, hatching and printed dots lie on the picture. They fade while it moves, since a moving picture
// would seem to swim beneath them.

/** The numbers of a style that make them. */
const ofThePicture: ReadonlySet<string> = new Set([
  'finish.bristles',
  'finish.crayon',
  'finish.dots',
  'finish.hatching',
]);
/** How much of it is left while all of the picture moves. */
const leftInMotion = 0.1;
/** Stillness spreads over so many px. */
const spreadPx = 12;
/** All of the picture counts as moving where a share of one over this is seen to move. */
const movingPerPicture = 2;
/** How much a frame counts. */
const frameShare = 0.3;

/** How still each place of the picture has been over the last frames, unit. */
export function stillnessOf(before: Plane | undefined, rest: Plane | undefined): Plane | undefined {
  if (!rest) return undefined;
  const now = blurPlane(rest, spreadPx);
  // Plain places show no motion: where much else moves, they move too.
  const moving = 1 - now.data.reduce((sum, value) => sum + value, 0) / now.data.length;
  const whole = Math.max(0, 1 - movingPerPicture * moving);
  now.data.forEach((value, pixel) => {
    now.data[pixel] = value * whole;
  });
  if (before?.data.length === now.data.length) {
    now.data.forEach((value, pixel) => {
      now.data[pixel] = before.data[pixel]! + frameShare * (value - before.data[pixel]!);
    });
  }
  return now;
}

/** What a frame is drawn with that is so still: heads and scene alike, or a seam would show between them. */
export function calmed(ready: Ready, stillness: Plane | undefined): Ready {
  if (!stillness) return ready;
  const mean = stillness.data.reduce((sum, value) => sum + value, 0) / stillness.data.length;
  const left = leftInMotion + (1 - leftInMotion) * mean ** 2;
  const names = ready.model.tensors.style;
  const calm = (style: ManifestStyle): ManifestStyle => ({
    ...style,
    paint: style.paint.map((value, index) =>
      ofThePicture.has(names[index]!) ? value * left : value,
    ),
  });
  const styles = new Map([...ready.styles].map(([id, style]) => [id, calm(style)]));
  return { ...ready, style: calm(ready.style), styles };
}

/** Lays the medium's texture over a drawn frame, in place, where the picture is still. */
export function textureFrame(
  drawing: Raster,
  { texture }: ManifestStyle,
  strength: number,
  stillness: Plane | undefined,
): void {
  const { width, height } = drawing;
  const shown = createPlane(width, height);
  shown.data.forEach((_, pixel) => {
    shown.data[pixel] = strength * (stillness ? stillness.data[pixel]! ** 2 : 1);
  });
  applyTexture(drawing, 0, { width, height }, texture, shown.data);
}
