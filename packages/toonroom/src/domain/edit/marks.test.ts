import { describe, expect, test } from 'vitest';
import { cropSize } from '../face/align.ts';
import type { DisplacementGrid } from '../face/displacement.ts';
import { planeOf } from '../picture/plane.ts';
import { createRaster, type Plane, type Raster } from '../picture/raster.ts';
import { drawMarks, findMarks, type Mark } from './marks.ts';

const size = { width: cropSize, height: cropSize };
const allSkin = planeOf(size, () => 1);
const spots = [
  { x: 160, y: 260, radius: 2.5 },
  { x: 330, y: 280, radius: 4 },
  { x: 250, y: 330, radius: 7 },
] as const;

/** Skin whose light falls off towards one side, with grain of `grain` levels, and what `shade` leaves of it (unit). */
function skinPicture(grain: number, shade: (x: number, y: number) => number = () => 1): Raster {
  const picture = createRaster(cropSize, cropSize);
  let seed = 7;
  const random = (): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  for (let index = 0; index < cropSize * cropSize; index++) {
    const [x, y] = [index % cropSize, Math.floor(index / cropSize)];
    const light = (0.75 + (0.25 * x) / cropSize) * shade(x + 0.5, y + 0.5);
    const noise = 2 * grain * random();
    picture.data.set(
      [224 * light + noise, 178 * light + noise, 152 * light + noise, 255],
      index * 4,
    );
  }
  return picture;
}

const spotted = (x: number, y: number): number =>
  spots.some((spot) => Math.hypot(spot.x - x, spot.y - y) < spot.radius) ? 0.6 : 1;

describe('marks are found', () => {
  test('where spots are, with about their size', () => {
    const marks = findMarks(skinPicture(2, spotted), allSkin);
    expect(marks).toHaveLength(spots.length);
    for (const spot of spots) {
      const mark = marks.find(({ x, y }) => Math.hypot(spot.x - x, spot.y - y) < 2);
      expect(mark).toBeDefined();
      expect(mark!.radius).toBeGreaterThan(0.5 * spot.radius);
      expect(mark!.radius).toBeLessThan(2 * spot.radius);
      expect(mark!.left[0]).toBeLessThan(0.9);
    }
  });

  test.each([0, 3, 8, 14])('nowhere on clear skin with grain of %d levels', (grain) => {
    expect(findMarks(skinPicture(grain), allSkin)).toEqual([]);
  });

  test('not where wrinkles, strands of hair or the edge of a shadow are', () => {
    const wrinkle = (x: number, y: number): number =>
      Math.abs(y - 150 - 0.2 * x) < 2 || Math.abs(y - 400 + 0.3 * x) < 3 ? 0.6 : 1;
    expect(findMarks(skinPicture(2, wrinkle), allSkin)).toEqual([]);
    const shadow = (x: number, y: number): number => (x + y > 500 ? 0.6 : 1);
    expect(findMarks(skinPicture(2, shadow), allSkin)).toEqual([]);
  });

  test('not at features, nor beside them', () => {
    const near = (x: number, y: number): boolean =>
      spots.some((spot) => Math.hypot(spot.x - x, spot.y - y) < 9);
    const skin: Plane = planeOf(size, (pixel) =>
      near(pixel % cropSize, Math.floor(pixel / cropSize)) ? 0 : 1,
    );
    expect(findMarks(skinPicture(2, spotted), skin)).toEqual([]);
  });
});

describe('marks are drawn', () => {
  const still: DisplacementGrid = {
    columns: 2,
    rows: 2,
    spacing: cropSize,
    dx: new Float32Array(4),
    dy: new Float32Array(4),
  };
  const mark: Mark = { x: 200, y: 240, radius: 4, left: [0.7, 0.6, 0.5] };
  const flat = (side: number, colour: readonly [number, number, number]): Raster => {
    const picture = createRaster(side, side);
    for (let at = 0; at < picture.data.length; at += 4) picture.data.set([...colour, 255], at);
    return picture;
  };
  const at = ({ width, data }: Raster, x: number, y: number): readonly number[] => [
    ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
  ];

  test.each([256, 512, 1024])('at their place in a drawing of %d px, and nowhere else', (side) => {
    const picture = flat(side, [230, 180, 150]);
    drawMarks(picture, [mark], still, { ink: 0 });
    const scale = side / cropSize;
    const [r, g, b] = at(picture, Math.floor(200 * scale), Math.floor(240 * scale));
    expect(r).toBeLessThan(180);
    expect(g! / 180).toBeLessThan(r! / 230);
    expect(b! / 150).toBeLessThan(g! / 180);
    expect(at(picture, Math.floor(215 * scale), Math.floor(240 * scale))).toEqual([230, 180, 150]);
  });

  test('where the warp has moved them', () => {
    const moved = { ...still, dx: new Float32Array(4).fill(12), dy: new Float32Array(4).fill(-6) };
    const picture = flat(512, [230, 180, 150]);
    drawMarks(picture, [mark], moved, { ink: 0 });
    expect(at(picture, 188, 246)[0]).toBeLessThan(180);
    expect(at(picture, 200, 240)).toEqual([230, 180, 150]);
  });

  test('without colour in a drawing without colour, darker as ink', () => {
    const [soft, ink] = [flat(512, [240, 240, 240]), flat(512, [240, 240, 240])];
    drawMarks(soft, [mark], still, { ink: 0 });
    drawMarks(ink, [mark], still, { ink: 1 });
    const [r, g, b] = at(soft, 200, 240);
    expect([g, b]).toEqual([r, r]);
    expect(at(ink, 200, 240)[0]).toBeLessThan(r!);
  });
});
