import { expect, test } from 'vitest';
import { planeOf } from '../../picture/plane.ts';
import { findAreaMask, type PhotoContent } from './areas.ts';

const size = { width: 80, height: 40 };

/** Two people side by side before a wall; cells of 2 px. */
function content(): PhotoContent {
  const [columns, rows] = [40, 20];
  const area = columns * rows;
  const data = new Float32Array(area * 2);
  for (let cell = 0; cell < area; cell++) {
    const [x, y] = [cell % columns, Math.floor(cell / columns)];
    const isPerson = y >= 5 && x % 20 >= 5 && x % 20 < 15;
    data[cell] = isPerson && y < 9 ? 1 : 0;
    data[area + cell] = isPerson ? 1 : 0;
  }
  const lightness = planeOf(size, (pixel) => {
    const [x, y] = [pixel % size.width, Math.floor(pixel / size.width)];
    return y >= 10 && x % 40 >= 10 && x % 40 < 30 ? 40 : 220;
  });
  return {
    layers: { data, dims: [1, 2, rows, columns] },
    cellPx: 2,
    names: ['hair', 'person'],
    lightness,
    people: [
      { x: 20, y: 16, size: 12, palette: 0 },
      { x: 60, y: 16, size: 12, palette: 1 },
    ],
  };
}

const at = (mask: { data: Uint8ClampedArray }, x: number, y: number): number =>
  mask.data[y * size.width + x]!;

test('an area is what its layers say, the background what people leave', () => {
  const hair = findAreaMask(content(), { kind: 'hair' });
  expect(at(hair, 20, 13)).toBeGreaterThan(220);
  expect(at(hair, 20, 35)).toBe(0);
  const background = findAreaMask(content(), { kind: 'background' });
  expect(at(background, 2, 20)).toBe(255);
  expect(at(background, 20, 25)).toBe(0);
});

test('a person is told from the one beside them', () => {
  const second = findAreaMask(content(), { kind: 'person', faceId: 1 });
  expect(at(second, 60, 30)).toBe(255);
  expect(at(second, 20, 30)).toBe(0);
  expect(Math.max(...findAreaMask(content(), { kind: 'person', faceId: 7 }).data)).toBe(0);
});
