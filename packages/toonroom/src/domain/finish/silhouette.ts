import { planeOf } from '../picture/plane.ts';
import { createPlane, type Plane } from '../picture/raster.ts';
import { distanceFrom } from './distance.ts';

/** Sides at which the picture ends through the shape: the outline does not run along them. */
export interface CutSides {
  readonly left: boolean;
  readonly top: boolean;
  readonly right: boolean;
  readonly bottom: boolean;
}

/** Notches of the shape that are narrower than twice this many outlines are filled. */
const closingShare = 0.9;
/** What is thinner cannot be seen. */
const leastOutlinePx = 0.5;

/** A shape with its outline. */
export interface Silhouette {
  /** Px by which the field reaches beyond the shape's plane, at each side. */
  readonly pad: number;
  /** How deep each pixel is within the outline's outer edge, px; negative outside. Exact near the edge only. */
  readonly depth: Plane;
}

/**
 * The shape grown by `outlinePx`, its narrow notches filled. Where a side is cut, the grown shape ends at it, with
 * corners as round as the outline is wide.
 */
export function silhouetteOf(coverage: Plane, outlinePx: number, cut: CutSides): Silhouette {
  if (outlinePx < leastOutlinePx)
    return { pad: 0, depth: planeOf(coverage, (at) => coverage.data[at]! - 0.5) };
  const closing = outlinePx * closingShare;
  const pad = Math.ceil(outlinePx + closing) + 2;
  const grown = distanceFrom(padded(coverage, pad, cut));
  const large = mapPlane(grown, (distance) => outlinePx + closing - distance + 0.5);
  const depth = distanceFrom(mapPlane(large, (share) => 1 - share));
  for (let index = 0; index < depth.data.length; index++) depth.data[index]! -= closing;
  if (!cut.left && !cut.top && !cut.right && !cut.bottom) return { pad, depth };
  return { pad, depth: rounded(clipped(depth, pad, cut), outlinePx) };
}

/**
 * `coverage` with `pad` px around it, empty but beyond the cut sides, where the edge is repeated: an outline meets such a
 * side at a right angle.
 */
function padded({ width, height, data }: Plane, pad: number, cut: CutSides): Plane {
  const result = createPlane(width + 2 * pad, height + 2 * pad);
  const [firstRow, endRow] = [cut.top ? 0 : pad, cut.bottom ? result.height : height + pad];
  const [first, end] = [cut.left ? 0 : pad, cut.right ? result.width : width + pad];
  for (let row = firstRow; row < endRow; row++) {
    const from = Math.min(height - 1, Math.max(0, row - pad)) * width;
    for (let column = first; column < end; column++) {
      const nearest = Math.min(width - 1, Math.max(0, column - pad));
      result.data[row * result.width + column] = data[from + nearest]!;
    }
  }
  return result;
}

/** The shares of pixels within `depth`, none beyond the cut sides. */
function clipped(depth: Plane, pad: number, cut: CutSides): Plane {
  const { width, height } = depth;
  const shares = mapPlane(depth, (deep) => deep + 0.5);
  const clear = (left: number, top: number, right: number, bottom: number): void => {
    for (let row = top; row < bottom; row++) {
      shares.data.fill(0, row * width + left, row * width + right);
    }
  };
  if (cut.left) clear(0, 0, pad, height);
  if (cut.right) clear(width - pad, 0, width, height);
  if (cut.top) clear(0, 0, width, pad);
  if (cut.bottom) clear(0, height - pad, width, height);
  return shares;
}

/** The depth within `shares` once convex corners are as round as `radius`, px. */
function rounded(shares: Plane, radius: number): Plane {
  const inner = distanceFrom(mapPlane(shares, (share) => 1 - share));
  const core = distanceFrom(mapPlane(inner, (deep) => deep - radius + 0.5));
  for (let index = 0; index < core.data.length; index++) {
    core.data[index] = radius - core.data[index]!;
  }
  return core;
}

/** A plane with `at` of each value, held within 0 and 1. */
function mapPlane({ width, height, data }: Plane, at: (value: number) => number): Plane {
  const result = createPlane(width, height);
  for (let index = 0; index < data.length; index++) {
    result.data[index] = Math.min(1, Math.max(0, at(data[index]!)));
  }
  return result;
}
