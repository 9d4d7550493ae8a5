import type { Raster } from '../picture/raster.ts';

/** The grey with which decoders fill rows that the file has no data for. */
const filling = 128;
/** Downscaling may change it by a rounding step. */
const tolerance = 1;

/** The share (0..1) of a decoded JPEG's rows, from the bottom up, without data in the file. */
export function missingShare({ data, width, height }: Raster): number {
  const isFilling = (index: number): boolean =>
    index % 4 === 3 || Math.abs(data[index]! - filling) <= tolerance;
  let row = height;
  while (row > 0 && everyIndex((row - 1) * width * 4, row * width * 4, isFilling)) row -= 1;
  return (height - row) / height;
}

function everyIndex(from: number, to: number, holds: (index: number) => boolean): boolean {
  for (let index = from; index < to; index++) if (!holds(index)) return false;
  return true;
}
