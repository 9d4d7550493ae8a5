import { lipsInnerLower, lipsInnerUpper, lipsOuterLower, lipsOuterUpper } from '../landmarks.ts';
import { smoothstep } from '../../picture/smoothstep.ts';
import type { Canvas } from './canvas.ts';
import {
  add,
  between,
  curve,
  distance,
  dot,
  evenly,
  mix,
  mixPaths,
  type Point,
  subtract,
} from './curves.ts';
import { type Face, pick } from './face.ts';
import type { StrokeChannel, StrokeNumbers } from './numbers.ts';

/** The lips' four edges, from the right corner to the left one. */
interface Lips {
  readonly innerUpper: readonly Point[];
  readonly innerLower: readonly Point[];
  readonly outerUpper: readonly Point[];
  readonly outerLower: readonly Point[];
  /** Between the inner edges. */
  readonly middle: readonly Point[];
  /** Width of the mouth, px. */
  readonly wide: number;
  /** Opening in the middle, in eye distances. */
  readonly gap: number;
  /** 0 closed, 1 open. */
  readonly parted: number;
}

/** Relative rise of the upper lip's points for its cupid's bow. */
const bowShape = [0, 0, 0.1, 0.35, 1, -0.75, 1, 0.35, 0.1, 0, 0];

/** Draws the lips, the opening between them, and the lines and shades around them. */
export function drawMouth(canvas: Canvas<StrokeChannel>, face: Face, n: StrokeNumbers): void {
  const lips = readLips(face, n);
  drawLips(canvas, face, lips, n);
  if (lips.parted > 0) drawOpening(canvas, face, lips, n);
  drawLines(canvas, face, lips, n);
}

function readLips(face: Face, n: StrokeNumbers): Lips {
  const { points, unit, down } = face;
  const gap = dot(subtract(points[14]!, points[13]!), down) / unit;
  const parted = smoothstep(0.03, 0.075, gap);
  const upper = pick(face, lipsInnerUpper);
  const lower = pick(face, lipsInnerLower);
  const middle = mixPaths(upper, lower, 0.5);
  const outerUpper = pick(face, lipsOuterUpper).map((point, index) =>
    add(point, down, -bowShape[index]! * n.bow * 0.028 * unit),
  );
  return {
    innerUpper: mixPaths(middle, upper, parted),
    innerLower: mixPaths(middle, lower, parted),
    outerUpper,
    outerLower: pick(face, lipsOuterLower),
    middle,
    wide: distance(outerUpper[0]!, outerUpper.at(-1)!),
    gap,
    parted,
  };
}

function drawLips(canvas: Canvas<StrokeChannel>, face: Face, lips: Lips, n: StrokeNumbers): void {
  const { points, pen, unit, across, down } = face;
  const { innerUpper, innerLower, outerUpper, outerLower, wide } = lips;
  const below = add(points[17]!, down, unit * 0.055);
  canvas.spot('shade', below, across, [0.16 * unit, 0.035 * unit], 0.8, { opacity: n.belowLip });
  const softPx = n.lipSoft * pen;
  const upperEdge = curve(innerUpper);
  const lowerEdge = curve(outerLower);
  canvas.fill('lip_upper', between(curve(outerUpper), upperEdge), {
    opacity: n.lipShape,
    softPx,
  });
  canvas.fill('lip_lower', between(curve(innerLower), lowerEdge), {
    opacity: n.lipShape,
    softPx,
  });
  const belly = mix(points[14]!, points[17]!, 0.5);
  const tall = Math.max(distance(points[17]!, points[14]!) * 0.42, pen * 0.5);
  canvas.spot('lip_lower', belly, across, [wide * 0.24, tall], 0.55, {
    opacity: 0.8 * (1 - n.lipShape),
  });
  const within = canvas.plane('lip_lower');
  if (n.lipModel > 0) {
    canvas.fill('mouth_line', between(curve(mixPaths(innerUpper, outerUpper, 0.45)), upperEdge), {
      opacity: 0.35 * n.lipModel,
      softPx: 0.3 * pen,
      within: canvas.plane('lip_upper'),
    });
    canvas.fill('mouth_line', between(curve(mixPaths(outerLower, innerLower, 0.3)), lowerEdge), {
      opacity: 0.3 * n.lipModel,
      softPx: 0.35 * pen,
      within,
    });
    const widths = [1, 0.8, 0.7, 0.8, 1].map((width) => width * 0.8 * pen);
    const laying = { opacity: 0.3 * n.lipModel, softPx: 0.25 * pen, within };
    canvas.line('mouth_line', innerLower, widths, laying);
  }
  for (const [aside, long, share] of [
    [-0.055, 0.062, 1],
    [0.07, 0.03, 0.6],
  ] as const) {
    const centre = add(belly, across, unit * aside);
    canvas.spot('light', centre, across, [long * unit, 0.016 * unit], 0.5, {
      opacity: n.lipGloss * share,
      within,
    });
  }
}

/** Draws the dark inside, the tongue, and one band of teeth in the lip's shade. */
function drawOpening(
  canvas: Canvas<StrokeChannel>,
  face: Face,
  lips: Lips,
  n: StrokeNumbers,
): void {
  const { points, pen, unit, across, down } = face;
  const { innerUpper, innerLower, wide, gap, parted } = lips;
  const upperEdge = curve(innerUpper);
  canvas.fill('mouth', between(upperEdge, curve(innerLower)), { opacity: parted });
  const within = canvas.plane('mouth');
  const tongue = add(points[14]!, down, unit * 0.01);
  const tongueTall = Math.max(gap * 0.36, 0.03) * unit;
  canvas.spot('tongue', tongue, across, [wide * 0.24, tongueTall], 0.3, {
    opacity: 0.9 * smoothstep(0.14, 0.3, gap),
    within,
  });
  const share = 0.88 - 0.3 * smoothstep(0.14, 0.26, gap);
  const places = evenly(-1, 1, innerUpper.length);
  const teeth = curve(
    innerUpper.map((point, index) =>
      mix(point, innerLower[index]!, share * (1 - 0.2 * places[index]! ** 4)),
    ),
  );
  // Barely parted lips show no teeth.
  const opacity = smoothstep(0.045, 0.09, gap);
  canvas.fill('teeth', between(upperEdge, teeth), { opacity, within });
  const lipShade = between(
    upperEdge.map((point) => add(point, down, -pen)),
    upperEdge.map((point) => add(point, down, pen * 0.7)),
  );
  canvas.fill('dark', lipShade, { opacity: 0.5 * n.teethShade, softPx: 0.35 * pen, within });
  for (const [end, inward] of [
    [innerUpper[0]!, 1],
    [innerUpper.at(-1)!, -1],
  ] as const) {
    const centre = add(end, across, inward * wide * 0.02);
    canvas.spot('dark', centre, across, [0.13 * wide, 0.12 * wide], 0.7, {
      opacity: n.teethShade,
      within,
    });
  }
  if (n.teethGaps > 0) drawTeethGaps(canvas, upperEdge, teeth, pen, n);
  const inPens = (widths: readonly number[]): number[] =>
    widths.map((width) => width * n.mouthLine * pen);
  const upperWidths = inPens([0.5, 0.9, 0.65, 0.55, 0.65, 0.55, 0.65, 0.9, 0.5]);
  canvas.line('mouth_line', innerUpper, upperWidths, { opacity: parted });
  canvas.line('mouth_line', innerLower, inPens([0.3, 0.5, 0.5, 0.5, 0.3]), {
    opacity: 0.45 * parted,
  });
}

function drawTeethGaps(
  canvas: Canvas<StrokeChannel>,
  top: readonly Point[],
  bottom: readonly Point[],
  pen: number,
  n: StrokeNumbers,
): void {
  for (const place of [-0.43, -0.3, -0.155, 0, 0.155, 0.3, 0.43]) {
    const index = Math.round(((place + 1) / 2) * (top.length - 1));
    const path = [top[index]!, mix(top[index]!, bottom[index]!, 0.5), bottom[index]!];
    canvas.line('dark', path, [0.1 * pen, 0.2 * pen, 0.25 * pen], {
      opacity: n.teethGaps,
      within: canvas.plane('teeth'),
    });
  }
}

function drawLines(canvas: Canvas<StrokeChannel>, face: Face, lips: Lips, n: StrokeNumbers): void {
  const { points, pen, unit, across, down } = face;
  const { middle, outerLower, parted } = lips;
  const first = middle[0]!;
  const last = middle.at(-1)!;
  const out = subtract(last, first);
  const tail = (end: Point, side: 1 | -1): Point =>
    add(add(end, out, side * n.mouthTail), down, -pen * 4 * n.mouthTail);
  const path = [tail(first, -1), ...middle.slice(1, -1), tail(last, 1)];
  const widths = [0.1, 0.8, 0.55, 0.65, 0.95, 0.8, 0.95, 0.65, 0.55, 0.8, 0.1];
  canvas.line(
    'mouth_line',
    path,
    widths.map((width) => width * n.mouthLine * pen),
    { opacity: 1 - parted },
  );
  for (const [corner, inward] of [
    [61, 1],
    [291, -1],
  ] as const) {
    const centre = add(points[corner]!, across, inward * unit * 0.025);
    canvas.spot('mouth_line', centre, across, [0.035 * unit, 0.016 * unit], 0.6, {
      opacity: 0.6 * n.mouthCorner,
    });
  }
  const below = outerLower.slice(3, 8).map((point) => add(point, down, pen * 0.35));
  const belowWidths = [0.05, 0.7, 0.9, 0.7, 0.05].map((width) => width * pen * 0.75);
  canvas.line('line', below, belowWidths, { opacity: n.underLip });
}
