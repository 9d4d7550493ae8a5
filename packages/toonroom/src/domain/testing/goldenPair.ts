import golden from '../golden/pair.json';
import type { KeyPoints } from '../pair/keyPoints.ts';
import type { Raster } from '../picture/raster.ts';

interface Picture {
  readonly raster: Raster;
  readonly points: KeyPoints;
}

interface GoldenPair {
  readonly photo: Picture;
  readonly cartoon: Picture;
  readonly aligned: Raster;
  /** Where every seventh px of the aligned cartoon is taken from, px of the cartoon at the photo's size. */
  readonly field: readonly (readonly number[])[];
}

/** The pair that training/toonroom_training/geometry/golden_pair.py has aligned. */
export const goldenPair: GoldenPair = {
  photo: picture(golden.photo, golden.photoPixels),
  cartoon: picture(golden.cartoon, golden.cartoonPixels),
  aligned: picture(golden.photo, golden.alignedPixels).raster,
  field: golden.field,
};

function picture({ width, height, points }: typeof golden.photo, pixels: string): Picture {
  const rgb = Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  rgb.forEach((value, index) => {
    data[Math.floor(index / 3) * 4 + (index % 3)] = value;
  });
  return { raster: { width, height, data }, points: Float64Array.from(points.flat()) };
}
