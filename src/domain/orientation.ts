import type { Affine, Space } from './geometry.ts';

/** EXIF orientation: where the stored row 0 and column 0 belong. 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** The size once `orientation` is applied: 5 to 8 exchange the sides. */
export function orientedSize(
  width: number,
  height: number,
  orientation: Orientation,
): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/**
 * The map from a stored picture (width × height px) to the picture it is meant to be (EXIF 2.32, tag 0x0112).
 */
export function orient<From extends Space = 'stored', To extends Space = 'photo'>(
  orientation: Orientation,
  width: number,
  height: number,
): Affine<From, To> {
  switch (orientation) {
    case 1:
      return { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
    case 2:
      return { a: -1, b: 0, c: 0, d: 1, e: width, f: 0 };
    case 3:
      return { a: -1, b: 0, c: 0, d: -1, e: width, f: height };
    case 4:
      return { a: 1, b: 0, c: 0, d: -1, e: 0, f: height };
    case 5:
      return { a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 };
    case 6:
      return { a: 0, b: 1, c: -1, d: 0, e: height, f: 0 };
    case 7:
      return { a: 0, b: -1, c: -1, d: 0, e: height, f: width };
    case 8:
      return { a: 0, b: -1, c: 1, d: 0, e: 0, f: width };
  }
}
