import { describe, expect, it } from 'vitest';
import { cropAround, cropAt, placeOf, type Shape, shapes } from './crop.ts';
import type { Box } from '../picture/geometry.ts';

const landscape = { width: 1200, height: 800 };
const portrait = { width: 800, height: 1200 };
const face = (x: number, y: number, side: number): Box => ({ x, y, width: side, height: side });

/** How much of `box` lies outside of `crop`, px along the side where it is most. */
function outside(box: Box, crop: Box): number {
  return Math.max(
    crop.x - box.x,
    crop.y - box.y,
    box.x + box.width - crop.x - crop.width,
    box.y + box.height - crop.y - crop.height,
  );
}

describe('cropAround', () => {
  it('leaves the whole picture where no shape is asked for', () => {
    expect(cropAround(landscape, [face(1100, 0, 90)], 'whole')).toEqual({
      x: 0,
      y: 0,
      ...landscape,
    });
  });

  it.each([
    ['1:1', landscape, { width: 800, height: 800 }],
    ['1:1', portrait, { width: 800, height: 800 }],
    ['4:5', landscape, { width: 640, height: 800 }],
    ['4:5', portrait, { width: 800, height: 1000 }],
    ['16:9', landscape, { width: 1200, height: 675 }],
    ['16:9', portrait, { width: 800, height: 450 }],
    ['9:16', landscape, { width: 450, height: 800 }],
    ['9:16', portrait, { width: 675, height: 1200 }],
  ] as const)('is the largest %s that fits', (shape, photo, size) => {
    expect(cropAround(photo, [], shape)).toMatchObject(size);
  });

  it('takes the middle of a picture of nobody', () => {
    expect(cropAround(landscape, [], '1:1')).toMatchObject({ x: 200, y: 0 });
    expect(cropAround(portrait, [], '16:9')).toMatchObject({ x: 0, y: 375 });
  });

  it('is centred on a face', () => {
    const crop = cropAround(landscape, [face(500, 300, 100)], '1:1');
    expect(crop).toEqual({ x: 150, y: 0, width: 800, height: 800 });
  });

  it('leaves more room above a face than below, for the hair', () => {
    const [box] = [face(350, 500, 100)];
    const crop = cropAround(portrait, [box], '16:9');
    const above = box.y - crop.y;
    const below = crop.y + crop.height - box.y - box.height;
    expect(above).toBe(below + 30);
  });

  it('stays in the picture, with the face, when that is at its edge', () => {
    expect(cropAround(landscape, [face(1110, 300, 90)], '9:16')).toMatchObject({ x: 750, y: 0 });
    expect(cropAround(landscape, [face(-20, 300, 90)], '9:16')).toMatchObject({ x: 0, y: 0 });
    expect(cropAround(portrait, [face(300, 1120, 100)], '16:9')).toMatchObject({ y: 750 });
  });

  it('keeps everybody who fits', () => {
    const faces = [face(300, 200, 120), face(700, 260, 100), face(960, 240, 80)];
    const crop = cropAround(landscape, faces, '1:1');
    for (const box of faces) expect(outside(box, crop)).toBeLessThanOrEqual(0);
  });

  it('keeps a face whose hair has no room', () => {
    const box = face(300, 400, 400);
    const crop = cropAround(portrait, [box], '16:9');
    expect(outside(box, crop)).toBeLessThanOrEqual(0);
    // The hair is worth more than the neck.
    expect(box.y - crop.y).toBeGreaterThan(crop.y + crop.height - box.y - box.height);
  });

  it('shows the middle of a face that is larger than the shape', () => {
    const crop = cropAround(portrait, [face(100, 300, 600)], '16:9');
    expect(crop).toMatchObject({ y: 375, height: 450 });
  });

  it('gives up the smaller faces where not all fit', () => {
    const [large, far, near] = [face(60, 300, 150), face(1000, 300, 120), face(300, 320, 90)];
    const crop = cropAround(landscape, [large, far, near], '9:16');
    expect(outside(large, crop)).toBeLessThanOrEqual(0);
    expect(outside(near, crop)).toBeLessThanOrEqual(0);
    expect(outside(far, crop)).toBeGreaterThan(0);
  });

  it.each(shapes)('%s: whole pixels inside the picture, with the largest face', (shape) => {
    const wrong = cases().filter(({ photo, box }) => {
      const crop = cropAround(photo, [box, face(0, 0, box.width / 2)], shape);
      const isWhole = Object.values(crop).every((value) => Number.isInteger(value));
      const isInside = outside(crop, { x: 0, y: 0, ...photo }) <= 0;
      const isEmpty = crop.width < 1 || crop.height < 1;
      // What of the face lies in the picture, but for a part of a pixel.
      const hasFace = outside(seenOf(box, photo), crop) < 1;
      return !isWhole || !isInside || isEmpty || !hasFace || !isShaped(crop, shape);
    });
    expect(wrong).toEqual([]);
  });
});

/** Pictures of every kind, each with a face at many places. */
function cases(): readonly { photo: { width: number; height: number }; box: Box }[] {
  const sizes = [1, 2, 3, 17, 96, 333, 1001].flatMap((width) =>
    [1, 5, 64, 480, 999].map((height) => ({ width, height })),
  );
  const places = [
    [0, 0, 0.2],
    [0.9, 0.1, 0.3],
    [0.33, 0.71, 0.07],
    [-0.1, 0.95, 0.25],
  ] as const;
  return sizes.flatMap((photo) =>
    places.map(([x, y, share]) => {
      const side = share * Math.min(photo.width, photo.height);
      return { photo, box: face(x * photo.width, y * photo.height, side) };
    }),
  );
}

function seenOf(box: Box, photo: { width: number; height: number }): Box {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  return {
    x,
    y,
    width: Math.min(photo.width, box.x + box.width) - x,
    height: Math.min(photo.height, box.y + box.height) - y,
  };
}

/** Whether the ratio is that of the shape, but for what is rounded away. */
function isShaped({ width, height }: Box, shape: Shape): boolean {
  if (shape === 'whole') return true;
  const [across, down] = shape.split(':').map(Number) as [number, number];
  return Math.abs(width - (height * across) / down) < 2;
}

describe('cropAt', () => {
  it('stays where it was put, and within the photo', () => {
    expect(cropAt(landscape, '1:1', { x: 0.5, y: 0.5, size: 1 })).toEqual({
      x: 200,
      y: 0,
      width: 800,
      height: 800,
    });
    expect(cropAt(landscape, '1:1', { x: 0, y: 2, size: 0.5 })).toEqual({
      x: 0,
      y: 400,
      width: 400,
      height: 400,
    });
    expect(cropAt(portrait, '16:9', { x: 0.5, y: 0.5, size: 0 }).width).toBe(200);
  });

  it.each(shapes)('has the place that is read from it: %s', (shape) => {
    const crop = cropAt(portrait, shape, { x: 0.4, y: 0.6, size: 0.5 });
    const again = cropAt(portrait, shape, placeOf(portrait, shape, crop));
    expect(again).toMatchObject({ x: crop.x, width: crop.width });
    expect(Math.abs(again.height - crop.height)).toBeLessThanOrEqual(1);
  });
});
