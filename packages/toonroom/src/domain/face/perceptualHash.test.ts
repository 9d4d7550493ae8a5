import { expect, test } from 'vitest';
import { cropSize } from './align.ts';
import { scaleAffine } from '../picture/geometry.ts';
import {
  hashDifference,
  looksSame,
  type PerceptualHash,
  perceptualHash,
} from './perceptualHash.ts';
import type { Raster } from '../picture/raster.ts';
import { downscale } from '../picture/resample.ts';
import { noise, paint } from '../testing/pictures.ts';

/** What tells two people apart who are otherwise as alike as twins; lengths in shares of the picture. */
interface Person {
  readonly eyeDistance: number;
  readonly eyeHeight: number;
  readonly browTilt: number;
  readonly noseLength: number;
  readonly mouthWidth: number;
  readonly jaw: number;
}

const side = 256;
const skin = [198, 150, 124] as const;
const dark = [46, 32, 28] as const;

/** A face of plain ellipses in the aligned framing: one skin, one hair, one background for everybody. */
function portrait({
  eyeDistance,
  eyeHeight,
  browTilt,
  noseLength,
  mouthWidth,
  jaw,
}: Person): Raster {
  const isIn = (x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
  return paint(side, side, (column, row) => {
    const [x, y] = [Math.abs(column / side - 0.5), row / side];
    if (isIn(x, y, eyeDistance / 2, 0.48, 0.04, eyeHeight)) return dark;
    if (isIn(x, y - browTilt * x, eyeDistance / 2, 0.42, 0.06, 0.012)) return dark;
    if (isIn(x, y, 0, 0.52 + noseLength / 2, 0.016, noseLength / 2)) return [150, 104, 84];
    if (isIn(x, y, 0, 0.7, mouthWidth / 2, 0.018)) return [150, 58, 60];
    if (isIn(x, y, 0, 0.55, 0.21 + (y > 0.55 ? jaw : 0), 0.29)) return skin;
    return isIn(x, y, 0, 0.46, 0.27, 0.34) ? dark : [120, 140, 160];
  });
}

/** Steps that the eye tells apart: eyes 3 px of 256 further apart, an eye half shut … */
const people: readonly Person[] = Array.from({ length: 48 }, (_, index) => ({
  eyeDistance: 0.19 + 0.012 * (index % 3),
  eyeHeight: 0.014 + 0.014 * (Math.floor(index / 3) % 2),
  browTilt: 0,
  noseLength: 0.09 + 0.05 * (Math.floor(index / 6) % 2),
  mouthWidth: 0.11 + 0.035 * (Math.floor(index / 12) % 2),
  jaw: 0.02 * Math.floor(index / 24),
}));

const hashOf = (picture: Raster): PerceptualHash =>
  perceptualHash(picture, scaleAffine(picture.width / cropSize, picture.height / cropSize));

/** As a lossy format leaves it: each pixel off by up to `amount`. */
function grainy(picture: Raster, amount: number): Raster {
  const grain = noise(picture.width, picture.height, 7);
  const data = picture.data.map((value, index) =>
    index % 4 === 3 ? value : value + (grain.data[index]! / 127.5 - 1) * amount,
  );
  return { ...picture, data };
}

test('of 1,128 pairs of look-alikes none passes for one person', () => {
  const hashes = people.map((person) => hashOf(portrait(person)));
  const pairs = hashes.flatMap((hash, index) =>
    hashes.slice(0, index).map((other) => [hash, other] as const),
  );
  expect(pairs).toHaveLength(1128);
  expect(pairs.filter(([hash, other]) => looksSame(hash, other))).toEqual([]);
});

test('a copy of a picture passes for it, smaller, grainier or a little darker', () => {
  for (const person of people.slice(0, 8)) {
    const original = portrait(person);
    const hash = hashOf(original);
    expect(hashDifference(hash, hash)).toEqual({ mean: 0, largest: 0 });
    expect(looksSame(hash, hashOf(downscale(original, 128, 128)))).toBe(true);
    expect(looksSame(hash, hashOf(grainy(original, 24)))).toBe(true);
    const darker = {
      ...original,
      data: original.data.map((value, index) => (index % 4 === 3 ? value : value - 2)),
    };
    expect(looksSame(hash, hashOf(darker))).toBe(true);
  }
});

test('another light is another picture', () => {
  const original = portrait(people[0]!);
  const warmer = {
    ...original,
    data: original.data.map((value, index) => (index % 4 === 2 ? value * 0.85 : value)),
  };
  expect(looksSame(hashOf(original), hashOf(warmer))).toBe(false);
});

test('what is transparent counts as white', () => {
  const glass = paint(16, 16, () => [10, 20, 30, 0]);
  const paper = paint(16, 16, () => [255, 255, 255]);
  expect(hashOf(glass)).toEqual(hashOf(paper));
});
