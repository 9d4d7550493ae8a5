import { channelsOf } from '../compose/pattern.ts';
import { blurPlane, planeOf, samplePlane, shrinkPlane } from '../picture/plane.ts';
import { createPlane, createRaster, type Plane, type Raster } from '../picture/raster.ts';
import type { Figure, Placement } from './placement.ts';
import { resampleRegion } from './resampleRegion.ts';
import { type Silhouette, silhouetteOf } from './silhouette.ts';

/** Outlines are found on at most this many px: they are smooth, and distances enlarge well. */
const mostFieldPixels = 500_000;
const shadowColour = [24, 20, 28] as const;

/** How a sticker looks, colours resolved. */
export interface StickerLook {
  /** `#rrggbb`; null for no outline. */
  readonly outline: string | null;
  /** Darkness, unit. */
  readonly shadow: number;
}

/**
 * The sticker as a picture: the figure of `cutOut` (a picture that is transparent but for it) with outline and shadow,
 * placed as `placement` says.
 */
export function drawSticker(
  cutOut: Raster,
  { box, cut }: Figure,
  placement: Placement,
  look: StickerLook,
): Raster {
  const { width, height, figure } = placement;
  const person = resampleRegion(cutOut, box, figure.width, figure.height);
  const fieldScale = Math.min(1, Math.sqrt(mostFieldPixels / (figure.width * figure.height)));
  const coverage = coverageOf(person, fieldScale);
  const shape = silhouetteOf(coverage, look.outline ? placement.outlinePx * fieldScale : 0, cut);
  const colour = channelsOf(look.outline ?? '#ffffff');
  const shadow = look.shadow > 0 ? shadowOf(shape, placement, look.shadow, fieldScale) : null;
  const sticker = createRaster(width, height);
  const perX = coverage.width / figure.width;
  const perY = coverage.height / figure.height;
  for (let y = 0; y < height; y++) {
    const row = y - figure.y;
    const fieldY = (row + 0.5) * perY + shape.pad;
    for (let x = 0; x < width; x++) {
      const column = x - figure.x;
      const fieldX = (column + 0.5) * perX + shape.pad;
      const isInside = row >= 0 && row < figure.height && column >= 0 && column < figure.width;
      const to = (y * width + x) * 4;
      const from = (row * figure.width + column) * 4;
      const isBeyond =
        (cut.left && column < 0) ||
        (cut.top && row < 0) ||
        (cut.right && column >= figure.width) ||
        (cut.bottom && row >= figure.height);
      const grown = isBeyond ? 0 : within(shape, fieldX, fieldY, 1 / fieldScale);
      const own = isInside ? person.data[from + 3]! / 255 : 0;
      // An outline's rounded corners take from the figure; without one it keeps its own edge.
      const top = look.outline ? Math.min(own, grown) : own;
      const middle = look.outline ? (1 - top) * grown : 0;
      const below = shadow ? (1 - top - middle) * shadow(fieldX, fieldY) : 0;
      const alpha = top + middle + below;
      if (alpha <= 0) continue;
      for (let channel = 0; channel < 3; channel++) {
        const drawn = isInside ? person.data[from + channel]! : 0;
        sticker.data[to + channel] =
          (top * drawn + middle * colour[channel]! + below * shadowColour[channel]!) / alpha;
      }
      sticker.data[to + 3] = alpha * 255;
    }
  }
  return sticker;
}

/** The alpha of a picture as shares, shrunk by `scale`. */
export function coverageOf(picture: Raster, scale = 1): Plane {
  const alpha = planeOf(picture, (pixel) => picture.data[pixel * 4 + 3]! / 255);
  if (scale >= 1) return alpha;
  const width = Math.max(1, Math.round(picture.width * scale));
  return shrinkPlane(alpha, width, Math.max(1, Math.round(picture.height * scale)));
}

/** The share of a pixel, `pxPerField` px to the field's, that lies within the outline's outer edge. */
export function within({ depth }: Silhouette, x: number, y: number, pxPerField: number): number {
  if (x < 0 || y < 0 || x > depth.width || y > depth.height) return 0;
  return Math.min(1, Math.max(0, samplePlane(depth, x, y) * pxPerField + 0.5));
}

/** The shadow's share at a point of the field. */
function shadowOf(
  { depth }: Silhouette,
  { shadow: { dropPx, blurPx } }: Placement,
  darkness: number,
  fieldScale: number,
): (x: number, y: number) => number {
  const radius = Math.max(1, Math.round((blurPx * fieldScale) / 1.2));
  const pad = 2 * radius + 1;
  const shape = createPlane(depth.width + 2 * pad, depth.height + 2 * pad);
  for (let row = 0; row < depth.height; row++) {
    for (let column = 0; column < depth.width; column++) {
      const deep = depth.data[row * depth.width + column]!;
      shape.data[(row + pad) * shape.width + column + pad] = Math.min(1, Math.max(0, deep + 0.5));
    }
  }
  const soft = blurPlane(shape, radius);
  const drop = dropPx * fieldScale;
  return (x, y) => {
    const [atX, atY] = [x + pad, y + pad - drop];
    if (atX < 0 || atY < 0 || atX > soft.width || atY > soft.height) return 0;
    return darkness * samplePlane(soft, atX, atY);
  };
}
