import { channelsOf, type Colours, isPattern, patternRows } from '../compose/pattern.ts';
import type { Box } from '../picture/geometry.ts';
import { createRaster, type Raster } from '../picture/raster.ts';
import { downscale } from '../picture/resample.ts';
import type { SceneRows } from '../picture/sceneRows.ts';
import { smoothstep } from '../picture/smoothstep.ts';
import { type Avatar, mostIconPx } from './avatar.ts';
import { coverageOf, within } from './drawSticker.ts';
import { resampleRegion } from './resampleRegion.ts';
import { silhouetteOf } from './silhouette.ts';

/** Smaller ones are drawn larger first, then averaged. */
const leastDrawnPx = 256;
/** Of the avatar's side. */
const outlineShare = 0.018;
const iconOutlineShare = 0.034;
const ringShare = 0.035;
const iconRingShare = 0.065;
const cornerShare = 0.22;
/** Dots along the side of a halftone. */
const halftoneDots = 20;
/** How much an icon is sharpened after it has been averaged. */
const sharpening = 0.55;

/** How an avatar looks, colours resolved. */
export interface AvatarLook extends Pick<Avatar, 'shape' | 'ground'> {
  readonly colours: Colours;
  /** `#rrggbb`; null for none. */
  readonly outline: string | null;
  readonly ring: string | null;
}

/** The pictures that an avatar is made of, of one size. */
export interface AvatarSource {
  /** Transparent but for the person. */
  readonly cutOut: Raster;
  /** Needed where the ground is what is drawn there. */
  readonly drawn?: Raster | undefined;
}

/** The avatar of `square` (whole px of the source), sizePx × sizePx px. */
export function drawAvatar(
  source: AvatarSource,
  square: Box,
  look: AvatarLook,
  sizePx: number,
): Raster {
  const isIcon = sizePx <= mostIconPx;
  const side = sizePx * Math.max(1, Math.ceil(leastDrawnPx / sizePx));
  const large = compose(source, square, look, side, isIcon);
  if (side === sizePx) return large;
  const small = downscale(large, sizePx, sizePx);
  return isIcon ? sharpened(small) : small;
}

function compose(
  { cutOut, drawn }: AvatarSource,
  square: Box,
  look: AvatarLook,
  side: number,
  isIcon: boolean,
): Raster {
  const person = resampleRegion(cutOut, square, side, side);
  const behind =
    look.ground === 'drawn' && drawn ? resampleRegion(drawn, square, side, side) : null;
  const rows = groundRows(look, side);
  const outlinePx = look.outline ? side * (isIcon ? iconOutlineShare : outlineShare) : 0;
  // The avatar ends on all sides through whatever reaches them.
  const cut = { left: true, top: true, right: true, bottom: true };
  const shape = outlinePx > 0 ? silhouetteOf(coverageOf(person), outlinePx, cut) : null;
  const outline = channelsOf(look.outline ?? '#ffffff');
  const ring = channelsOf(look.ring ?? '#ffffff');
  const ringPx = look.ring ? side * (isIcon ? iconRingShare : ringShare) : 0;
  const depth = depthIn(look.shape, side);
  const avatar = createRaster(side, side);
  const colour = [0, 0, 0];
  for (let y = 0; y < side; y++) {
    const ground = rows?.at(y);
    for (let x = 0; x < side; x++) {
      const index = (y * side + x) * 4;
      let alpha = 0;
      const put = (share: number, red: number, green: number, blue: number): void => {
        const whole = share + alpha * (1 - share);
        if (whole <= 0) return;
        const kept = (alpha * (1 - share)) / whole;
        colour[0] = colour[0]! * kept + red * (1 - kept);
        colour[1] = colour[1]! * kept + green * (1 - kept);
        colour[2] = colour[2]! * kept + blue * (1 - kept);
        alpha = whole;
      };
      if (ground) put(1, ground[x * 3]!, ground[x * 3 + 1]!, ground[x * 3 + 2]!);
      if (behind) putPixel(behind.data, index, put);
      if (shape) {
        const share = within(shape, x + 0.5 + shape.pad, y + 0.5 + shape.pad, 1);
        put(share, outline[0]!, outline[1]!, outline[2]!);
      }
      if (!behind || shape) putPixel(person.data, index, put);
      const deep = depth(x + 0.5, y + 0.5);
      if (ringPx > 0) put(unit(ringPx - deep + 0.5), ring[0]!, ring[1]!, ring[2]!);
      avatar.data.set(colour, index);
      avatar.data[index + 3] = 255 * alpha * unit(deep + 0.5);
    }
  }
  return avatar;
}

type Put = (share: number, red: number, green: number, blue: number) => void;

function putPixel(data: Uint8ClampedArray, index: number, put: Put): void {
  put(data[index + 3]! / 255, data[index]!, data[index + 1]!, data[index + 2]!);
}

const unit = (value: number): number => Math.min(1, Math.max(0, value));

/** How deep a point is within the shape, px. */
function depthIn(shape: Avatar['shape'], side: number): (x: number, y: number) => number {
  // A square has no rim to smooth: its pixels are whole.
  const radius = { round: 0.5, rounded: cornerShare, square: 0 }[shape] * side;
  const straight = side / 2 - radius;
  return (x, y) => {
    const [offX, offY] = [Math.abs(x - side / 2) - straight, Math.abs(y - side / 2) - straight];
    const corner = Math.hypot(Math.max(0, offX), Math.max(0, offY));
    return radius - corner - Math.min(0, Math.max(offX, offY));
  };
}

function groundRows({ ground, colours }: AvatarLook, side: number): SceneRows | null {
  if (ground === 'none' || ground === 'drawn') return null;
  return isPattern(ground)
    ? patternRows({ kind: ground, colours }, side, side)
    : halftoneRows(colours, side);
}

/** Dots on a turned grid, ever larger towards the rim. */
function halftoneRows([ground, figure]: Colours, side: number): SceneRows {
  const [from, to] = [channelsOf(ground), channelsOf(figure)];
  const step = side / halftoneDots;
  const edge = 0.7 / step;
  const result = new Float32Array(side * 3);
  return {
    at(y) {
      for (let x = 0; x < side; x++) {
        const along = (x + 0.5 + y + 0.5) * (Math.SQRT1_2 / step);
        const across = (x - y) * (Math.SQRT1_2 / step);
        const off = Math.hypot(along - Math.floor(along) - 0.5, across - Math.floor(across) - 0.5);
        const fromMiddle = Math.hypot(x + 0.5 - side / 2, y + 0.5 - side / 2) / (side / 2);
        const radius = 0.5 * smoothstep(0.25, 1.25, fromMiddle);
        const drawn = radius < edge ? 0 : 1 - smoothstep(radius - edge, radius + edge, off);
        for (let channel = 0; channel < 3; channel++) {
          result[x * 3 + channel] = from[channel]! + drawn * (to[channel]! - from[channel]!);
        }
      }
      return result;
    },
  };
}

/** The picture with more contrast between neighbours; alpha is kept. */
function sharpened(picture: Raster): Raster {
  const { width, height, data } = picture;
  const result = { ...picture, data: data.slice() };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = (y * width + x) * 4;
      const sums = [0, 0, 0, 0];
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const near = (row * width + column) * 4;
          const alpha = data[near + 3]!;
          for (let channel = 0; channel < 3; channel++) {
            sums[channel]! += alpha * data[near + channel]!;
          }
          sums[3]! += alpha;
        }
      }
      if (sums[3] === 0) continue;
      for (let channel = 0; channel < 3; channel++) {
        const own = data[index + channel]!;
        result.data[index + channel] = own + sharpening * (own - sums[channel]! / sums[3]!);
      }
    }
  }
  return result;
}
