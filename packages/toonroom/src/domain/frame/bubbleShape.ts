import type { Box } from '../picture/geometry.ts';
import type { BubbleKind } from './frame.ts';

// The outline of a speech or thought bubble, as the data of an SVG path.

interface Spot {
  readonly x: number;
  readonly y: number;
}

const samples = 96;
/** How far the outline strays from the ellipse, as if drawn by hand. */
const wobble = 0.012;
/** The tail's width where it leaves the bubble, in mean radii. */
const tailWidth = 0.3;

/** Of the circles towards a thinker, in short sides of the bubble. */
const thoughtRadii = [0.085, 0.055, 0.034] as const;

/** The room for words inside a bubble, in shares of its size; they stand in an ellipse. */
export const wordsShare = { speech: 0.86, thought: 0.74 } as const;

/** The outline of a bubble that fills `box`, px; one closed path with its tail, and circles for a thought's. */
export function bubbleShape(kind: BubbleKind, box: Box, tail: Spot | null): string {
  return kind === 'speech' ? speech(box, tail) : thought(box, tail);
}

/** Whether a spot is outside of a bubble, so that a tail to it can be seen. */
function reachesOut(box: Box, { x, y }: Spot): boolean {
  const across = (2 * (x - middleOf(box).x)) / box.width;
  const down = (2 * (y - middleOf(box).y)) / box.height;
  return Math.hypot(across, down) > 1.05;
}

function speech(box: Box, tail: Spot | null): string {
  const middle = middleOf(box);
  const at = (angle: number): Spot => edgeAt(box, angle, 1 + swing(angle));
  if (!tail || !reachesOut(box, tail)) {
    return `${smooth(turn(0, 2 * Math.PI).map(at))}Z`;
  }
  const radius = (box.width + box.height) / 4;
  const toTail = Math.atan2((tail.y - middle.y) / box.height, (tail.x - middle.x) / box.width);
  // The same width on the paper at the flat and at the steep sides of the ellipse.
  const along = Math.hypot((Math.sin(toTail) * box.width) / 2, (Math.cos(toTail) * box.height) / 2);
  const half = Math.min(0.5, (tailWidth * radius) / 2 / along);
  const edge = turn(toTail + half, toTail - half + 2 * Math.PI).map(at);
  const [start, end] = [edge[0]!, edge.at(-1)!];
  // Bent a little, towards the side that looks down.
  const reach = { x: tail.x - (start.x + end.x) / 2, y: tail.y - (start.y + end.y) / 2 };
  const bend = 0.13 * (reach.x >= 0 ? 1 : -1);
  const bent = (from: Spot, share: number): Spot => ({
    x: from.x + (tail.x - from.x) * share - reach.y * bend,
    y: from.y + (tail.y - from.y) * share + reach.x * bend,
  });
  const [out, back] = [bent(end, 0.5), bent(start, 0.42)];
  return `${smooth(edge)}Q${write(out)} ${write(tail)}Q${write(back)} ${write(start)}Z`;
}

/** A cloud: round lobes along the ellipse, and circles that grow smaller towards the head. */
function thought(box: Box, tail: Spot | null): string {
  const oblong = box.width / box.height;
  const lobes = Math.round(
    Math.min(16, Math.max(9, 9 + 2 * Math.log2(Math.max(oblong, 1 / oblong)))),
  );
  // By length along the ellipse, so that no lobe is stretched.
  const spots = evenly(box, lobes);
  const arcs = spots.map((spot, index) => {
    const next = spots[(index + 1) % lobes]!;
    const chord = Math.hypot(next.x - spot.x, next.y - spot.y);
    const radius = chord * (0.56 + 0.06 * Math.sin(index * 2.4));
    return `A${number(radius)} ${number(radius)} 0 0 1 ${write(next)}`;
  });
  const cloud = `M${write(spots[0]!)}${arcs.join('')}Z`;
  if (!tail || !reachesOut(box, tail)) return cloud;
  const middle = middleOf(box);
  const toTail = Math.atan2((tail.y - middle.y) / box.height, (tail.x - middle.x) / box.width);
  const start = edgeAt(box, toTail, 1);
  const length = Math.hypot(tail.x - start.x, tail.y - start.y);
  const sum = thoughtRadii.reduce((total, radius) => total + radius, 0);
  // On a short way they are smaller; they never touch each other or the cloud.
  const size = Math.min(Math.min(box.width, box.height), length / (2.7 * sum));
  const [first, , last] = thoughtRadii.map((radius) => radius * size) as [number, number, number];
  const circles = thoughtRadii.map((share, index) => {
    const radius = share * size;
    const [from, to] = [first * 1.5, length - last];
    const at = (from + (to - from) * [0, 0.56, 1][index]!) / Math.max(1, length);
    const spot = { x: start.x + (tail.x - start.x) * at, y: start.y + (tail.y - start.y) * at };
    return circle(spot, radius);
  });
  return [cloud, ...circles].join('');
}

function circle({ x, y }: Spot, radius: number): string {
  const r = number(radius);
  return `M${write({ x: x - radius, y })}A${r} ${r} 0 1 1 ${write({ x: x + radius, y })}A${r} ${r} 0 1 1 ${write({ x: x - radius, y })}Z`;
}

/** Spots at equal distances along the ellipse, which leaves room for the lobes inside the box. */
function evenly(box: Box, count: number): readonly Spot[] {
  const fine = turn(-Math.PI / 2, 1.5 * Math.PI, 720).map((angle) => edgeAt(box, angle, 0.86));
  const lengths = [0];
  for (let index = 1; index < fine.length; index++) {
    const [from, to] = [fine[index - 1]!, fine[index]!];
    lengths.push(lengths[index - 1]! + Math.hypot(to.x - from.x, to.y - from.y));
  }
  const whole = lengths.at(-1)!;
  return Array.from({ length: count }, (_, index) => {
    const wanted = ((index + 0.5) * whole) / count;
    return fine[lengths.findIndex((length) => length >= wanted)]!;
  });
}

function middleOf({ x, y, width, height }: Box): Spot {
  return { x: x + width / 2, y: y + height / 2 };
}

/** On a rounded-out ellipse: letters need its corners. */
function edgeAt(box: Box, angle: number, scale: number): Spot {
  const middle = middleOf(box);
  const power = 2 / 2.3;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    x: middle.x + (box.width / 2) * scale * Math.sign(cos) * Math.abs(cos) ** power,
    y: middle.y + (box.height / 2) * scale * Math.sign(sin) * Math.abs(sin) ** power,
  };
}

function swing(angle: number): number {
  return wobble * (Math.sin(3 * angle + 0.7) + 0.6 * Math.sin(5 * angle + 2)) - wobble;
}

function turn(from: number, to: number, count = samples): readonly number[] {
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}

/** A curve from the first to the last spot, through the middles between the others. */
function smooth(spots: readonly Spot[]): string {
  const steps = spots.slice(1, -1).map((spot, index) => {
    const next = spots[index + 2]!;
    const isLast = index === spots.length - 3;
    const to = isLast ? next : { x: (spot.x + next.x) / 2, y: (spot.y + next.y) / 2 };
    return `Q${write(spot)} ${write(to)}`;
  });
  return `M${write(spots[0]!)}${steps.join('')}`;
}

function write({ x, y }: Spot): string {
  return `${number(x)} ${number(y)}`;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
