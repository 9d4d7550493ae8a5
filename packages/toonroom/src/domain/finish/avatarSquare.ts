import type { Box } from '../picture/geometry.ts';
import type { CutSides } from './silhouette.ts';

/** A head in a picture, px: its upright square with the hair, or only the box of its face. */
export interface HeadSpot {
  readonly box: Box;
  readonly head?: { readonly x: number; readonly y: number; readonly side: number } | undefined;
}

/** Sides of the avatar in sides of the head's square: with shoulders, and the face alone. */
const farthest = 1.62;
const closest = 0.86;
/** An icon shows the head this much larger. */
const iconShare = 0.8;
/** Of the head's middle above the avatar's, in its sides: room for the shoulders below. */
const headRise = 0.05;
/** A head's square is so many widths of its face's box. */
const headPerFace = 1.9;

/**
 * The square of a picture (whole px) that an avatar shows. Where the person ends at a side of the picture (`cut`), and
 * always below, it stays within the picture; elsewhere nothing is missing beyond it.
 */
export function avatarSquare(
  { box, head }: HeadSpot,
  closeness: number,
  isIcon: boolean,
  picture: { readonly width: number; readonly height: number },
  cut: CutSides,
): Box {
  const middle = head ?? {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    side: headPerFace * Math.max(box.width, box.height),
  };
  const share = farthest + closeness * (closest - farthest);
  const wanted = middle.side * share * (isIcon ? iconShare : 1);
  const side = Math.max(
    1,
    Math.round(
      Math.min(
        wanted,
        cut.top ? picture.height : Infinity,
        cut.left && cut.right ? picture.width : Infinity,
      ),
    ),
  );
  const within = (
    start: number,
    length: number,
    isFirstCut: boolean,
    isLastCut: boolean,
  ): number => {
    const most = isLastCut ? length - side : Infinity;
    return Math.round(Math.max(Math.min(start, most), isFirstCut ? 0 : -Infinity));
  };
  const rise = isIcon ? headRise / 2 : headRise;
  return {
    x: within(middle.x - side / 2, picture.width, cut.left, cut.right),
    y: within(middle.y - side * (0.5 - rise), picture.height, cut.top, true),
    width: side,
    height: side,
  };
}
