import { expect, test } from 'vitest';
import { sampleCubic } from './resample.ts';
import { enlargeRows } from './sceneRows.ts';
import { noise } from '../testing/pictures.ts';

test.each([
  [1, 1, 5, 4],
  [6, 5, 6, 5],
  [7, 6, 23, 17],
])(
  '%i × %i enlarged to %i × %i is what cubic sampling gives, in any order of rows',
  (w, h, width, height) => {
    const scene = noise(w, h);
    const rows = enlargeRows(scene, width, height);
    const pixel = new Float64Array(4);
    const order = Array.from({ length: height }, (_, index) => (index * 7) % height);
    for (const y of [...order, ...order.toReversed()]) {
      const row = rows.at(y);
      for (let x = 0; x < width; x++) {
        sampleCubic(scene, ((x + 0.5) * w) / width, ((y + 0.5) * h) / height, pixel);
        for (let channel = 0; channel < 3; channel++) {
          expect(row[x * 3 + channel]).toBeCloseTo(pixel[channel]!, 3);
        }
      }
    }
  },
);
