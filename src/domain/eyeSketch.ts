import { closedOpening, type EyeShape, lidHeight } from './eyeShape.ts';
import type { Plane } from './raster.ts';
import { smoothstep } from './smoothstep.ts';

/** Where one eye is sketched: planes of one size, unit. */
export interface EyePlanes {
  readonly iris: Plane;
  readonly tone: Plane;
  readonly lash: Plane;
}

/** The line between the eyes: a unit vector, and their distance in px. */
export interface EyeLine {
  readonly acrossX: number;
  readonly acrossY: number;
  readonly unit: number;
}

/** Thickness of the lash line, in eye distances. */
const lashThickness = 0.073;
/** Half the side of the square around an eye, in eye widths. */
const reach = 0.55;
/** Catch-lights: way from the iris' centre across and up, radius (all in iris radii), strength. */
const catchLights = [
  [-0.34, 0.4, 0.24, 0.97],
  [0.36, -0.5, 0.125, 0.75],
] as const;

/**
 * Sketches one eye into `planes`, raising what is darker there: the iris' disc, how light the drawn eye
 * is (white, iris, pupil, the lid's shadow, two catch-lights) and the lash line. A closed eye has only
 * the last. Same as `guide.py` in the model factory.
 */
export function sketchEye(planes: EyePlanes, eye: EyeShape, line: EyeLine): void {
  const half = eye.width / 2;
  const isOpen = eye.opening >= closedOpening;
  const { width, height } = planes.lash;
  const left = Math.max(0, Math.floor(eye.centreX - reach * eye.width));
  const right = Math.min(width, Math.ceil(eye.centreX + reach * eye.width));
  const top = Math.max(0, Math.floor(eye.centreY - reach * eye.width));
  const bottom = Math.min(height, Math.ceil(eye.centreY + reach * eye.width));
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const dx = (column + 0.5 - eye.centreX) / half;
      const dy = (row + 0.5 - eye.centreY) / half;
      const along = dx * eye.axisX + dy * eye.axisY;
      if (Math.abs(along) >= 1) continue;
      const above = dx * eye.axisY - dy * eye.axisX;
      const upper = lidHeight(eye.upper, along);
      const lower = lidHeight(eye.lower, along);
      const index = row * width + column;
      if (isOpen) {
        const inside = coverage(Math.min(upper - above, above - lower) * half);
        if (inside > 0) {
          const irisX = column + 0.5 - eye.irisX;
          const irisY = row + 0.5 - eye.irisY;
          const depth = (upper - above) / (2 * eye.opening);
          const disc = coverage(eye.irisRadius - Math.hypot(irisX, irisY));
          raise(planes.iris.data, index, inside * disc);
          raise(planes.tone.data, index, inside * eyeTone(eye, line, irisX, irisY, depth));
        }
      }
      const lid = isOpen ? upper : 0.8 * lower;
      raise(planes.lash.data, index, lashAt(eye, line.unit, along, (above - lid) * half));
    }
  }
}

/** Unit lightness at (x, y) px from the iris' centre; `depth` runs from the upper lid (0) to the lower (1). */
function eyeTone(eye: EyeShape, line: EyeLine, x: number, y: number, depth: number): number {
  const radius = Math.max(eye.irisRadius, 1e-6);
  const distance = Math.hypot(x, y);
  const r = distance / radius;
  const v = (x * eye.axisY - y * eye.axisX) / radius;
  const white = 0.92 - 0.3 * Math.min(1, (distance / (0.62 * eye.width)) ** 2);
  let iris = 0.42 - 0.2 * smoothstep(-0.25, 0.95, v);
  iris += (0.75 - iris) * 0.9 * smoothstep(-0.15, -1, v) * smoothstep(1.05, 0.35, r);
  iris *= (1 - 0.7 * smoothstep(0.8, 0.97, r)) * (1 - 0.92 * smoothstep(0.52, 0.45, r));
  let tone = white + (iris - white) * coverage(radius - distance);
  tone *= 1 - 0.45 * (1 - smoothstep(0.05, 0.35, depth));
  for (const [aside, above, size, strength] of catchLights) {
    const lightX = (line.acrossX * aside + eye.axisY * above) * radius;
    const lightY = (line.acrossY * aside - eye.axisX * above) * radius;
    const spot = coverage(size * radius - Math.hypot(x - lightX, y - lightY)) * strength;
    tone += (1 - tone) * spot;
  }
  return tone;
}

/** Coverage of the lash line, `abovePx` above the lid: thin at the inner corner, thick over the iris. */
function lashAt(eye: EyeShape, unit: number, along: number, abovePx: number): number {
  const outwards = along * eye.outward;
  const thickness =
    unit *
    lashThickness *
    (0.35 + 0.75 * smoothstep(-1, 0.2, outwards)) *
    (1 - 0.55 * smoothstep(0.75, 1, outwards));
  return coverage(thickness / 2 - Math.abs(abovePx - 0.18 * thickness));
}

/** Anti-aliased coverage from a signed distance in px. */
function coverage(insidePx: number): number {
  return Math.min(1, Math.max(0, 0.5 + insidePx));
}

function raise(plane: Float32Array, index: number, value: number): void {
  if (value > plane[index]!) plane[index] = value;
}
