import { type Box, commonArea } from '../picture/geometry.ts';

/** Boxes that overlap less belong to two faces. */
const leastOverlap = 0.25;

/**
 * Which of the `known` boxes each `seen` one continues: its index, or undefined for a new one. Each known box is taken
 * once, by the seen one that covers it best.
 */
export function matchBoxes(
  known: readonly Box[],
  seen: readonly Box[],
): readonly (number | undefined)[] {
  const pairs = seen
    .flatMap((box, to) =>
      known.map((other, from) => ({ from, to, overlap: overlapOf(other, box) })),
    )
    .filter(({ overlap }) => overlap >= leastOverlap)
    .toSorted((a, b) => b.overlap - a.overlap);
  const matched: (number | undefined)[] = seen.map(() => undefined);
  for (const { from, to } of pairs) {
    if (matched[to] === undefined && !matched.includes(from)) matched[to] = from;
  }
  return matched;
}

/** The common part of two boxes over all that they cover, unit. */
export function overlapOf(a: Box, b: Box): number {
  const common = commonArea(a, b);
  return common / (a.width * a.height + b.width * b.height - common);
}

/** Palettes further apart than this are of two people: root mean square, unit. */
const mostPaletteDistance = 0.08;

/** A person who left the picture. */
export interface Gone {
  readonly id: number;
  readonly palette: Float32Array;
}

/** The person who left and whose palette is nearest, or undefined where none is near. */
export function findAgain<Person extends Gone>(
  gone: readonly Person[],
  palette: Float32Array,
): Person | undefined {
  let nearest: Person | undefined;
  let least = mostPaletteDistance;
  for (const person of gone) {
    const distance = paletteDistance(person.palette, palette);
    if (distance < least) [nearest, least] = [person, distance];
  }
  return nearest;
}

/** Root mean square of the differences of two palettes. */
function paletteDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index]! - b[index]!) ** 2;
  return Math.sqrt(sum / a.length);
}
