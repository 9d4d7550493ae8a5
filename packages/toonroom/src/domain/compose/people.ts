import type { Box } from '../picture/geometry.ts';
import { smoothstep } from '../picture/smoothstep.ts';

/** A person in a picture: centre and size of the head, px, and the palette that fits. */
export interface Person {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Index of one of the picture's palettes. */
  readonly palette: number;
}

/** Between two people, their palettes blend over this difference in distance, head sizes. */
const mixDistance = 0.6;
/** Weight of the distance below a head, so that the body belongs to the head. */
const bodyShare = 0.4;
/** A palette's share below this is not visible. */
const leastShare = 1 / 100;
/** Hair farther from a head belongs to nobody, head sizes: it fades between these. */
const hairFade = { from: 1.8, to: 2.6 } as const;
/** Sample points along each side of a box. */
const looks = 9;

/** Share of the palette `palette` at (x, y), unit: 1 where its people are clearly the nearest. */
export function paletteShare(
  people: readonly Person[],
  palette: number,
  x: number,
  y: number,
): number {
  let nearest = Infinity;
  for (const person of people) nearest = Math.min(nearest, distanceTo(person, x, y));
  let [own, all] = [0, 0];
  for (const person of people) {
    const behind = distanceTo(person, x, y) - nearest;
    const weight = Math.max(0, 1 - behind / mixDistance) ** 2;
    all += weight;
    if (person.palette === palette) own += weight;
  }
  return own / all;
}

/** The palettes that can be seen within `box`, in ascending order. */
export function palettesIn(people: readonly Person[], box: Box): readonly number[] {
  const palettes = [...new Set(people.map(({ palette }) => palette))].toSorted((a, b) => a - b);
  if (palettes.length === 1) return palettes;
  const along = Array.from({ length: looks }, (_, look) => look / (looks - 1));
  return palettes.filter((palette) =>
    along.some((v) =>
      along.some((u) => {
        const share = paletteShare(people, palette, box.x + u * box.width, box.y + v * box.height);
        return share >= leastShare;
      }),
    ),
  );
}

/** Whether hair at (x, y) may be that of a person with the palette `palette`, unit: 0 far from all their heads. */
export function hairReach(
  people: readonly Person[],
  palette: number,
  x: number,
  y: number,
): number {
  let nearest = Infinity;
  for (const person of people) {
    if (person.palette === palette) nearest = Math.min(nearest, distanceTo(person, x, y));
  }
  return 1 - smoothstep(hairFade.from, hairFade.to, nearest);
}

/** Distance from a head, in head sizes; shorter along the body below it. */
function distanceTo({ x, y, size }: Person, toX: number, toY: number): number {
  const down = toY - y;
  return Math.hypot(toX - x, down > 0 ? bodyShare * down : down) / size;
}

/** Palettes that differ by more than this, relative to their size, belong to different people. */
const farApart = 0.12;

/**
 * Groups palettes that are nearly alike, so that a group photo is not painted once per person.
 * Returns the group number of each palette: at most `most` groups, and one more for each further kind; the first
 * palette of a group represents it. Palettes of different `kinds` are never one group.
 */
export function groupPalettes(
  palettes: readonly ArrayLike<number>[],
  most: number,
  kinds: readonly unknown[] = [],
): readonly number[] {
  const firsts: number[] = [];
  return palettes.map((palette, index) => {
    const distances = firsts.map((first) =>
      kinds[first] === kinds[index] ? differenceOf(palettes[first]!, palette) : Infinity,
    );
    const least = Math.min(...distances);
    if (least < farApart || (firsts.length >= most && least < Infinity)) {
      return distances.indexOf(least);
    }
    firsts.push(index);
    return firsts.length - 1;
  });
}

/** Mean difference of two palettes relative to their mean size. */
function differenceOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [difference, size] = [0, 1e-9];
  for (let index = 0; index < a.length; index++) {
    difference += Math.abs(a[index]! - b[index]!);
    size += (Math.abs(a[index]!) + Math.abs(b[index]!)) / 2;
  }
  return difference / size;
}
