import { describe, expect, test } from 'vitest';
import {
  type Detection,
  mergeDetections,
  reliabilityAtYaw,
  squareFromPhoto,
  yawDegrees,
} from './faces.ts';
import { applyAffine } from '../picture/geometry.ts';
import type { Landmarks } from './landmarks.ts';

function detection(x: number, y: number, size: number, score: number): Detection {
  return {
    box: { x, y, width: size, height: size },
    score,
    eyes: [
      { x: x + size * 0.3, y: y + size * 0.4 },
      { x: x + size * 0.7, y: y + size * 0.4 },
    ],
  };
}

describe('merging detections', () => {
  test('two detectors’ boxes of one face become the better one', () => {
    const better = detection(10, 10, 100, 0.9);
    expect(mergeDetections([[detection(20, 15, 100, 0.6)], [better]])).toEqual([better]);
  });

  test('a box within a box is the same face', () => {
    const large = detection(0, 0, 200, 0.9);
    expect(mergeDetections([[detection(60, 60, 60, 0.8), large]])).toEqual([large]);
  });

  test('neighbours stay, largest first', () => {
    const small = detection(0, 0, 50, 0.99);
    const large = detection(40, 0, 90, 0.5);
    expect(mergeDetections([[small], [large]])).toEqual([large, small]);
  });

  test('no detector found anything', () => {
    expect(mergeDetections([[], []])).toEqual([]);
  });
});

test('the landmarker’s square holds the face upright in its middle', () => {
  const turned: Detection = {
    box: { x: 100, y: 200, width: 50, height: 40 },
    score: 1,
    // The line through the eyes runs straight down: the head lies on its side.
    eyes: [
      { x: 130, y: 210 },
      { x: 130, y: 230 },
    ],
  };
  const map = squareFromPhoto(turned, 220);
  const centre = applyAffine(map, { x: 125, y: 220 });
  expect(centre.x).toBeCloseTo(110, 9);
  expect(centre.y).toBeCloseTo(110, 9);
  const [right, left] = turned.eyes.map((eye) => applyAffine(map, eye)) as [
    { x: number; y: number },
    { x: number; y: number },
  ];
  // 2.2 boxes of 50 px fill the 220 px: 2 px per photo px.
  expect(left.x - right.x).toBeCloseTo(40, 9);
  expect(left.y - right.y).toBeCloseTo(0, 9);
});

/** A head of MediaPipe's proportions, turned by `degrees` and tilted by a quarter turn. */
function head(degrees: number, withDepth: boolean): Landmarks<'crop'> {
  const xy = new Float32Array(478 * 2);
  const z = new Float32Array(478);
  const turn = (degrees * Math.PI) / 180;
  for (const [index, x, depth] of [
    [234, -100, 0],
    [454, 100, 0],
    [1, 0, -129],
    [33, -60, -40],
    [263, 60, -40],
  ] as const) {
    xy.set([50, 300 + x * Math.cos(turn) - depth * Math.sin(turn)], index * 2);
    z[index] = x * Math.sin(turn) + depth * Math.cos(turn);
  }
  return { space: 'crop', xy, z: withDepth ? z : null };
}

describe.each([true, false])('the turn of a head (depth known: %s)', (withDepth) => {
  test.each([0, 20, -20, 35, 60])('%i°', (degrees) => {
    expect(yawDegrees(head(degrees, withDepth))).toBeCloseTo(Math.abs(degrees), 3);
  });
});

test('landmarks are leant on up to 35° and not from 60° on', () => {
  expect([0, 35, 47.5, 60, 80].map(reliabilityAtYaw)).toEqual([1, 1, 0.5, 0, 0]);
});
