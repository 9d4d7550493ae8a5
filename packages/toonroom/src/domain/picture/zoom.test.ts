import { describe, expect, test } from 'vitest';
import { fitted, type Zoom, zoomBy, zoomRange } from './zoom.ts';
import { panBy, pointAt, type ViewOffset, zoomAround } from './zoomPlace.ts';

// A portrait in a wide view: at fit it fills the height.
const place = { view: { width: 800, height: 600 }, picture: { width: 400, height: 600 } };
const topLeft = { x: -400, y: -300 };

const shownAt = (zoom: Zoom, point: ViewOffset) => pointAt(zoom, point, place);

/** As a wheel does: about what is under the pointer. */
const zoomAt = (zoom: Zoom, factor: number, point: ViewOffset): Zoom =>
  zoomAround(zoom, factor, shownAt(zoom, point), point, place);

/** Matches a point, but for rounding. */
const near = ({ x, y }: ViewOffset): unknown => ({ x: expect.closeTo(x), y: expect.closeTo(y) });

describe('zooming', () => {
  test('keeps the point under the fingers', () => {
    const point = { x: 60, y: -120 };
    const before = zoomAt(fitted, 3, { x: 0, y: 0 });
    for (const factor of [1.4, 0.9]) {
      const after = zoomAt(before, factor, point);
      expect(after.scale).toBeCloseTo(3 * factor);
      expect(shownAt(after, point)).toEqual(near(shownAt(before, point)));
    }
  });

  test('brings it back under them once the borders allow it', () => {
    const point = { x: 90, y: 0 };
    const anchor = shownAt(fitted, point);
    const narrow = zoomAround(fitted, 1.5, anchor, point, place);
    expect(narrow.x).toBe(0.5);
    expect(shownAt(narrow, point).x).not.toBeCloseTo(anchor.x);
    const wide = zoomAround(narrow, 2, anchor, point, place);
    expect(shownAt(wide, point)).toEqual(near(anchor));
  });

  test('stays within its range, whatever is asked', () => {
    expect(zoomBy(fitted, 100).scale).toBe(zoomRange.max);
    expect(zoomBy(fitted, 0.01)).toEqual(fitted);
    expect(zoomAt({ scale: 2, x: 0.7, y: 0.6 }, 0.1, { x: 90, y: 10 })).toEqual(fitted);
  });

  test('leaves no gap beside a picture that is larger than the view', () => {
    const corner = zoomAt(fitted, 6, { x: -200, y: -300 });
    const out = zoomAt(corner, 0.5, { x: 400, y: 300 });
    const { x, y } = shownAt(out, topLeft);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  });
});

describe('panning', () => {
  const before: Zoom = { scale: 4, x: 0.5, y: 0.5 };

  test('follows the finger', () => {
    const way = { x: 32, y: -48 };
    expect(shownAt(panBy(before, way, place), way)).toEqual(near({ x: 0.5, y: 0.5 }));
  });

  test('ends at the picture’s border, and goes back from there at once', () => {
    const end = panBy(before, { x: 1e6, y: 1e6 }, place);
    expect(shownAt(end, topLeft)).toEqual(near({ x: 0, y: 0 }));
    const back = panBy(end, { x: -16, y: 0 }, place);
    expect(shownAt(back, topLeft)).toEqual(near({ x: 0.01, y: 0 }));
  });

  test('does nothing to a picture that fits', () => {
    expect(panBy(fitted, { x: 50, y: -70 }, place)).toEqual(fitted);
  });
});
