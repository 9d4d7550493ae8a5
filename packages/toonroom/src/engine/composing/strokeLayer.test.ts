import { expect, test } from 'vitest';
import { outputFromStrokes } from '#domain/compose/brush/place.ts';
import { type BrushSource, fitStroke } from '#domain/compose/brush/weights.ts';
import type { Stroke, StrokeEffect } from '#domain/edit/strokes.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { noise, paint } from '#domain/testing/pictures.ts';
import { StrokeLayer } from './strokeLayer.ts';

const size = { width: 60, height: 40 };
const drawing = noise(60, 40, 1);
const sources = new Map<BrushSource, Raster>([['photo', noise(60, 40, 2)]]);
const map = outputFromStrokes(size, size);

function stroke(kind: 'photo' | 'erase', x: number, y: number): Stroke {
  const effect: StrokeEffect = { kind };
  return { effect, area: null, path: { radius: 0.2, hardness: 0.3, points: [x, y, 1] } };
}

function over(layer: StrokeLayer, strokes: readonly Stroke[], below = drawing): Raster {
  const fitted = strokes.map((one) => fitStroke(one, size, map));
  const picture = layer.over(below, { strokes, fitted }, sources, () => {
    throw new Error('no stroke keeps to an area');
  });
  return { ...picture, data: picture.data.slice() };
}

const fresh = (strokes: readonly Stroke[], below = drawing): Raster =>
  over(new StrokeLayer(60, 40), strokes, below);

test('whatever strokes came before, the picture is that of the strokes it has now', () => {
  const [a, b, c] = [
    stroke('photo', 0.3, 0.3),
    stroke('erase', 0.4, 0.3),
    stroke('photo', 0.6, 0.3),
  ];
  const layer = new StrokeLayer(60, 40);
  for (const strokes of [[a], [a, b], [a, b, c], [a, b], [a, c], [], [b, a]]) {
    // Strokes come from another thread: each time they are other objects.
    expect(over(layer, structuredClone(strokes)).data).toEqual(fresh(strokes).data);
  }
  const other = paint(60, 40, () => [10, 200, 10]);
  expect(over(layer, [b, a], other).data).toEqual(fresh([b, a], other).data);
});
