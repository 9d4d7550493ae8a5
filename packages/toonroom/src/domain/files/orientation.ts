import { type Affine, applyAffine, type Space } from '../picture/geometry.ts';
import { createRaster, type Raster } from '../picture/raster.ts';

/** EXIF orientation: where the stored row 0 and column 0 belong. 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** The size after `orientation` is applied: 5 to 8 swap the sides. */
export function orientedSize(
  width: number,
  height: number,
  orientation: Orientation,
): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** The map from a stored picture (width × height px) to the upright one (EXIF 2.32, tag 0x0112). */
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

/** The EXIF values for quarter turns to the right. */
const quarterTurns = { 1: 6, 2: 3, 3: 8 } as const;

/** The raster turned to the right by quarter turns, and the map from the raster to the result. */
export function turnRight(
  raster: Raster,
  turns: 1 | 2 | 3,
): { readonly raster: Raster; readonly turnedFromRaster: Affine<'output', 'output'> } {
  const { width, height } = raster;
  const orientation = quarterTurns[turns];
  const map = orient<'output', 'output'>(orientation, width, height);
  const size = orientedSize(width, height, orientation);
  const turned = createRaster(size.width, size.height);
  const [from, to] = [raster, turned].map(
    ({ data }) => new Uint32Array(data.buffer, data.byteOffset, width * height),
  ) as [Uint32Array, Uint32Array];
  const first = applyAffine(map, { x: 0.5, y: 0.5 });
  const start = Math.floor(first.y) * size.width + Math.floor(first.x);
  const perColumn = map.b * size.width + map.a;
  const perRow = map.d * size.width + map.c;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      to[start + row * perRow + column * perColumn] = from[row * width + column]!;
    }
  }
  return { raster: turned, turnedFromRaster: map };
}
