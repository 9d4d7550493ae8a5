import { createPlane, type Plane } from '../picture/raster.ts';

const far = 1e20;

/**
 * How far each pixel's centre is from a shape, px; 0 within it. `coverage` is the shape's share of each pixel, unit: a
 * half covered pixel lies on its edge. Linear in the number of pixels.
 * Source: Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, 2012.
 */
export function distanceFrom(coverage: Plane): Plane {
  const { width, height } = coverage;
  const squares = createPlane(width, height);
  for (let index = 0; index < squares.data.length; index++) {
    const share = coverage.data[index]!;
    squares.data[index] = share <= 0 ? far : Math.max(0, 0.5 - share) ** 2;
  }
  const longest = Math.max(width, height);
  const scratch = {
    values: new Float64Array(longest),
    places: new Int32Array(longest),
    borders: new Float64Array(longest + 1),
  };
  for (let column = 0; column < width; column++) {
    transformLine(squares.data, column, width, height, scratch);
  }
  for (let row = 0; row < height; row++)
    transformLine(squares.data, row * width, 1, width, scratch);
  for (let index = 0; index < squares.data.length; index++) {
    squares.data[index] = Math.sqrt(squares.data[index]!);
  }
  return squares;
}

interface Scratch {
  readonly values: Float64Array;
  /** Where the parabolas of the lower envelope stand, and from where on each is the lowest. */
  readonly places: Int32Array;
  readonly borders: Float64Array;
}

/** The lower envelope of the parabolas that stand on a line's values, written over them. */
function transformLine(
  data: Float32Array,
  start: number,
  step: number,
  length: number,
  { values, places, borders }: Scratch,
): void {
  for (let at = 0; at < length; at++) values[at] = data[start + at * step]!;
  let last = 0;
  places[0] = 0;
  borders[0] = -Infinity;
  borders[1] = Infinity;
  for (let at = 1; at < length; at++) {
    let border = crossing(values, places[last]!, at);
    while (border <= borders[last]! && last > 0) {
      last -= 1;
      border = crossing(values, places[last]!, at);
    }
    last += 1;
    places[last] = at;
    borders[last] = border;
    borders[last + 1] = Infinity;
  }
  let parabola = 0;
  for (let at = 0; at < length; at++) {
    while (borders[parabola + 1]! < at) parabola += 1;
    const place = places[parabola]!;
    data[start + at * step] = values[place]! + (at - place) ** 2;
  }
}

/** Where the parabolas over `left` and `right` meet. */
function crossing(values: Float64Array, left: number, right: number): number {
  return (values[right]! - values[left]! + right * right - left * left) / (2 * (right - left));
}
