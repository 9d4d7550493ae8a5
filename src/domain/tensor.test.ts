import { expect, test } from 'vitest';
import { packPhoto, padToMultiple, unpackDrawing } from './tensor.ts';
import { colourAt, noise, paint } from './testing/pictures.ts';

test('a photo becomes planes of signed values, transparent pixels white', () => {
  const photo = paint(2, 1, (x) => (x === 0 ? [0, 255, 51] : [10, 20, 30, 0]));
  const expected = [-1, 1, 1, 1, -0.6, 1];
  packPhoto(photo).forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 6));
});

test('a drawing becomes colours and a matte, padding left aside and overshoot clamped', () => {
  // 2 × 2 values per plane, of which the left column counts.
  const tensor = Float32Array.of(-1, 9, 1.2, 9, 0, 9, 0.2, 9, -3, 9, -0.6, 9, 0.25, 9, 1.5, 9);
  const { colour, matte } = unpackDrawing(tensor, 2, 2, 1, 2);
  expect(colourAt(colour, 0, 0)).toEqual([0, 128, 0, 255]);
  expect(colourAt(colour, 0, 1)).toEqual([255, 153, 51, 255]);
  expect([...matte.data]).toEqual([0.25, 1]);
  expect(() => unpackDrawing(tensor, 2, 3, 1, 2)).toThrow(RangeError);
});

test('packing and unpacking give the photo back', () => {
  const photo = noise(16, 16);
  const planes = packPhoto(photo);
  const tensor = new Float32Array(16 * 16 * 4);
  tensor.set(planes);
  expect(unpackDrawing(tensor, 16, 16, 16, 16).colour.data).toEqual(photo.data);
});

test('padding repeats the last column and row', () => {
  const picture = noise(5, 3);
  const padded = padToMultiple(picture, 4);
  expect([padded.width, padded.height]).toEqual([8, 4]);
  expect(colourAt(padded, 4, 2)).toEqual(colourAt(picture, 4, 2));
  expect(colourAt(padded, 7, 1)).toEqual(colourAt(picture, 4, 1));
  expect(colourAt(padded, 2, 3)).toEqual(colourAt(picture, 2, 2));
  expect(colourAt(padded, 7, 3)).toEqual(colourAt(picture, 4, 2));
  expect(padToMultiple(padded, 4)).toBe(padded);
});
