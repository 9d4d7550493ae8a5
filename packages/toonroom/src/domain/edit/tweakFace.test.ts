import { describe, expect, test } from 'vitest';
import type { DisplacementGrid } from '../face/displacement.ts';
import { fitEye } from '../face/eyeShape.ts';
import { eyes, type Landmarks, mouthCorners } from '../face/landmarks.ts';
import { exaggerate, type Proportions } from '../face/proportions.ts';
import { warpField } from '../face/warp.ts';
import { cropLandmarks, goldenCases, maxDifference } from '../testing/golden.ts';
import { shippedManifest } from '../testing/shipped.ts';
import { tweakFace } from './tweakFace.ts';
import { type FaceTweaks, tweakNames } from './tweaks.ts';

/** The least determinant of the map c → c + d(c) in any cell of the grid; it folds where that is not positive. */
function leastStretch({ columns, rows, spacing, dx, dy }: DisplacementGrid): number {
  let least = Infinity;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      for (const start of [at, at + columns]) {
        const xx = 1 + (dx[start + 1]! - dx[start]!) / spacing;
        const yx = (dy[start + 1]! - dy[start]!) / spacing;
        for (const top of [at, at + 1]) {
          const xy = (dx[top + columns]! - dx[top]!) / spacing;
          const yy = 1 + (dy[top + columns]! - dy[top]!) / spacing;
          least = Math.min(least, xx * yy - xy * yx);
        }
      }
    }
  }
  return least;
}

/** The combinations of extremes that bend most: large and small eyes under high and low brows, with all the rest. */
const extremes: readonly FaceTweaks[] = [
  { eyes: 1, brows: 1, nose: 1, smile: 1, mouth: -1, jaw: -1 },
  { eyes: 1, brows: -1, nose: 1, smile: 1, mouth: 1, jaw: -1 },
  { eyes: 1, brows: -1, nose: -1, smile: -1, mouth: 1, jaw: 1 },
  { eyes: -1, brows: -1, nose: -1, smile: 1, mouth: 1, jaw: -1 },
  { eyes: -1, brows: 1, nose: 1, smile: -1, mouth: -1, jaw: 1 },
];
const styles = shippedManifest().styles;
const proportionsOf = (id: string): Proportions =>
  styles.find((style) => style.id === id)!.proportions;

/** A face as a turned head has it: points on one side nearer to each other. */
function turned({ xy }: Landmarks<'crop'>, share: number): Landmarks<'crop'> {
  const middle = xy[1 * 2]!;
  const moved = xy.map((value, index) =>
    index % 2 === 0 && value > middle ? middle + (value - middle) * share : value,
  );
  return { space: 'crop', xy: moved, z: null };
}

const faces = [
  ...goldenCases.map(({ name, landmarks }) => ({ name, own: cropLandmarks(landmarks) })),
  { name: 'half turned', own: turned(cropLandmarks(goldenCases[0]!.landmarks), 0.62) },
];

describe.each(faces)('the $name face', ({ own }) => {
  test.each(styles.map(({ id }) => id))('never folds in the style %s', (id) => {
    for (const exaggeration of [0, 1.3]) {
      const drawn = exaggerate(own, proportionsOf(id), exaggeration);
      // Without exaggeration all styles are the same.
      const tried = exaggeration === 0 && id !== styles[0]!.id ? [] : extremes;
      for (const tweaks of tried) {
        expect(leastStretch(warpField(own, tweakFace(drawn, tweaks, 1)))).toBeGreaterThan(0);
      }
    }
  });

  test('keeps its lids in order and its irises within its eyes', () => {
    for (const tweaks of extremes) {
      const { xy } = tweakFace(own, tweaks, 1);
      for (const eye of eyes) {
        const [before, after] = [fitEye(own.xy, eye), fitEye(xy, eye)];
        expect(after.opening).toBeGreaterThan(0.8 * before.opening - 0.02);
        expect(Math.abs(after.irisX - after.centreX)).toBeLessThan(after.width / 2);
        expect(after.irisRadius / after.width).toBeCloseTo(before.irisRadius / before.width, 1);
      }
    }
  });
});

const [{ landmarks }] = goldenCases as [(typeof goldenCases)[0]];
const own = cropLandmarks(landmarks);
const unit = 97;

describe('each tweak', () => {
  const moved = (tweaks: FaceTweaks): Float32Array => tweakFace(own, tweaks, 1).xy;
  const at = (xy: ArrayLike<number>, point: number): { x: number; y: number } => ({
    x: xy[point * 2]!,
    y: xy[point * 2 + 1]!,
  });
  const apart = (xy: ArrayLike<number>, a: number, b: number): number =>
    Math.hypot(at(xy, a).x - at(xy, b).x, at(xy, a).y - at(xy, b).y);

  test('does nothing at 0, and so does a face whose landmarks are not trusted', () => {
    expect(tweakFace(own, {}, 1)).toBe(own);
    expect(tweakFace(own, { eyes: 0, hairColour: '#ff0000' }, 1)).toBe(own);
    expect(tweakFace(own, { eyes: 1 }, 0)).toBe(own);
  });

  test('is scaled by trust', () => {
    const whole = moved({ nose: 1 });
    const half = tweakFace(own, { nose: 1 }, 0.5).xy;
    const expected = own.xy.map((value, index) => value + (whole[index]! - value) / 2);
    expect(maxDifference(half, expected)).toBeLessThan(1e-3);
  });

  test('changes its part in both directions', () => {
    const width = (xy: ArrayLike<number>): number => fitEye(xy, eyes[0]).width;
    const sizes: readonly (readonly [FaceTweaks, (xy: ArrayLike<number>) => number])[] = [
      [{ eyes: 1 }, width],
      [{ brows: 1 }, (xy) => -at(xy, 105).y],
      [{ nose: 1 }, (xy) => apart(xy, 48, 278)],
      [{ smile: 1 }, (xy) => -at(xy, mouthCorners[0]).y],
      [{ mouth: 1 }, (xy) => apart(xy, ...mouthCorners)],
      [{ jaw: 1 }, (xy) => apart(xy, 172, 397)],
    ];
    expect(sizes).toHaveLength(tweakNames.length);
    for (const [tweaks, size] of sizes) {
      const name = tweakNames.find((candidate) => candidate in tweaks)!;
      expect(size(moved(tweaks))).toBeGreaterThan(size(own.xy) + 0.02 * unit);
      expect(size(moved({ [name]: -1 }))).toBeLessThan(size(own.xy) - 0.01 * unit);
    }
  });

  test('leaves other parts where they are', () => {
    const mouth = moved({ smile: 1, mouth: 1 });
    for (const point of [33, 263, 105, 4, 10]) {
      expect(apart([...own.xy, ...mouth], point, point + 478)).toBeLessThan(0.01);
    }
    expect(maxDifference(moved({ eyes: 1 }).slice(2 * 61, 2 * 62), own.xy.slice(122, 124))).toBe(0);
  });

  test('is the same for every exaggeration', () => {
    const drawn = exaggerate(own, proportionsOf('3d'), 1);
    const before = apart(drawn.xy, ...mouthCorners);
    const after = apart(tweakFace(drawn, { mouth: 1 }, 1).xy, ...mouthCorners);
    const plain = apart(moved({ mouth: 1 }), ...mouthCorners) / apart(own.xy, ...mouthCorners);
    expect(after / before).toBeCloseTo(plain, 2);
  });
});
