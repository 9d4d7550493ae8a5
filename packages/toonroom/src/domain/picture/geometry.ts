declare const spaceBrand: unique symbol;
declare const fromBrand: unique symbol;
declare const toBrand: unique symbol;

/**
 * The coordinate spaces. All are corner-origin and continuous: pixel (i, j) covers [i, i+1) × [j, j+1)
 * and its centre is (i + 0.5, j + 0.5).
 * - `stored`: the file's pixels before its orientation is applied;
 * - `photo`: the upright photo at its own size;
 * - `output`: the upright photo at the size being composed;
 * - `square`: the picture of one face given to the landmarker;
 * - `crop`: the aligned head the painter draws, `cropSize` (`face/align.ts`) px wide;
 * - `stroke`: the file's upright picture, in long sides of it: strokes of the brush fit any size.
 */
export type Space = 'stored' | 'photo' | 'output' | 'square' | 'crop' | 'stroke';

/** A point in one space; a point of another space is a type error, a literal fits any. */
export interface Point<S extends Space> {
  readonly x: number;
  readonly y: number;
  readonly [spaceBrand]?: S;
}

export type PhotoPoint = Point<'photo'>;
export type CropPoint = Point<'crop'>;

/** A rectangle: corner (x, y), extent width × height, in pixels of the space it is used in. */
export interface Box {
  /** Left edge. */
  readonly x: number;
  /** Top edge. */
  readonly y: number;
  /** To the right. */
  readonly width: number;
  /** Down. */
  readonly height: number;
}

/** The map x' = a·x + c·y + e, y' = b·x + d·y + f (the order of DOMMatrix), named targetFromSource. */
export interface Affine<From extends Space, To extends Space> {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
  readonly [fromBrand]?: From;
  readonly [toBrand]?: To;
}

/** The image of `point` under `map`. */
export function applyAffine<From extends Space, To extends Space>(
  map: Affine<From, To>,
  point: Point<From>,
): Point<To> {
  return {
    x: map.a * point.x + map.c * point.y + map.e,
    y: map.b * point.x + map.d * point.y + map.f,
  };
}

/** The map that does `first`, then `second`: `composeAffine(cropFromPhoto, photoFromOutput)`. */
export function composeAffine<A extends Space, B extends Space, C extends Space>(
  second: Affine<B, C>,
  first: Affine<A, B>,
): Affine<A, C> {
  return {
    a: second.a * first.a + second.c * first.b,
    b: second.b * first.a + second.d * first.b,
    c: second.a * first.c + second.c * first.d,
    d: second.b * first.c + second.d * first.d,
    e: second.a * first.e + second.c * first.f + second.e,
    f: second.b * first.e + second.d * first.f + second.f,
  };
}

/**
 * The inverse map.
 * @throws RangeError when `map` is singular.
 */
export function invertAffine<From extends Space, To extends Space>(
  map: Affine<From, To>,
): Affine<To, From> {
  const determinant = map.a * map.d - map.b * map.c;
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-12) {
    throw new RangeError('an affine map without an inverse');
  }
  return {
    a: map.d / determinant,
    b: -map.b / determinant,
    c: -map.c / determinant,
    d: map.a / determinant,
    e: (map.c * map.f - map.d * map.e) / determinant,
    f: (map.b * map.e - map.a * map.f) / determinant,
  };
}

/** The map that scales by (x, y) about the origin, then shifts by (shiftX, shiftY). */
export function scaleAffine<From extends Space, To extends Space>(
  x: number,
  y: number,
  shiftX = 0,
  shiftY = 0,
): Affine<From, To> {
  return { a: x, b: 0, c: 0, d: y, e: shiftX, f: shiftY };
}

/** By how much `map` scales lengths on average: the square root of its area factor. */
export function affineScale<From extends Space, To extends Space>(map: Affine<From, To>): number {
  return Math.sqrt(Math.abs(map.a * map.d - map.b * map.c));
}

/** The smallest box that holds the image of `box` under `map`. */
export function mapBox<From extends Space, To extends Space>(map: Affine<From, To>, box: Box): Box {
  const x = map.a * box.x + map.c * box.y + map.e;
  const y = map.b * box.x + map.d * box.y + map.f;
  const alongX = map.a * box.width;
  const acrossX = map.c * box.height;
  const alongY = map.b * box.width;
  const acrossY = map.d * box.height;
  return {
    x: x + Math.min(0, alongX) + Math.min(0, acrossX),
    y: y + Math.min(0, alongY) + Math.min(0, acrossY),
    width: Math.abs(alongX) + Math.abs(acrossX),
    height: Math.abs(alongY) + Math.abs(acrossY),
  };
}

/** The area that two boxes have in common. */
export function commonArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
