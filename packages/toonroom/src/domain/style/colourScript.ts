import { type Lab, toLab } from '../picture/lab.ts';
import type { Raster } from '../picture/raster.ts';
import type { ColourScript } from './reading.ts';

/** Lightness up to which a colour is dark, and from which it is light. */
const darkest = 40;
const lightest = 70;
/** A tone with fewer of the pixels tells nothing. */
const leastShare = 0.03;
/** Cells to a side of the Lab cube's a and b, and of its lightness, in which colours are counted. */
const cellAb = 14;
const cellL = 18;
/** Colours nearer than that count as one. */
const leastDistance = 22;

interface Counted {
  readonly count: number;
  readonly mean: Lab;
}

/**
 * The colours of a picture: the mean of its dark, middle and light parts, and up to `most` of its main colours.
 * `isLeftOut` tells which pixels do not count, such as those of a face: skin follows a rule of its own.
 */
export function readColours(
  picture: Raster,
  most: number,
  isLeftOut: (x: number, y: number) => boolean = () => false,
): { readonly colours: ColourScript; readonly main: readonly Lab[] } {
  const zones = { low: emptySum(), mid: emptySum(), high: emptySum() };
  const cells = new Map<string, ReturnType<typeof emptySum>>();
  let pixels = 0;
  const { data, width, height } = picture;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = (y * width + x) * 4;
      if (data[index + 3]! < 128 || isLeftOut(x, y)) continue;
      const lab = toLab(data[index]!, data[index + 1]!, data[index + 2]!);
      const [lightness, a, b] = lab;
      add(zones[lightness < darkest ? 'low' : lightness > lightest ? 'high' : 'mid'], lab);
      const key = [lightness / cellL, a / cellAb, b / cellAb].map(Math.round).join();
      const cell = cells.get(key) ?? emptySum();
      cells.set(key, cell);
      add(cell, lab);
      pixels += 1;
    }
  }
  const meanOf = ({ count, sums }: ReturnType<typeof emptySum>): readonly [number, number] | null =>
    count < leastShare * pixels || count === 0 ? null : [sums[1] / count, sums[2] / count];
  return {
    colours: { low: meanOf(zones.low), mid: meanOf(zones.mid), high: meanOf(zones.high) },
    main: mainColours([...cells.values()], most),
  };
}

function emptySum(): { count: number; readonly sums: [number, number, number] } {
  return { count: 0, sums: [0, 0, 0] };
}

function add(sum: ReturnType<typeof emptySum>, [lightness, a, b]: Lab): void {
  sum.count += 1;
  sum.sums[0] += lightness;
  sum.sums[1] += a;
  sum.sums[2] += b;
}

/** The most common colours that differ from each other; vivid ones before dull ones as common. */
function mainColours(cells: readonly ReturnType<typeof emptySum>[], most: number): readonly Lab[] {
  const counted = cells.map(({ count, sums }): Counted => {
    return { count, mean: [sums[0] / count, sums[1] / count, sums[2] / count] };
  });
  const weight = ({ count, mean: [, a, b] }: Counted): number => count * (12 + Math.hypot(a, b));
  const main: Lab[] = [];
  for (const { mean } of counted.toSorted((a, b) => weight(b) - weight(a))) {
    if (main.length >= most) break;
    if (main.every((other) => distance(other, mean) > leastDistance)) main.push(mean);
  }
  return main;
}

const distance = (a: Lab, b: Lab): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
