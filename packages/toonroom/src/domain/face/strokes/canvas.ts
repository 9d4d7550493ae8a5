import { smoothstep } from '../../picture/smoothstep.ts';
import { curve, type Point, ribbon } from './curves.ts';

/** Columns and rows [left, right) × [top, bottom) of a canvas; may reach beyond it. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How a shape is drawn. */
export interface Laying {
  /** 0..1; 1 by default. */
  readonly opacity?: number;
  /** Blur of its edge, px. */
  readonly softPx?: number;
  /** The plane that clips it. */
  readonly within?: Float32Array;
  /** Transparent at the first point, full at the second. */
  readonly fade?: readonly [Point, Point];
}

/**
 * Named planes over a rectangle of a picture, into which shapes are drawn with exact anti-aliasing.
 * Shapes use the picture's coordinates, px, with pixel centres at .5.
 */
export class Canvas<Name extends string> {
  /** One plane after the other, f32 0..1. */
  readonly data: Float32Array<ArrayBuffer>;
  private readonly names: readonly Name[];
  private readonly left: number;
  private readonly top: number;
  private readonly width: number;
  private readonly height: number;

  constructor(names: readonly Name[], left: number, top: number, width: number, height: number) {
    this.names = names;
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.data = new Float32Array(names.length * width * height);
  }

  plane(name: Name): Float32Array<ArrayBuffer> {
    const area = this.width * this.height;
    const start = this.names.indexOf(name) * area;
    return this.data.subarray(start, start + area);
  }

  /** Adds a polygon to a plane, over what is already there. */
  fill(name: Name, points: readonly Point[], laying: Laying = {}): void {
    const { opacity = 1, softPx = 0, within, fade } = laying;
    if (opacity <= 0) return;
    const soft = softPx >= 0.3 ? softPx : 0;
    const pad = Math.ceil(2.5 * soft);
    const box = this.boxAround(points, pad);
    if (box === null) return;
    const width = box.right - box.left;
    const height = box.bottom - box.top;
    let mask = coverage(points, this.left + box.left, this.top + box.top, width, height);
    if (soft > 0) mask = gaussian(mask, width, height, soft);
    const plane = this.plane(name);
    const fading = fade ? this.fading(fade) : null;
    const right = Math.min(box.right, this.width);
    const bottom = Math.min(box.bottom, this.height);
    for (let row = Math.max(box.top, 0); row < bottom; row++) {
      for (let column = Math.max(box.left, 0); column < right; column++) {
        let share = mask[(row - box.top) * width + column - box.left]! * opacity;
        if (share === 0) continue;
        const index = row * this.width + column;
        if (within) share *= within[index]!;
        if (fading) share *= fading(column, row);
        lay(plane, index, share);
      }
    }
  }

  /**
   * Adds a tapered stroke along the curve through `points`, `widths` (px) spread evenly along it.
   */
  line(name: Name, points: readonly Point[], widths: readonly number[], laying: Laying = {}): void {
    if (laying.opacity === undefined || laying.opacity > 0) {
      this.fill(name, ribbon(curve(points), widths), laying);
    }
  }

  /** Adds an ellipse that fades from 1 at (1 − soft) to 0 at (1 + soft) of its radii (px). */
  spot(
    name: Name,
    centre: Point,
    axis: Point,
    radii: readonly [number, number],
    soft: number,
    { opacity = 1, within }: Pick<Laying, 'opacity' | 'within'> = {},
  ): void {
    if (opacity <= 0) return;
    const plane = this.plane(name);
    const edge = Math.max(soft, 0.75 / Math.min(...radii));
    this.eachPixel(centre, Math.max(...radii) * (1 + soft) + 1, (x, y, index) => {
      const dx = x - centre[0];
      const dy = y - centre[1];
      const u = (dx * axis[0] + dy * axis[1]) / radii[0];
      const v = (dy * axis[0] - dx * axis[1]) / radii[1];
      const share = smoothstep(1 + edge, 1 - edge, Math.sqrt(u * u + v * v)) * opacity;
      if (share > 0) lay(plane, index, within ? share * within[index]! : share);
    });
  }

  /** Calls `visit` with the centre (px of the picture) and index of every pixel up to `reach` px from `centre`. */
  eachPixel(
    centre: Point,
    reach: number,
    visit: (x: number, y: number, index: number) => void,
  ): void {
    const corners: Point[] = [
      [centre[0] - reach, centre[1] - reach],
      [centre[0] + reach, centre[1] + reach],
    ];
    const box = this.boxAround(corners, 0);
    if (box === null) return;
    for (let row = box.top; row < box.bottom; row++) {
      for (let column = box.left; column < box.right; column++) {
        visit(this.left + column + 0.5, this.top + row + 0.5, row * this.width + column);
      }
    }
  }

  /**
   * The part of the canvas that shapes through `points` can touch, with `pad` px around the points
   * and the canvas; null if there is none.
   */
  private boxAround(points: readonly Point[], pad: number): Box | null {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of points) {
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x);
      y1 = Math.max(y1, y);
    }
    const left = Math.max(Math.floor(x0) - this.left - pad, -pad);
    const top = Math.max(Math.floor(y0) - this.top - pad, -pad);
    const right = Math.min(Math.ceil(x1) - this.left + pad, this.width + pad);
    const bottom = Math.min(Math.ceil(y1) - this.top + pad, this.height + pad);
    return left < right && top < bottom ? { left, top, right, bottom } : null;
  }

  private fading([from, to]: readonly [Point, Point]): (column: number, row: number) => number {
    const wayX = to[0] - from[0];
    const wayY = to[1] - from[1];
    const perLength2 = 1 / (wayX * wayX + wayY * wayY);
    const startX = from[0] - this.left - 0.5;
    const startY = from[1] - this.top - 0.5;
    return (column, row) =>
      smoothstep(0, 1, ((column - startX) * wayX + (row - startY) * wayY) * perLength2);
  }
}

/** Adds coverage to a pixel: `share` of the part that is not covered yet. */
export function lay(plane: Float32Array, index: number, share: number): void {
  plane[index]! += (1 - plane[index]!) * share;
}

/**
 * The exact share of each pixel inside a polygon, for `width` × `height` pixels from (left, top)
 * on. Edges are cut at pixel borders; each piece adds the area to its right, and a running sum
 * along each row turns these areas into coverage.
 */
function coverage(
  points: readonly Point[],
  left: number,
  top: number,
  width: number,
  height: number,
): Float32Array {
  const stride = width + 2;
  const area = new Float64Array(stride * height);
  let [x1, y1] = points.at(-1)!;
  x1 -= left;
  y1 -= top;
  for (const [x, y] of points) {
    const [x0, y0] = [x1, y1];
    x1 = x - left;
    y1 = y - top;
    if (y0 < y1) addEdge(area, width, height, x0, y0, x1, y1, 1);
    else if (y1 < y0) addEdge(area, width, height, x1, y1, x0, y0, -1);
  }
  const mask = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      sum += area[row * stride + column]!;
      mask[row * width + column] = Math.min(Math.abs(sum), 1);
    }
  }
  return mask;
}

/** Adds an edge that runs downwards, row by row. */
function addEdge(
  area: Float64Array,
  width: number,
  height: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  sign: 1 | -1,
): void {
  const slope = (x1 - x0) / (y1 - y0);
  const last = Math.min(Math.ceil(y1), height);
  for (let row = Math.max(Math.floor(y0), 0); row < last; row++) {
    const from = Math.max(y0, row);
    const to = Math.min(y1, row + 1);
    if (to <= from) continue;
    addPieces(area, row * (width + 2), width, x0 + (from - y0) * slope, x0 + (to - y0) * slope, {
      rise: sign * (to - from),
    });
  }
}

/** Adds an edge's part in one row, cut at the pixel borders between its ends. */
function addPieces(
  area: Float64Array,
  start: number,
  width: number,
  from: number,
  to: number,
  { rise }: { readonly rise: number },
): void {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  if (high <= 0) {
    area[start]! += rise;
    return;
  }
  if (low >= width) return;
  const first = Math.floor(low);
  const perPx = high > low ? rise / (high - low) : 0;
  if (perPx === 0 || high <= first + 1) {
    addPiece(area, start, width, (low + high) / 2, rise);
    return;
  }
  for (let x = low, border = first + 1; x < high; x = border, border++) {
    const end = Math.min(border, high);
    addPiece(area, start, width, (x + end) / 2, (end - x) * perPx);
  }
}

/** Adds a piece that lies within one pixel: the area to the right of its middle is inside. */
function addPiece(
  area: Float64Array,
  start: number,
  width: number,
  middle: number,
  rise: number,
): void {
  const x = Math.min(Math.max(middle, 0), width);
  const column = Math.floor(x);
  const share = x - column;
  area[start + column]! += rise * (1 - share);
  area[start + column + 1]! += rise * share;
}

/** A Gaussian blur of a plane with zeros beyond its border, cut off at 2.5 sigma. */
export function gaussian(
  plane: Float32Array,
  width: number,
  height: number,
  sigmaPx: number,
): Float32Array {
  const radius = Math.ceil(2.5 * sigmaPx);
  const kernel = Array.from({ length: 2 * radius + 1 }, (_, index) =>
    Math.exp(-0.5 * ((index - radius) / sigmaPx) ** 2),
  );
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  const weights = kernel.map((weight) => weight / sum);
  const down = new Float32Array(plane.length);
  for (let row = 0; row < height; row++) {
    const first = Math.max(row - radius, 0);
    const last = Math.min(row + radius, height - 1);
    for (let source = first; source <= last; source++) {
      const weight = weights[source - row + radius]!;
      const from = source * width;
      const to = row * width;
      for (let column = 0; column < width; column++) {
        down[to + column]! += weight * plane[from + column]!;
      }
    }
  }
  const soft = new Float32Array(plane.length);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    for (let offset = -radius; offset <= radius; offset++) {
      const weight = weights[offset + radius]!;
      const first = Math.max(-offset, 0);
      const last = Math.min(width - offset, width);
      for (let column = first; column < last; column++) {
        soft[start + column]! += weight * down[start + column + offset]!;
      }
    }
  }
  return soft;
}
