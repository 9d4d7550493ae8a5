import { describe, expect, it } from 'vitest';
import { planeOf, samplePlane } from '../picture/plane.ts';
import { distanceFrom } from './distance.ts';
import { silhouetteOf } from './silhouette.ts';

const size = { width: 120, height: 120 };
const uncut = { left: false, top: false, right: false, bottom: false };

/** A disc with a smooth edge. */
const disc = (x: number, y: number, radius: number) =>
  planeOf(size, (pixel) => {
    const column = (pixel % size.width) + 0.5;
    const row = Math.floor(pixel / size.width) + 0.5;
    return Math.min(1, Math.max(0, radius - Math.hypot(column - x, row - y) + 0.5));
  });

describe('distances', () => {
  it('are those from the edge, to a fraction of a pixel, and 0 within', () => {
    const distances = distanceFrom(disc(60, 60, 20));
    for (let degrees = 0; degrees < 360; degrees += 7) {
      const angle = (degrees * Math.PI) / 180;
      const x = Math.floor(60 + 40 * Math.cos(angle));
      const y = Math.floor(60 + 40 * Math.sin(angle));
      const wanted = Math.hypot(x + 0.5 - 60, y + 0.5 - 60) - 20;
      expect(Math.abs(distances.data[y * size.width + x]! - wanted)).toBeLessThan(0.6);
    }
    expect(distances.data[60 * size.width + 60]).toBe(0);
  });
});

describe('silhouettes', () => {
  it('of a disc are a disc: the outline is equally wide all around', () => {
    const { pad, depth } = silhouetteOf(disc(60, 60, 30), 10, uncut);
    const edges: number[] = [];
    for (let degrees = 0; degrees < 360; degrees += 5) {
      const angle = (degrees * Math.PI) / 180;
      // Along the ray, where the depth crosses 0.
      let radius = 30;
      const at = (length: number) =>
        samplePlane(
          depth,
          60 + length * Math.cos(angle) + pad,
          60 + length * Math.sin(angle) + pad,
        );
      while (at(radius) > 0) radius += 0.05;
      edges.push(radius - 30);
    }
    expect(Math.min(...edges)).toBeGreaterThan(9.3);
    expect(Math.max(...edges)).toBeLessThan(10.7);
  });

  it('fill narrow notches', () => {
    const comb = planeOf(size, (pixel) => {
      const column = pixel % size.width;
      const row = Math.floor(pixel / size.width);
      const isIn = row > 30 && row < 90 && column > 30 && column < 90;
      return isIn && !(column > 58 && column < 62 && row < 80) ? 1 : 0;
    });
    const { pad, depth } = silhouetteOf(comb, 6, uncut);
    const at = (x: number, y: number) => depth.data[(y + pad) * depth.width + x + pad]!;
    expect(at(60, 31)).toBeGreaterThan(3);
    expect(at(60, 22)).toBeLessThan(0);
  });

  it('end where the picture cuts the shape, with round corners', () => {
    const outline = 8;
    const cut = { ...uncut, bottom: true };
    const { pad, depth } = silhouetteOf(disc(60, 110, 40), outline, cut);
    const at = (x: number, y: number) => depth.data[(y + pad) * depth.width + x + pad]!;
    expect(at(60, 118)).toBeGreaterThan(0);
    for (let x = -5; x < 125; x++) expect(at(x, 121)).toBeLessThan(0);
    // Beside the shape, just above the edge, the outline is there; in the corner it is not.
    expect(at(16, 108)).toBeGreaterThan(0);
    expect(at(13, 119)).toBeLessThan(0);
  });

  it('without an outline are the shape', () => {
    const { pad, depth } = silhouetteOf(disc(60, 60, 30), 0, uncut);
    expect(pad).toBe(0);
    expect(depth.data[60 * size.width + 60]).toBe(0.5);
    expect(depth.data[0]).toBe(-0.5);
  });
});
