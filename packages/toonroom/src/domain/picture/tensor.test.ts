import { expect, test } from 'vitest';
import { createRaster, cutRaster } from './raster.ts';
import {
  cutTensor,
  meanTensor,
  mirrorTensor,
  mixDrawing,
  packPhoto,
  placementOf,
  type Tensor,
  writeDrawing,
} from './tensor.ts';
import { colourAt, noise, paint } from '../testing/pictures.ts';

test('a photo becomes planes of unit values, transparent pixels white', () => {
  const photo = paint(2, 1, (x) => (x === 0 ? [0, 255, 51] : [10, 20, 30, 0]));
  const { data, dims } = packPhoto(photo);
  expect(dims).toEqual([1, 3, 1, 2]);
  const expected = [0, 1, 1, 1, 0.2, 1];
  data.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 6));
});

test('a photo that is too small has its last column and row repeated', () => {
  const photo = noise(5, 3);
  const { data, dims } = packPhoto(photo, 8, 4);
  expect(dims).toEqual([1, 3, 4, 8]);
  const red = (x: number, y: number): number => Math.round(data[y * 8 + x]! * 255);
  expect(red(4, 2)).toBe(colourAt(photo, 4, 2)[0]);
  expect(red(7, 1)).toBe(colourAt(photo, 4, 1)[0]);
  expect(red(2, 3)).toBe(colourAt(photo, 2, 2)[0]);
  expect(red(7, 3)).toBe(colourAt(photo, 4, 2)[0]);
});

test('a tensor is mirrored row by row, and averaged with another', () => {
  const tensor = { data: Float32Array.of(1, 2, 3, 4, 5, 6), dims: [1, 2, 1, 3] };
  const mirrored = mirrorTensor(tensor);
  expect([...mirrored.data]).toEqual([3, 2, 1, 6, 5, 4]);
  expect([...meanTensor(tensor, mirrored).data]).toEqual([2, 2, 2, 5, 5, 5]);
});

/** The photo as a drawing whose matte is 0.4. */
function drawingOf(photo: ReturnType<typeof noise>): Tensor {
  const { width, height } = photo;
  const data = new Float32Array(width * height * 4).fill(0.4);
  data.set(packPhoto(photo).data);
  return { data, dims: [1, 4, height, width] };
}

test('packing and writing give the photo back', () => {
  const photo = noise(16, 12);
  const whole = { from: { x: 0, y: 0, width: 16, height: 12 }, x: 0, y: 0 };
  const copy = createRaster(16, 12);
  writeDrawing(drawingOf(photo), whole, copy, false);
  expect(copy.data).toEqual(photo.data);
  writeDrawing(drawingOf(photo), whole, copy, true);
  expect(colourAt(copy, 3, 5)).toEqual([...colourAt(photo, 3, 5).slice(0, 3), 102]);
});

test('a part of a drawing is written where it belongs, overshoot clamped', () => {
  const photo = noise(16, 16);
  const drawing = drawingOf(photo);
  drawing.data[4 * 16 + 6] = 1.3;
  drawing.data[256 + 4 * 16 + 6] = -0.3;
  const target = createRaster(10, 8);
  const from = { x: 6, y: 4, width: 5, height: 5 };
  writeDrawing(drawing, { from, x: 5, y: 3 }, target, false);
  expect(colourAt(target, 5, 3)).toEqual([255, 0, colourAt(photo, 6, 4)[2]!, 255]);
  expect(colourAt(target, 9, 7)).toEqual(colourAt(photo, 10, 8));
  expect(colourAt(target, 4, 3)).toEqual([0, 0, 0, 0]);
  expect(() => writeDrawing(drawing, { from, x: 6, y: 3 }, target, false)).toThrow(RangeError);
});

test('a tile brings its inner part', () => {
  const px = { x: 32, y: 0, width: 64, height: 48 };
  const inner = { x: 50, y: 0, width: 30, height: 40 };
  const from = { x: 18, y: 0, width: 30, height: 40 };
  expect(placementOf({ px, inner })).toEqual({ from, x: 50, y: 0 });
});

test('two drawings mix as they are asked to', () => {
  const target = paint(4, 2, () => [100, 0, 50]);
  const drawing = drawingOf(paint(4, 2, () => [200, 40, 50]));
  const whole = { from: { x: 0, y: 0, width: 4, height: 2 }, x: 0, y: 0 };
  mixDrawing(drawing, whole, target, (x) => (x > 2 ? 0.25 : 0));
  expect(colourAt(target, 1, 1)).toEqual([100, 0, 50, 255]);
  expect(colourAt(target, 2, 1)).toEqual([125, 10, 50, 255]);
});

test('a part of a tensor has all its channels; the whole is not copied', () => {
  const photo = noise(12, 9);
  const tensor = packPhoto(photo);
  const part = cutTensor(tensor, { x: 3, y: 2, width: 5, height: 4 });
  expect(part).toEqual(packPhoto(cutRaster(photo, { x: 3, y: 2, width: 5, height: 4 })));
  expect(cutTensor(tensor, { x: 0, y: 0, width: 12, height: 9 })).toBe(tensor);
  expect(() => cutTensor(tensor, { x: 9, y: 2, width: 5, height: 4 })).toThrow(RangeError);
});
