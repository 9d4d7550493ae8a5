import { describe, expect, it, test } from 'vitest';
import { commonArea } from '../picture/geometry.ts';
import { newBubble, placeBubble, placeInPhoto } from './bubbles.ts';
import { bubbleShape } from './bubbleShape.ts';
import { frameKinds, initialFrame } from './frame.ts';
import { layOutFrame } from './frameLayout.ts';

const photo = { width: 900, height: 1200 };
const face = { x: 320, y: 300, width: 240, height: 300 };
const part = { crop: { x: 0, y: 100, width: 900, height: 1000 }, faces: [face] };
const bubble = newBubble({ kind: 'speech', part, photo, speaker: face, others: [] });

describe('a new bubble', () => {
  it('covers no face, and its tail ends beside the mouth', () => {
    const box = {
      x: bubble.x * photo.width - (bubble.width * 900) / 2,
      y: bubble.y * photo.height - (bubble.height * 900) / 2,
      width: bubble.width * 900,
      height: bubble.height * 900,
    };
    expect(commonArea(box, face)).toBe(0);
    const [x, y] = [bubble.tail!.x * photo.width, bubble.tail!.y * photo.height];
    expect(Math.hypot(x - 440, y - 534)).toBeLessThan(face.width * 0.6);
    expect(commonArea({ x, y, width: 1, height: 1 }, box)).toBe(0);
  });

  it('leaves others their place', () => {
    const second = newBubble({ kind: 'thought', part, photo, speaker: face, others: [bubble] });
    const apart =
      Math.abs(second.x - bubble.x) > bubble.width ||
      Math.abs(second.y - bubble.y) > (bubble.height * 900) / photo.height;
    expect(apart).toBe(true);
  });

  it('has a place where nobody is', () => {
    const alone = newBubble({
      kind: 'speech',
      part: { ...part, faces: [] },
      photo,
      speaker: undefined,
      others: [],
    });
    expect(alone.tail!.y).toBeGreaterThan(alone.y);
  });
});

test.each(frameKinds)('a bubble lies in the frame %s, whatever its place', (kind) => {
  const layout = layOutFrame({
    frame: { ...initialFrame, kind },
    part,
    nameOf: (source) => source,
  });
  for (const [x, y, width] of [
    [0.5, 0.5, 0.3],
    [-1, 2, 0.3],
    [0.5, 0.5, 2],
  ] as const) {
    const { box } = placeBubble({ ...bubble, x, y, width }, layout, photo)!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
    expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
  }
  // Back and forth.
  const { box } = placeBubble({ ...bubble, x: 0.5, y: 0.5 }, layout, photo)!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const back = placeInPhoto(middle, layout, photo);
  expect(back.x).toBeCloseTo(0.5);
  expect(back.y).toBeCloseTo(0.5);
});

describe.each(['speech', 'thought'] as const)('the outline of %s', (kind) => {
  const box = { x: 100, y: 50, width: 400, height: 200 };
  const spots = (path: string): readonly (readonly [number, number])[] =>
    [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)(?=[A-Z]|$)/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );

  it('stays in its box but for the tail, which ends where it should', () => {
    const path = bubbleShape(kind, box, { x: 220, y: 400 });
    expect(path).toMatch(/^M.*Z$/);
    expect(path).not.toContain('NaN');
    const all = spots(path);
    const outside = all.filter(
      ([x, y]) => x < 95 || x > 505 || y < 45 || (y > 255 && (x < 180 || x > 300)),
    );
    expect(outside).toEqual([]);
    expect(Math.min(...all.map(([x, y]) => Math.hypot(x - 220, y - 400)))).toBeLessThan(10);
  });

  it('has no tail to a spot inside', () => {
    const path = bubbleShape(kind, box, { x: 300, y: 160 });
    expect(path).toBe(bubbleShape(kind, box, null));
  });
});
