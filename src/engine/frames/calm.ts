import { blurPlane } from '#domain/picture/plane.ts';
import { createPlane, type Plane, type Raster } from '#domain/picture/raster.ts';
import { applyTexture } from '#domain/picture/texture.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';

// Paper, pencil grain and the hatching of scenes lie on the picture. They fade while it moves, since a moving picture
// would seem to swim beneath them.

/** What of a style lies on the picture of a scene. */
const ofThePicture = [
  'finish.bristles',
  'finish.crayon',
  'finish.dots',
  'finish.hatching',
] as const;
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

/** The style for the scene of a picture that is so still. `names`: of the style's numbers. */
export function calmStyle(
  style: ManifestStyle,
  names: readonly string[],
  stillness: Plane | undefined,
): ManifestStyle {
  if (!stillness) return style;
  const mean = stillness.data.reduce((sum, value) => sum + value, 0) / stillness.data.length;
  const left = leftInMotion + (1 - leftInMotion) * mean ** 2;
  const paint = [...style.paint];
  for (const name of ofThePicture) {
    const index = names.indexOf(name);
    if (index >= 0) paint[index] = paint[index]! * left;
  }
  return { ...style, paint };
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
