import { cropSize } from './align.ts';
import type { EyeShape } from './eyeShape.ts';
import {
  eyes,
  faceOval,
  jaw,
  type Landmarks,
  lipsInnerLower,
  lipsInnerUpper,
  lipsOuterLower,
  lipsOuterUpper,
} from './landmarks.ts';
import { solveInPlace } from './linearSystem.ts';
import { smoothstep } from '../picture/smoothstep.ts';
import { Canvas, gaussian, lay } from './strokes/canvas.ts';
import {
  add,
  between,
  curve,
  evenly,
  mix,
  mixPaths,
  type Point,
  ribbon,
} from './strokes/curves.ts';
import { EyeFrame, type Face, hullOf, pick, readFace } from './strokes/face.ts';

/** The form's channels, in order. */
export const formChannels = [
  'nx', // unit normal of the face's mesh: right, down, towards the viewer
  'ny',
  'nz',
  'trust', // how reliable shading from the mesh is
  'face',
  'eye_zone', // eyes and brows
  'lips',
  'blush',
  'neck_shadow', // the chin's shadow on the neck
  'forehead',
  'beard_zone', // where any beard may grow
  'glasses_zone',
  'nose',
  'gloss', // highlight on the tip of the nose
  'iris_ring', // iris without pupil, where the lids leave it visible
  'brow_area',
  'lip_ring', // lips without the opening between them
  'oval',
] as const;

type FormChannel = (typeof formChannels)[number];
type FormCanvas = Canvas<FormChannel>;

/** Points of the mesh; those of the irises follow them. */
const meshPoints = 468;
/** Above 1 the mesh is flattened so that the key light stays soft; 1 keeps it as it is. */
const relief = 2;
/** The upper border of the beard zone, from the left ear across the cheeks and under the nose. */
const cheeksAndNose = [280, 327, 2, 98, 50];

/**
 * Low-frequency shapes of the (drawn) face at `landmarks` over the whole crop: [18,side,side] f32.
 * All are 0..1 except the normal (−1..1), which needs the landmarks' depth: without depth the face
 * is flat.
 */
export function drawForm(landmarks: Landmarks<'crop'>, side: number): Float32Array<ArrayBuffer> {
  const face = readFace(landmarks, side);
  const canvas: FormCanvas = new Canvas(formChannels, 0, 0, side, side);
  const depth = Float64Array.from(
    landmarks.z ?? new Float32Array(meshPoints),
    (z) => (z * side) / cropSize,
  );
  drawNormals(canvas, face, depth, side);
  drawOutline(canvas, face, side);
  drawEyeZones(canvas, face);
  drawLipZones(canvas, face, side);
  drawSpots(canvas, face, side);
  drawBeardZone(canvas, face);
  return canvas.data;
}

/** Draws the channels that depend on the distance to the face's outline. */
function drawOutline(canvas: FormCanvas, face: Face, side: number): void {
  const { points, unit, down } = face;
  const trust = canvas.plane('trust');
  const whole = canvas.plane('face');
  const forehead = canvas.plane('forehead');
  const shadow = canvas.plane('neck_shadow');
  // Further outside all channels are the same.
  const inside = hullOf(face, [0, 0], -0.05 * unit);
  const shifted = hullOf(face, [down[0] * unit * 0.26, down[1] * unit * 0.26], -0.02 * unit);
  const below = (point: Point, x: number, y: number): number =>
    ((x - point[0]) * down[0] + (y - point[1]) * down[1]) / unit;
  for (let index = 0; index < side * side; index++) {
    const x = (index % side) + 0.5;
    const y = Math.floor(index / side) + 0.5;
    const within = inside(x, y) / unit;
    whole[index] = smoothstep(-0.05, 0.05, within);
    trust[index] = smoothstep(0, 0.24, within) * smoothstep(0.05, 0.55, below(points[10]!, x, y));
    forehead[index] = smoothstep(0.25, -0.1, below(points[6]!, x, y)) * whole[index]!;
    if (within < 0.02) {
      shadow[index] =
        smoothstep(-0.02, 0.02, shifted(x, y) / unit) *
        smoothstep(0.02, -0.02, within) *
        smoothstep(-0.02, 0.02, below(points[152]!, x, y) + 0.5);
    }
  }
  canvas.fill('oval', pick(face, faceOval));
}

function drawEyeZones(canvas: FormCanvas, face: Face): void {
  eyes.forEach((eye, index) => {
    const shape = face.eyes[index]!;
    const { centre, axis } = new EyeFrame(shape);
    const radii = [shape.width * 0.66, shape.width * Math.max(0.4, shape.opening * 0.62)] as const;
    canvas.spot('eye_zone', centre, axis, radii, 0.04);
    const upper = pick(face, eye.browUpper);
    const lower = pick(face, eye.browLower);
    canvas.fill('eye_zone', ribbon(curve(mixPaths(upper, lower, 0.5)), [shape.width * 0.42]));
    canvas.fill('brow_area', between(upper, lower));
    drawIrisRing(canvas, shape);
  });
}

function drawIrisRing(canvas: FormCanvas, shape: EyeShape): void {
  const frame = new EyeFrame(shape);
  const places = evenly(-1, 1, 25);
  const reach = Math.ceil(shape.irisRadius * 1.1 + 2);
  const left = Math.floor(shape.irisX) - reach;
  const top = Math.floor(shape.irisY) - reach;
  const width = 2 * reach + 1;
  const lids = new Canvas(['open'], left, top, width, width);
  lids.fill(
    'open',
    between(
      frame.path(places, (place) => frame.upper(place)),
      frame.path(places, (place) => frame.lower(place)),
    ),
  );
  const open = lids.plane('open');
  const plane = canvas.plane('iris_ring');
  const radius = Math.max(shape.irisRadius, 1e-6);
  const px = 0.7 / radius;
  canvas.eachPixel([shape.irisX, shape.irisY], radius * 1.1 + 1, (x, y, index) => {
    const r = Math.hypot(x - shape.irisX, y - shape.irisY) / radius;
    const ring = smoothstep(0.9 + px, 0.9 - px, r) * smoothstep(0.45 - px, 0.45 + px, r);
    if (ring > 0)
      lay(plane, index, ring * open[(Math.floor(y) - top) * width + Math.floor(x) - left]!);
  });
}

function drawLipZones(canvas: FormCanvas, face: Face, side: number): void {
  canvas.fill('lips', ring(face, lipsOuterUpper, lipsOuterLower));
  const opened = new Canvas(['gap'], 0, 0, side, side);
  opened.fill('gap', ring(face, lipsInnerUpper, lipsInnerLower));
  const gap = opened.plane('gap');
  const lips = canvas.plane('lips');
  canvas.plane('lip_ring').set(lips.map((value, index) => value * (1 - gap[index]!)));
}

/** The outline along `upper` and back along `lower`; both run between the same two corners. */
function ring(face: Face, upper: readonly number[], lower: readonly number[]): Point[] {
  return between(pick(face, upper), pick(face, lower.slice(1, -1)));
}

function drawSpots(canvas: FormCanvas, face: Face, side: number): void {
  const { points, unit, across } = face;
  const at = (index: number): Point => points[index]!;
  for (const [outer, inner] of [
    [50, 205],
    [280, 425],
  ] as const) {
    const radii = [unit * 0.24, unit * 0.14] as const;
    canvas.spot('blush', mix(at(outer), at(inner), 0.3), across, radii, 0.6);
  }
  canvas.spot('nose', mix(at(4), at(2), 0.5), across, [unit * 0.33, unit * 0.24], 0.3);
  const tip = add(mix(at(4), at(5), 0.35), across, -unit * 0.025);
  canvas.spot('gloss', tip, across, [unit * 0.05, unit * 0.042], 0.7);
  canvas.spot('glasses_zone', at(6), across, [unit * 0.9, unit * 0.45], 0.15);
  const zone = canvas.plane('glasses_zone');
  const inside = hullOf(face);
  for (let index = 0; index < side * side; index++) {
    if (zone[index]! > 0) {
      const distance = inside((index % side) + 0.5, Math.floor(index / side) + 0.5) / unit;
      zone[index]! *= smoothstep(-0.3, 0.05, distance);
    }
  }
}

/** Cheeks, chin, the area around the lips, and as far below the jaw as a long beard reaches. */
function drawBeardZone(canvas: FormCanvas, face: Face): void {
  const line = pick(face, jaw);
  const places = evenly(-1, 1, line.length);
  const hanging = line.map((point, index) =>
    add(point, face.down, face.unit * Math.max(1 - (places[index]! / 0.75) ** 2, 0)),
  );
  canvas.fill('beard_zone', [...hanging, ...pick(face, cheeksAndNose)], {
    softPx: face.unit * 0.06,
  });
}

/** The side of the grid on which depth is interpolated. */
const depthSide = 64;

/**
 * Unit normals of the surface through the mesh's points. A bowl is fitted to all of them; its
 * residuals are spread from the points by Gaussian weights in three passes, each finer than the
 * last.
 */
function drawNormals(canvas: FormCanvas, face: Face, depth: Float64Array, side: number): void {
  const scale = depthSide / side;
  const mesh = face.points.slice(0, meshPoints).map(([x, y]): Point => [x * scale, y * scale]);
  const z = Float64Array.from(mesh, (_, index) => depth[index]! * scale);
  const { surface, missed } = fitBowl(mesh, z);
  for (const sigma of [3, 1.8, 1.2]) spreadMissed(surface, mesh, missed, sigma);
  const slope = (alongX: boolean): Float64Array => {
    const plane = new Float32Array(depthSide * depthSide);
    const last = depthSide - 1;
    for (let index = 0; index < plane.length; index++) {
      const column = index % depthSide;
      const row = Math.floor(index / depthSide);
      const before = alongX ? index - Math.min(column, 1) : index - Math.min(row, 1) * depthSide;
      const after = alongX
        ? index + Math.min(last - column, 1)
        : index + Math.min(last - row, 1) * depthSide;
      plane[index] = (surface[after]! - surface[before]!) / 2;
    }
    return enlarge(plane, side);
  };
  const [slopeX, slopeY] = [slope(true), slope(false)];
  const [nx, ny, nz] = [canvas.plane('nx'), canvas.plane('ny'), canvas.plane('nz')];
  for (let index = 0; index < side * side; index++) {
    const length = Math.hypot(slopeX[index]!, slopeY[index]!, relief);
    nx[index] = slopeX[index]! / length;
    ny[index] = slopeY[index]! / length;
    nz[index] = relief / length;
  }
}

/**
 * The second-order surface that fits the points' depths best, on the grid, and its residual at each
 * point.
 */
function fitBowl(
  mesh: readonly Point[],
  z: Float64Array,
): { surface: Float64Array; missed: Float64Array } {
  const terms = ([x, y]: Point): number[] => {
    const u = (x - depthSide / 2) / depthSide;
    const v = (y - depthSide / 2) / depthSide;
    return [1, u, v, u * u, u * v, v * v];
  };
  const matrix = new Float64Array(36);
  const weights = new Float64Array(6);
  mesh.forEach((point, index) => {
    const row = terms(point);
    row.forEach((a, i) => {
      weights[i]! += a * z[index]!;
      row.forEach((b, j) => {
        matrix[i * 6 + j]! += a * b;
      });
    });
  });
  for (let i = 0; i < 6; i++) matrix[i * 7]! += 1e-6;
  solveInPlace(matrix, [weights]);
  const height = (point: Point): number =>
    terms(point).reduce((sum, term, index) => sum + term * weights[index]!, 0);
  const surface = new Float64Array(depthSide * depthSide);
  for (let index = 0; index < surface.length; index++) {
    surface[index] = height([(index % depthSide) + 0.5, Math.floor(index / depthSide) + 0.5]);
  }
  return { surface, missed: Float64Array.from(mesh, (point, index) => z[index]! - height(point)) };
}

/**
 * Adds the residuals `missed`, spread by `sigma` cells, to `surface` and subtracts what was added
 * from them.
 */
function spreadMissed(
  surface: Float64Array,
  mesh: readonly Point[],
  missed: Float64Array,
  sigma: number,
): void {
  const weights = new Float64Array(surface.length).fill(0.1);
  const sums = new Float64Array(surface.length);
  const reach = Math.ceil(3 * sigma);
  const bell = (distance: number): number => Math.exp(-0.5 * (distance / sigma) ** 2);
  const gx = new Float64Array(2 * reach + 1);
  mesh.forEach(([x, y], point) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const first = Math.max(column - reach, 0);
    const end = Math.min(column + reach + 1, depthSide);
    for (let c = first; c < end; c++) gx[c - first] = bell(c + 0.5 - x);
    for (let r = Math.max(row - reach, 0); r < Math.min(row + reach + 1, depthSide); r++) {
      const gy = bell(r + 0.5 - y);
      for (let c = first; c < end; c++) {
        const weight = gy * gx[c - first]!;
        weights[r * depthSide + c]! += weight;
        sums[r * depthSide + c]! += weight * missed[point]!;
      }
    }
  });
  const step = sums.map((sum, index) => sum / weights[index]!);
  step.forEach((value, index) => {
    surface[index]! += value;
  });
  mesh.forEach(([x, y], point) => {
    missed[point]! -= sample(step, x, y);
  });
}

/** A bilinear sample of the small grid; beyond its border the edge is repeated. */
function sample(plane: ArrayLike<number>, x: number, y: number): number {
  const clamp = (value: number): number => Math.min(Math.max(value - 0.5, 0), depthSide - 1.001);
  const [cx, cy] = [clamp(x), clamp(y)];
  const column = Math.floor(cx);
  const row = Math.floor(cy);
  const at = row * depthSide + column;
  const top = plane[at]! + (plane[at + 1]! - plane[at]!) * (cx - column);
  const under = at + depthSide;
  const bottom = plane[under]! + (plane[under + 1]! - plane[under]!) * (cx - column);
  return top + (bottom - top) * (cy - row);
}

/** The small grid, blurred by 0.8 of its cells and enlarged to `side`. */
function enlarge(plane: Float32Array, side: number): Float64Array {
  const smooth = gaussian(plane, depthSide, depthSide, 0.8);
  const large = new Float64Array(side * side);
  const cell = depthSide / side;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      large[row * side + column] = sample(smooth, (column + 0.5) * cell, (row + 0.5) * cell);
    }
  }
  return large;
}
