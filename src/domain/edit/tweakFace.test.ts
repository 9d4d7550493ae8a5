import { describe, expect, test } from 'vitest';
import { eyes } from '../face/landmarks.ts';
import { exaggerate, type Proportions } from '../face/proportions.ts';
import { warpField } from '../face/warp.ts';
import type { DisplacementGrid } from '../face/displacement.ts';
import { cropLandmarks, goldenCases, maxDifference } from '../testing/golden.ts';
import { shippedManifest } from '../testing/shipped.ts';
import { tweakFace } from './tweakFace.ts';
import { type FaceTweaks, tweakNames } from './tweaks.ts';

/** The least determinant of the map c → c + d(c) in any cell of the grid; folds are at 0 and below. */
function leastStretch({ columns, rows, spacing, dx, dy }: DisplacementGrid): number {
  let least = Infinity;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      for (const corner of [at, at + columns]) {
        const xx = 1 + (dx[corner + 1]! - dx[corner]!) / spacing;
        const yx = (dy[corner + 1]! - dy[corner]!) / spacing;
        for (const side of [at, at + 1]) {
          const xy = (dx[side + columns]! - dx[side]!) / spacing;
          const yy = 1 + (dy[side + columns]! - dy[side]!) / spacing;
          least = Math.min(least, xx * yy - xy * yx);
        }
      }
    }
  }
  return least;
}

const styles: readonly { readonly id: string; readonly proportions: Proportions }[] =
  shippedManifest().styles;
const everyExtreme = Array.from({ length: 2 ** tweakNames.length }, (_, mask): FaceTweaks =>
  Object.fromEntries(tweakNames.map((name, index) => [name, mask & (1 << index) ? 1 : -1])),
);

test('report', () => {
  for (const golden of goldenCases) {
    const own = cropLandmarks(golden.landmarks);
    for (const style of styles.filter(({ id }) => process.env.ALL || ['anime'].includes(id))) {
      for (const amount of [1, 1.3]) {
        const drawn = exaggerate(own, style.proportions, amount);
        const base = leastStretch(warpField(own, drawn));
        let [least, which] = [Infinity, {}];
        for (const tweaks of everyExtreme) {
          const stretch = leastStretch(warpField(own, tweakFace(drawn, tweaks, 1)));
          if (stretch < least) [least, which] = [stretch, tweaks];
        }
        console.log(
          golden.name,
          style.id,
          amount,
          base.toFixed(3),
          least.toFixed(3),
          JSON.stringify(which),
        );
      }
    }
  }
}, 600000);
