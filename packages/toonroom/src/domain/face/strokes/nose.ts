import type { Canvas } from './canvas.ts';
import { add, curve, distance, mix, type Point, subtract } from './curves.ts';
import { type Face, pick } from './face.ts';
import type { StrokeChannel, StrokeNumbers } from './numbers.ts';

/** Draws shade on one side and below the nose, nostrils and wings, light on bridge and tip. */
export function drawNose(canvas: Canvas<StrokeChannel>, face: Face, n: StrokeNumbers): void {
  drawShades(canvas, face, n);
  drawLines(canvas, face, n);
  drawLights(canvas, face, n);
}

function drawShades(canvas: Canvas<StrokeChannel>, face: Face, n: StrokeNumbers): void {
  const { points, pen, down } = face;
  const at = (index: number): Point => points[index]!;
  const wide = distance(at(327), at(98));
  const tip = at(4);
  const softPx = n.noseSoft * pen;
  const base = pick(face, [98, 97, 2, 326, 327]).map((point) => add(point, down, wide * 0.05));
  const under = [...curve(base), mix(tip, at(2), 0.5)];
  canvas.fill('shade', under, { opacity: n.noseUnder, softPx: 0.5 * softPx });
  const root = mix(at(168), at(417), 0.4);
  const bridge = curve([root, at(197), at(195), tip]);
  const side = curve([mix(at(358), tip, 0.45), mix(at(429), at(195), 0.65), root]);
  const fade: [Point, Point] = [at(168), at(5)];
  canvas.fill('shade', [...bridge, ...side], { opacity: n.noseSide, softPx, fade });
}

function drawLines(canvas: Canvas<StrokeChannel>, face: Face, n: StrokeNumbers): void {
  const { points, pen, unit, across, down } = face;
  const at = (index: number): Point => points[index]!;
  const base = at(2);
  const inPens = (widths: readonly number[], pens: number): number[] =>
    widths.map((width) => width * pens * pen);
  for (const [outer, inner] of [
    [98, 97],
    [327, 326],
  ] as const) {
    const path = [
      mix(at(outer), at(inner), 0.25),
      add(mix(at(outer), at(inner), 0.7), down, -pen * 0.25),
      mix(at(inner), base, 0.25),
    ];
    canvas.line('line', path, inPens([0.1, 0.9, 1.15, 0.8, 0.1], n.nostrilWidth), {
      opacity: n.nostril,
    });
  }
  for (const [indices, weight] of [
    [[129, 64, 98], 0.75],
    [[358, 294, 327], 1],
  ] as const) {
    const [a, b, c] = pick(face, indices) as [Point, Point, Point];
    const start = add(add(a, subtract(a, c), 0.2), down, -unit * 0.015);
    canvas.line('line', [start, a, b, mix(b, c, 0.6)], inPens([0.05, 0.6, 1, 0.7, 0.1], 0.8), {
      opacity: n.wings * weight,
    });
  }
  if (n.noseWedge > 0) {
    const tip = at(4);
    const way = subtract(base, tip);
    const length = Math.hypot(...way);
    const tall = Math.max(length, unit * 0.1) / (length + 1e-6);
    const wedge = [
      add(tip, across, unit * 0.012),
      add(add(tip, across, unit * 0.032), way, tall * 0.55),
      add(add(base, across, unit * 0.01), way, tall * 0.05),
    ];
    canvas.line('line', wedge, inPens([0.1, 0.85, 0.2], 0.75), { opacity: n.noseWedge });
  }
}

function drawLights(canvas: Canvas<StrokeChannel>, face: Face, n: StrokeNumbers): void {
  const { points, pen, unit, across } = face;
  const tip = add(mix(points[4]!, points[5]!, 0.28), across, -unit * 0.022);
  canvas.spot('light', tip, across, [0.026 * unit, 0.024 * unit], 0.55, { opacity: n.noseTip });
  canvas.spot('light', tip, across, [0.06 * unit, 0.05 * unit], 0.9, {
    opacity: 0.35 * n.noseTip,
  });
  const ridge = pick(face, [6, 197, 195, 5]).map((point) => add(point, across, -unit * 0.014));
  const widths = [0.2, 0.8, 1, 0.4].map((width) => width * pen * 1.1);
  canvas.line('light', ridge, widths, { opacity: n.noseBridge, softPx: pen * 0.6 });
}
