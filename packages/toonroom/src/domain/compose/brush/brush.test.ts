import { expect, test } from 'vitest';
import type { StrokeEffect } from '../../edit/strokes.ts';
import { scaleAffine } from '../../picture/geometry.ts';
import { colourAt, fieldOf, headOf, noise, paint } from '../../testing/pictures.ts';
import { composeStrip } from '../compose.ts';
import { prepareComposition, type Rows } from '../composition.ts';
import { warpedArea } from './areas.ts';
import { type Brush, brushStrip, type SourcePicture } from './brush.ts';
import { isStrokeIn } from './extent.ts';
import { outputFromStrokes } from './place.ts';
import { type BrushSource, fitStroke } from './weights.ts';

const side = 64;
const size = { width: side, height: side };
const photo = noise(side, side);

/** A picture in one colour, with a head whose pixels come from further right. */
function compositionOf(scene: readonly [number, number, number], shift = 0) {
  return prepareComposition({
    photoWidth: side,
    photoHeight: side,
    outputWidth: side,
    outputHeight: side,
    scene: paint(side, side, () => scene),
    faces: [
      {
        cropFromPhoto: scaleAffine(16, 16, -256, -256),
        displacement: fieldOf(() => [shift, 0]),
        drawing: headOf([0, 0, 0], () => 0),
      },
    ],
    texture: { grain: 0, paper: 0 },
  });
}

const drawing = compositionOf([200, 30, 30]);
const other = compositionOf([20, 20, 220]);
const pictures = new Map<BrushSource, SourcePicture>([
  ['photo', { composition: drawing, strength: 0 }],
  ['weak', { composition: drawing, strength: 0 }],
  ['full', { composition: drawing, strength: 1 }],
  ['style comic', { composition: other, strength: 1 }],
]);
const whole = { width: side, height: side, data: new Uint8ClampedArray(side * side).fill(255) };

function brushOf(...effects: readonly StrokeEffect[]): Brush {
  const strokes = effects.map((effect, index) => {
    const y = 0.2 + 0.2 * index;
    const path = { radius: 0.08, hardness: 1, points: [0.1, y, 1, 0.9, y, 1] };
    return fitStroke({ effect, area: null, path }, size, outputFromStrokes(size, size));
  });
  return { strokes, pictures, areaOf: () => whole };
}

function brushed(brush: Brush, rows: Rows = { top: 0, height: side }) {
  const source = { raster: photo, top: 0 };
  const strip = composeStrip(drawing, source, rows, 1);
  brushStrip(brush, { composition: drawing, strength: 1 }, source, rows, strip);
  return strip;
}

test('each effect shows its own picture where the brush was, and nothing changes elsewhere', () => {
  const picture = brushed(
    brushOf(
      { kind: 'photo' },
      { kind: 'style', styleId: 'comic' },
      { kind: 'erase' },
      { kind: 'strength', strength: 0.5 },
    ),
  );
  const [first, second, third, fourth] = [13, 26, 38, 51];
  expect(colourAt(picture, 30, first)).toEqual(colourAt(photo, 30, first));
  expect(colourAt(picture, 30, second)).toEqual([20, 20, 220, 255]);
  expect(colourAt(picture, 30, third)[3]).toBe(0);
  const seen = colourAt(photo, 30, fourth)[0]!;
  expect(Math.abs(colourAt(picture, 30, fourth)[0]! - (seen + 200) / 2)).toBeLessThan(2);
  expect(colourAt(picture, 30, 60)).toEqual([200, 30, 30, 255]);
  expect(colourAt(picture, 0, first)).toEqual([200, 30, 30, 255]);
});

test('what was erased comes back as the drawing, opaque', () => {
  const line = { radius: 0.1, hardness: 0.2, points: [0.2, 0.5, 1, 0.8, 0.5, 1] };
  const wide = { ...line, radius: 0.3, hardness: 1 };
  const map = outputFromStrokes(size, size);
  const strokes = [
    fitStroke({ effect: { kind: 'erase' }, area: null, path: line }, size, map),
    fitStroke({ effect: { kind: 'restore' }, area: null, path: wide }, size, map),
  ];
  const picture = brushed({ strokes, pictures, areaOf: () => whole });
  expect(picture.data).toEqual(brushed(brushOf()).data);
  // Half erased, a pixel keeps its colour.
  const half = brushed({ strokes: strokes.slice(0, 1), pictures, areaOf: () => whole });
  const edge = colourAt(half, 32, 36);
  expect(edge.slice(0, 3)).toEqual([200, 30, 30]);
  expect(edge[3]).toBeGreaterThan(0);
  expect(edge[3]).toBeLessThan(255);
});

test('strips of a brushed picture are its parts', () => {
  const brush = brushOf({ kind: 'photo' }, { kind: 'erase' }, { kind: 'style', styleId: 'comic' });
  const picture = brushed(brush);
  for (let top = 0; top < side; top += 8) {
    const strip = brushed(brush, { top, height: 8 });
    expect(strip.data).toEqual(picture.data.slice(top * side * 4, (top + 8) * side * 4));
  }
});

test('an area follows the drawing where that is warped', () => {
  // The photo's right half, 8 px of the crop's 512 being one of the output's.
  const data = Uint8ClampedArray.from({ length: side * side }, (_, pixel) =>
    pixel % side >= 32 ? 255 : 0,
  );
  const warped = compositionOf([0, 0, 0], 64);
  const area = warpedArea({ width: side, height: side, data }, warped, { top: 30, height: 1 });
  // The drawing shows at 29 what the photo shows at 33.
  expect(area.data[29]).toBe(255);
  expect(area.data[26]).toBe(0);
  expect(area.data[2]).toBe(0);
});

test('only boxes that a stroke or its area may reach are painted in another style', () => {
  const big = { ...size, width: 1000, height: 1000 };
  const path = { radius: 0.02, hardness: 1, points: [0.1, 0.1, 1] };
  const map = outputFromStrokes(big, big);
  const effect = { kind: 'photo' } as const;
  const dab = fitStroke({ effect, area: null, path }, big, map);
  const fill = fitStroke({ effect, area: { kind: 'hair' }, path: null }, big, map);
  const composition = { ...drawing, outputWidth: 1000, outputHeight: 1000 };
  const corner = new Uint8ClampedArray(side * side);
  corner.fill(255, side * 60);
  const areaOf = () => ({ width: side, height: side, data: corner });
  const near = { x: 0, y: 0, width: 90, height: 90 };
  const far = { x: 500, y: 500, width: 90, height: 90 };
  const bottom = { x: 500, y: 900, width: 90, height: 90 };
  expect(isStrokeIn(dab, near, composition, areaOf)).toBe(true);
  expect(isStrokeIn(dab, far, composition, areaOf)).toBe(false);
  expect(isStrokeIn(fill, far, composition, areaOf)).toBe(false);
  expect(isStrokeIn(fill, bottom, composition, areaOf)).toBe(true);
});

test('what several effects show is composed once, and the drawing itself not again', () => {
  const rows = { top: 0, height: side };
  const source = { raster: photo, top: 0 };
  const strip = composeStrip(drawing, source, rows, 1);
  const brush = brushOf({ kind: 'photo' }, { kind: 'strength', strength: 0.5 });
  const used = brushStrip(brush, { composition: drawing, strength: 1 }, source, rows, strip);
  // Three planes of weights and the warped photo.
  expect(used).toHaveLength(4);
});

test('what can be given back is neither the picture nor what it was made of', () => {
  const rows = { top: 8, height: 24 };
  const source = { raster: photo, top: 0 };
  const strip = composeStrip(drawing, source, rows, 1);
  const masked = brushOf({ kind: 'photo' }, { kind: 'style', styleId: 'comic' });
  const strokes = masked.strokes.map((stroke) => ({ ...stroke, area: { kind: 'hair' as const } }));
  const own = { composition: drawing, strength: 1 };
  const used = brushStrip({ ...masked, strokes }, own, source, rows, strip);
  // Two planes of weights, an area, two pictures.
  expect(used).toHaveLength(5);
  const buffers = new Set<unknown>(used.map(({ buffer }) => buffer));
  for (const { data } of [strip, photo, whole]) expect(buffers).not.toContain(data.buffer);
});
