import { expect, test } from 'vitest';
import { landmarksFromNormalized, mapLandmarks, warpControls } from './landmarks.ts';

const points = Array.from({ length: 478 }, (_, index) => ({ x: index / 478, y: 0.5, z: -0.25 }));

test('fractions of a square become px, and px of another space', () => {
  const inSquare = landmarksFromNormalized(points, 200);
  expect([inSquare.xy[478], inSquare.xy[479], inSquare.z?.[239]]).toEqual([100, 100, -50]);
  const inPhoto = mapLandmarks({ a: 0, b: 2, c: -2, d: 0, e: 5, f: 7 }, inSquare, 'photo');
  expect([inPhoto.xy[478], inPhoto.xy[479], inPhoto.z?.[239]]).toEqual([-195, 207, -100]);
});

test('another mesh is refused', () => {
  expect(() => landmarksFromNormalized(points.slice(0, 468), 200)).toThrow(RangeError);
});

test('no pin of the warp is set twice: two equal ones would make it singular', () => {
  expect(new Set(warpControls).size).toBe(warpControls.length);
  expect(Math.max(...warpControls)).toBeLessThan(478);
});
