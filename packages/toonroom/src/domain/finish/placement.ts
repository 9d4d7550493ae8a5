import type { Box } from '../picture/geometry.ts';
import type { CutSides } from './silhouette.ts';
import type { Sticker, StickerFrame } from './sticker.ts';

/** Of a shadow, in shares of the figure's longer side. */
const shadowDrop = 0.012;
const shadowBlur = 0.016;
/** The blur's reach in radii. */
const blurReach = 2;

/** Where a figure lies on the sticker's canvas. */
export interface Placement {
  /** The canvas, px. */
  readonly width: number;
  readonly height: number;
  /** The figure without its outline, whole px of the canvas. */
  readonly figure: Box;
  /** Px of the canvas per px of the picture that the figure is cut from. */
  readonly scale: number;
  readonly outlinePx: number;
  readonly shadow: { readonly dropPx: number; readonly blurPx: number };
}

/** A figure in a picture. */
export interface Figure {
  /** What can be seen of it, whole px of the picture. */
  readonly box: Box;
  readonly cut: CutSides;
}

type Look = Pick<Sticker, 'outline' | 'outlineWidth' | 'shadow'>;

/**
 * Lays a figure with its outline and shadow onto a canvas: as tight as can be at `scale`, or into a messenger's frame.
 * `smaller` (unit) makes it smaller than it could be.
 */
export function placeSticker(
  { box, cut }: Figure,
  look: Look,
  frame: StickerFrame | { readonly scale: number },
  smaller = 1,
): Placement {
  const longSide = Math.max(box.width, box.height);
  const outline = look.outline === 'none' ? 0 : look.outlineWidth * longSide;
  const drop = look.shadow > 0 ? shadowDrop * longSide : 0;
  const reach = look.shadow > 0 ? blurReach * shadowBlur * longSide : 0;
  // Px of the picture beyond the figure; where it is cut, nothing shows beyond it.
  const beyond = (shadowOf: (reach: number) => number) => ({
    left: cut.left ? 0 : outline + Math.max(0, shadowOf(reach)),
    right: cut.right ? 0 : outline + Math.max(0, shadowOf(reach)),
    top: cut.top ? 0 : outline + Math.max(0, shadowOf(reach - drop)),
    bottom: cut.bottom ? 0 : outline + Math.max(0, shadowOf(reach + drop)),
  });
  const sizeWith = (room: ReturnType<typeof beyond>) => ({
    width: box.width + room.left + room.right,
    height: box.height + room.top + room.bottom,
  });
  let room = beyond((length) => length);
  let scale: number;
  let margin = 0;
  if ('scale' in frame) scale = frame.scale * smaller;
  else {
    margin = frame.margin;
    const scaleFor = ({ width, height }: { width: number; height: number }): number =>
      Math.min((frame.width - 2 * margin) / width, (frame.height - 2 * margin) / height);
    // The shadow may lie in the margin.
    const first = scaleFor(sizeWith(room));
    room = beyond((length) => length - margin / first);
    scale = scaleFor(sizeWith(room)) * (frame.fit === 'exact' ? smaller : 1);
    if (frame.fit === 'within') scale *= smaller;
  }
  const needed = sizeWith(room);
  const even = (length: number): number =>
    'isEven' in frame && frame.isEven ? 2 * Math.ceil(length / 2) : length;
  const tight = (length: number, most: number): number =>
    Math.max(1, Math.min(most, even(Math.ceil(length * scale - 1e-6) + 2 * margin)));
  const isExact = 'fit' in frame && frame.fit === 'exact';
  const [mostWidth, mostHeight] =
    'scale' in frame ? [Infinity, Infinity] : [frame.width, frame.height];
  const width = isExact ? frame.width : tight(needed.width, mostWidth);
  const height = isExact ? frame.height : tight(needed.height, mostHeight);
  const figureWidth = Math.max(1, Math.min(width, Math.round(box.width * scale)));
  const figureHeight = Math.max(1, Math.min(height, Math.round(box.height * scale)));
  const place = (free: number, before: number, most: number): number =>
    Math.min(most, Math.max(0, Math.round(free / 2 + before * scale)));
  return {
    width,
    height,
    scale,
    figure: {
      x: place(width - needed.width * scale, room.left, width - figureWidth),
      y: place(height - needed.height * scale, room.top, height - figureHeight),
      width: figureWidth,
      height: figureHeight,
    },
    outlinePx: outline * scale,
    shadow: { dropPx: drop * scale, blurPx: shadowBlur * longSide * scale },
  };
}
