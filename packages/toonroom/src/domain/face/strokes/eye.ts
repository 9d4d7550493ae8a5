import type { EyeShape } from '../eyeShape.ts';
import { smoothstep } from '../../picture/smoothstep.ts';
import { type Canvas, lay } from './canvas.ts';
import { add, between, dot, evenly, interpolate, type Point, subtract } from './curves.ts';
import { EyeFrame, type Face } from './face.ts';
import type { Iris } from './iris.ts';
import type { StrokeChannel, StrokeNumbers } from './numbers.ts';

/** Position on the upper lid and length of each lash clump, the most important first. */
const lashes = [
  [0.9, 1],
  [0.7, 0.85],
  [0.48, 0.62],
  [0.25, 0.42],
  [0, 0.3],
] as const;

const scaled = (values: readonly number[], by: number): number[] =>
  values.map((value) => value * by);

/** Draws one eye with its lids and lashes; without an iris it is closed. */
export function drawEye(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  shape: EyeShape,
  iris: Iris | null,
  n: StrokeNumbers,
): void {
  const frame = new EyeFrame(shape);
  if (iris === null) {
    drawClosedEye(canvas, face, frame, n);
    return;
  }
  const x = evenly(-1, 1, 41);
  const upper = frame.path(x, (place) => frame.upper(place));
  canvas.fill(
    'white',
    between(
      upper,
      frame.path(x, (place) => frame.lower(place)),
    ),
  );
  drawBall(canvas, face, frame, iris, n);
  drawSocket(canvas, frame, n);
  const thickness = lidThickness(n);
  drawLidLine(canvas, face, frame, thickness, n);
  drawLashes(canvas, face, frame, thickness, n);
  canvas.spot(
    'lid_warm',
    frame.at(-0.95, 0),
    frame.out,
    [0.12 * frame.half, 0.07 * frame.half],
    0.4,
    { opacity: n.duct, within: canvas.plane('white') },
  );
  drawLowerLid(canvas, face, frame, n);
  drawCrease(canvas, face, frame, thickness, n);
}

/** Thickness of the upper lid's line at a position, in half widths. */
function lidThickness(n: StrokeNumbers): (place: number) => number {
  const { lidInner: inner, lidOuter: outer } = n;
  const places = [-1, -0.8, -0.4, 0.2, 0.62, 0.9, 1];
  const shares = [inner * 0.5, inner, inner * 0.4 + 0.55, 1, 1, 0.25 + 0.75 * outer, outer * 0.9];
  return (place) => 2 * n.lid * interpolate(place, places, shares);
}

/**
 * Draws the upper lid's line: its lower edge cuts the iris, its upper edge thickens towards the
 * outer third and ends in a wing.
 */
function drawLidLine(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  frame: EyeFrame,
  thickness: (place: number) => number,
  n: StrokeNumbers,
): void {
  const x = evenly(-1, 1, 41);
  const softPx = n.lidSoft * face.pen;
  const wing = 2 * n.wing;
  const edge = (stretch: number, share: number, lift: number): Point[] =>
    x.map((place) =>
      frame.at(place * stretch, frame.upper(place) - 0.02 + thickness(place) * share + lift),
    );
  const lower = edge(1, 0, 0);
  const tip = frame.at(1.02 + wing, 0.015 + wing * 0.6 + thickness(1) * 0.35);
  const under = frame.at(1 + wing * 0.35, -0.015 + wing * 0.1);
  canvas.fill('lid', between([...lower, under, tip], edge(1.02, 1, 0)), { softPx });
  const warmTip = add(tip, frame.out, 0.02 * frame.half);
  canvas.fill('lid_warm', between([...lower, under, warmTip], edge(1.03, 1 + n.lidWarm, 0.015)), {
    softPx: 0.1 * face.pen + softPx,
  });
}

function drawLashes(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  frame: EyeFrame,
  thickness: (place: number) => number,
  n: StrokeNumbers,
): void {
  lashes.forEach(([place, long], index) => {
    const opacity = Math.min(Math.max(n.lashCount - index, 0), 1);
    const length = 2 * n.lashes * long;
    if (opacity <= 0 || length < 0.02) return;
    const root = frame.upper(place) - 0.02 + thickness(place) * 0.5;
    const leanX = 0.42 + 0.55 * place;
    const leanY = 0.92 - 0.5 * Math.max(place, 0);
    const path = [
      frame.at(place - 0.05, root - 0.03),
      frame.at(place, root),
      frame.at(place + leanX * 0.55 * length, root + leanY * 0.38 * length),
      frame.at(place + leanX * length, root + leanY * length),
    ];
    const width = n.lashWidth * 2 * frame.half * (0.6 + 0.4 * long);
    canvas.line('lid', path, scaled([1, 0.9, 0.5, 0.04], width), {
      opacity,
      softPx: n.lidSoft * face.pen,
    });
  });
}

function drawLowerLid(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  frame: EyeFrame,
  n: StrokeNumbers,
): void {
  const softPx = n.lidSoft * face.pen;
  const width = n.lowerWidth * face.pen;
  const along = frame.path(evenly(-0.3, 0.98, 9), (place) => frame.lower(place) - 0.02);
  canvas.line('lid_warm', along, scaled([0.05, 0.3, 0.55, 0.8, 1, 0.95, 0.5], width), {
    opacity: n.lower,
    softPx,
  });
  const corner = [
    frame.at(0.62, frame.lower(0.62) - 0.02),
    frame.at(0.85, frame.lower(0.85) - 0.01),
    frame.at(1.02, 0.02),
  ];
  canvas.line('lid', corner, scaled([0.1, 0.7, 0.9], width), { opacity: n.lower * 0.8, softPx });
}

/** Draws the lid's fold as a line, and the shade between it and the lid's line. */
function drawCrease(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  frame: EyeFrame,
  thickness: (place: number) => number,
  n: StrokeNumbers,
): void {
  const places = evenly(-0.72, 0.92, 9);
  const fold = frame.path(places, (place) => {
    const gap = n.creaseHeight * 2 * (0.6 + 0.4 * (1 - place * place)) + thickness(place) * 0.7;
    return frame.upper(place) + gap;
  });
  const width = scaled([0.05, 0.5, 0.85, 1, 0.8, 0.1], n.creaseWidth * face.pen);
  const softPx = n.creaseSoft * face.pen;
  canvas.line('line', fold, width, { opacity: n.crease, softPx });
  const lid = frame.path(places, (place) => frame.upper(place));
  canvas.fill('shade', between(fold, lid), {
    opacity: n.lidShade,
    softPx: 0.35 * face.pen + softPx,
  });
}

/** Draws one arc where the lids meet, with the style's lashes hanging from it. */
function drawClosedEye(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  frame: EyeFrame,
  n: StrokeNumbers,
): void {
  const meeting = (place: number): number =>
    0.35 * frame.upper(place) + 0.65 * frame.lower(place) - 0.12 * Math.max(1 - place * place, 0);
  const x = evenly(-1, 1.05, 11);
  const y = x.map(meeting);
  const width = n.lid * frame.half * 1.5;
  canvas.line(
    'lid',
    frame.path(x, (_, index) => y[index]!),
    scaled([0.15, 0.6, 0.85, 1, 1.05, 1, 0.85, 0.3], width),
    { softPx: n.lidSoft * face.pen },
  );
  lashes.slice(0, 3).forEach(([place, long], index) => {
    const opacity = Math.min(Math.max(n.lashCount - index, 0), 1);
    const length = 2 * n.lashes * long * 0.8;
    if (opacity <= 0 || length < 0.02) return;
    const root = interpolate(place, x, y);
    const path = [
      frame.at(place, root + 0.01 * length),
      frame.at(place + 0.35 * length, root - 0.3 * length),
      frame.at(place + 0.85 * length, root - 0.42 * length),
    ];
    canvas.line('lid', path, scaled([1, 0.6, 0.05], n.lashWidth * 2 * frame.half * 0.8), {
      opacity,
    });
  });
  const fold = frame.path(
    evenly(-0.7, 0.9, 9),
    (place) => meeting(place) + n.creaseHeight * 2 * (1.3 - 0.6 * place * place),
  );
  canvas.line('line', fold, scaled([0.05, 0.7, 1, 0.7, 0.05], n.creaseWidth * face.pen), {
    opacity: n.crease,
    softPx: n.creaseSoft * face.pen,
  });
}

/** Iris, pupil, catch-lights and the shadows on the eyeball, pixel by pixel. */
function drawBall(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  frame: EyeFrame,
  iris: Iris,
  n: StrokeNumbers,
): void {
  const { shape, half, axis, up, out, centre } = frame;
  const white = canvas.plane('white');
  const planes = {
    iris: canvas.plane('iris'),
    deep: canvas.plane('iris_deep'),
    glow: canvas.plane('iris_glow'),
    pupil: canvas.plane('pupil'),
    dark: canvas.plane('dark'),
    spark: canvas.plane('spark'),
    light: canvas.plane('light'),
  };
  const px = 1 / Math.min(iris.wide, iris.tall); // one px in iris radii
  const pupilEdge = Math.max(0.05, 0.8 * px);
  const offset = subtract(iris.centre, centre);
  // Catch-lights are on the side of the key light (upper left in every picture), the same in both
  // eyes, below the lid's line.
  const side = -Math.sign(dot(face.across, axis));
  const sparkX = dot(offset, axis) / half + (side * 0.35 * iris.wide) / half;
  const lid = frame.upper(sparkX * shape.outward) * half - dot(offset, up);
  const sparkV = Math.min(0.43, lid / iris.tall - n.spark * 1.05 - 0.02);
  const cast = n.lidCastDepth * n.lidCastSoft;
  canvas.eachPixel(centre, half * 1.15, (x, y, index) => {
    const fromCentre: Point = [x - centre[0], y - centre[1]];
    const across = dot(fromCentre, out) / half;
    const height = dot(fromCentre, up) / half;
    if (n.wet > 0) lay(planes.light, index, n.wet * wetRim(frame, across, height));
    const open = white[index]!;
    if (open === 0) return;
    const fromIris: Point = [x - iris.centre[0], y - iris.centre[1]];
    const u = dot(fromIris, axis) / iris.wide;
    const v = dot(fromIris, up) / iris.tall;
    const r = Math.sqrt(u * u + v * v);
    const disc = smoothstep(1 + 0.8 * px, 1 - 0.8 * px, r) * open;
    if (disc > 0) {
      const top = n.irisTop * smoothstep(-0.3, 0.75, v);
      const rim = n.limbal * smoothstep(1 - n.limbalWidth, 1 - 0.25 * n.limbalWidth, r);
      const rays =
        n.fibres > 0 ? n.fibres * raysAt(u, v) * smoothstep(n.pupil, n.pupil + 0.2, r) : 0;
      const deep = 1 - (1 - top) * (1 - rim) * (1 - 0.5 * rays);
      const crescent = smoothstep(-0.05, -0.8, v + 0.25 * u) * smoothstep(1, 0.62, r);
      lay(planes.iris, index, disc);
      lay(planes.deep, index, deep * disc);
      lay(planes.glow, index, n.irisGlow * crescent * (1 - 0.35 * rays) * disc);
      const pupil = smoothstep(n.pupil + pupilEdge, n.pupil - pupilEdge, r);
      lay(planes.pupil, index, pupil * disc);
    }
    const below = (frame.upper(across) - height) / (2 * shape.opening); // 0 at the upper lid
    const above = (height - frame.lower(across)) / (2 * shape.opening);
    const shadow =
      1 -
      (1 - n.lidCast * smoothstep(n.lidCastDepth + cast, n.lidCastDepth - cast, below)) *
        (1 - n.ball * 0.8 * smoothstep(0.45, 1.05, Math.abs(across))) *
        (1 - n.ball * 0.45 * smoothstep(1.3, 0.97, r) * (1 - disc)) *
        (1 - n.ball * 0.35 * smoothstep(0.16, 0, above));
    lay(planes.dark, index, shadow * open);
    if (n.spark > 0) {
      const away = Math.abs((u - side * 0.35) / n.spark) ** n.sparkSquare;
      const off = Math.abs((v - sparkV) / (n.spark * 1.1)) ** n.sparkSquare;
      const edge = (0.8 * px) / n.spark;
      const spark = smoothstep(1 + edge, 1 - edge, (away + off) ** (1 / n.sparkSquare));
      lay(planes.spark, index, spark * open);
    }
    if (n.spark2 > 0) {
      const away = Math.hypot((u + side * 0.38) / n.spark2, (v + 0.46) / (n.spark2 * 0.9));
      const edge = (0.8 * px) / n.spark2;
      lay(planes.spark, index, 0.85 * smoothstep(1 + edge, 1 - edge, away) * open);
    }
  });
}

/** The lit edge of the lower lid, 0..1. */
function wetRim(frame: EyeFrame, across: number, height: number): number {
  const below = (frame.lower(across) - height) * frame.half; // px below the lower lid
  const thick = 0.055 * frame.half * Math.sqrt(Math.max(1 - across * across, 0)) + 1e-6;
  return (
    smoothstep(-0.7, 0.7, below) *
    smoothstep(thick + 0.7, thick - 0.7, below) *
    smoothstep(1, 0.85, Math.abs(across))
  );
}

/** Fine uneven rays around the iris' centre, 0..1. */
function raysAt(u: number, v: number): number {
  const angle = Math.atan2(v, u);
  const broad = Math.sin(26 * angle + 2.1 * Math.sin(7 * angle));
  const fine = Math.sin(47 * angle + 1.3 * Math.sin(11 * angle));
  return 0.5 + 0.3 * broad + 0.2 * fine;
}

/** Soft shade around the eye: inner corner, under the brow, below the lower lid; light on the lid's bulge. */
function drawSocket(canvas: Canvas<StrokeChannel>, frame: EyeFrame, n: StrokeNumbers): void {
  if (Math.max(n.socket, n.bag, n.lidLight) <= 0) return;
  const { half, up, out, centre } = frame;
  const shade = canvas.plane('shade');
  const light = canvas.plane('light');
  const bell = (value: number): number => Math.exp(-value * value);
  canvas.eachPixel(centre, half * 1.7, (x, y, index) => {
    const offset: Point = [x - centre[0], y - centre[1]];
    const across = dot(offset, out) / half;
    const height = dot(offset, up) / half;
    const fade = smoothstep(1.7, 1.3, Math.hypot(across, height));
    const upper = frame.upper(across);
    const lower = frame.lower(across);
    const over = Math.max(height - upper, 0);
    const above = smoothstep(-0.05, 0.05, height - 0.5 * (upper + lower));
    const inner = bell((across + 1.05) / 0.42) * bell((height - 0.2) / 0.5);
    const outer = bell((across - 0.9) / 0.5) * bell((height - 0.32) / 0.4);
    const around = bell(over / 0.32) * above * smoothstep(1.35, 0.5, Math.abs(across));
    const under = bell(Math.max(lower - height, 0) / 0.17) * (1 - above);
    const bag = 0.7 * under * smoothstep(1.2, 0.4, Math.abs(across));
    const socket = 0.5 * inner + 0.35 * outer + 0.5 * around;
    lay(shade, index, Math.min(n.socket * socket + n.bag * bag, 0.9) * fade);
    if (n.lidLight > 0) {
      const bulge = bell((over - n.creaseHeight - n.lid) / (0.7 * n.creaseHeight)) * above;
      lay(light, index, n.lidLight * bulge * smoothstep(0.9, 0.2, Math.abs(across - 0.08)));
    }
  });
}
