import type { Box } from '../picture/geometry.ts';
import { fromLab, type Lab, labOfHex, toLab } from '../picture/lab.ts';
import { planeOf, samplePlane } from '../picture/plane.ts';
import type { Plane } from '../picture/raster.ts';
import { smoothstep } from '../picture/smoothstep.ts';
import type { Tensor } from '../picture/tensor.ts';

// Other colours of hair and eyes: the painter takes them from the person's palette and from the photo, so both are
// changed before anything is painted, and every style follows.

interface Tints {
  readonly hairColour?: string | undefined;
  readonly irisColour?: string | undefined;
}

/** How much of the way brows go towards the hair's new colour, and how much darker than hair they are. */
const brow = { share: 0.55, light: 0.82 } as const;
/**
 * Styles make hair more colourful than it is, since a photo's hair is less so than people see it: what is asked for
 * comes out as asked.
 */
const chromaShare = 0.78;
/**
 * Blond hair is never drawn olive: a is at least 0.26 of b. Hair whose a is below these shares of a positive and of a
 * negative b, green and turquoise, is therefore painted in blue of this hue, which is turned in the drawing.
 */
const leastRed = { yellow: -0.12, blue: 0.26 } as const;
const carrierHue = (280 * Math.PI) / 180;
/** Colours whose hue is nearer to that are turned; farther ones are skin or what lies behind, radians. */
const carrierReach = { all: 0.7, none: 1.2 } as const;
/** How much of a pixel's own colour, other than the hair's mean, stays. */
const ownShare = 0.2;
const lightest = 98;
const darkest = 2;

/** Reads and writes the numbers of a palette by name. */
class Numbers {
  readonly data: Float32Array<ArrayBuffer>;
  readonly #names: readonly string[];

  constructor({ data }: Tensor, names: readonly string[]) {
    this.data = data.slice();
    this.#names = names;
  }

  get(name: string): number {
    return this.data[this.#names.indexOf(name)]!;
  }

  lab(name: string): Lab {
    return [this.get(`${name}_l`), this.get(`${name}_a`), this.get(`${name}_b`)];
  }

  set(name: string, value: number): void {
    const index = this.#names.indexOf(name);
    if (index >= 0) this.data[index] = value;
  }

  setLab(name: string, [lightness, a, b]: Lab): void {
    this.set(`${name}_l`, lightness);
    this.set(`${name}_a`, a);
    this.set(`${name}_b`, b);
  }
}

/** The palette, [1,P] f32 whose values have these `names`, with the colours that `tints` asks for. */
export function tintedPalette(
  palette: Tensor,
  names: readonly string[],
  { hairColour, irisColour }: Tints,
): Tensor {
  if (hairColour === undefined && irisColour === undefined) return palette;
  const numbers = new Numbers(palette, names);
  if (irisColour !== undefined) numbers.setLab('iris', labOfHex(irisColour));
  if (hairColour !== undefined) dye(numbers, hairLab(hairColour), labOfHex(hairColour));
  return { data: numbers.data, dims: palette.dims };
}

/** Gives hair and brows another colour; a beard keeps its own. */
function dye(numbers: Numbers, colour: Lab, browBase: Lab): void {
  const [from] = numbers.lab('hair');
  const grow = contrastBetween(from, colour[0]);
  for (const name of ['hair_low', 'hair_high']) {
    numbers.set(name, colour[0] + (numbers.get(name) - from) * grow);
  }
  numbers.setLab('hair', colour);
  const [lightness, a, b] = browBase;
  const browColour: Lab = [lightness * brow.light, a * brow.light, b * brow.light];
  numbers.setLab('brow', mixLab(numbers.lab('brow'), browColour, brow.share * numbers.get('hair')));
}

/** The colour that hair has to have so that it is drawn in `hex`. */
function hairLab(hex: string): Lab {
  const [lightness, a, b] = labOfHex(hex);
  const turn = hueTurn(hex);
  const [cos, sin] = [Math.cos(turn) * chromaShare, Math.sin(turn) * chromaShare];
  // Turned back by what the drawing is turned by.
  return [lightness, a * cos + b * sin, b * cos - a * sin];
}

/** What the drawn hue has to be turned by, radians. */
function hueTurn(hex: string): number {
  const [, a, b] = labOfHex(hex);
  const least = b * (b > 0 ? leastRed.yellow : leastRed.blue);
  return a >= least || Math.hypot(a, b) < 4 ? 0 : Math.atan2(b, a) - carrierHue;
}

/** What the hair of one person becomes, in a photo whose colours the palette levels. */
export interface HairTint {
  readonly from: Lab;
  readonly to: Lab;
  /** What its hue is turned by once it is drawn, radians. */
  readonly turn: number;
  readonly gain: number;
  readonly offset: number;
  readonly chroma: number;
}

/** @param palette the person's own, untinted, [1,P] f32 whose values have these `names`. */
export function hairTint(palette: Tensor, names: readonly string[], colour: string): HairTint {
  const numbers = new Numbers(palette, names);
  return {
    from: numbers.lab('hair'),
    to: hairLab(colour),
    turn: hueTurn(colour),
    gain: numbers.get('level_gain'),
    offset: numbers.get('level_offset'),
    chroma: numbers.get('level_chroma'),
  };
}

/**
 * How much of each cell is hair to be tinted, unit. `layers` is [1,L,rows,columns] f32 unit whose channels have these
 * `names`; `share` (unit) of each cell, by its column and row, belongs to the person.
 */
export function hairPlane(
  { data, dims }: Tensor,
  names: readonly string[],
  share: (column: number, row: number) => number = () => 1,
): Plane {
  const [, , height, width] = dims as [number, number, number, number];
  const area = width * height;
  const [hairAt, wornAt] = ['hair', 'worn'].map((name) => names.indexOf(name) * area);
  return planeOf({ width, height }, (cell) => {
    // What may as well be a hat is left as it is.
    const hair = data[hairAt! + cell]! - data[wornAt! + cell]!;
    const column = cell % width;
    if (hair <= 0.1) return 0;
    return smoothstep(0.1, 0.7, hair) * share(column, (cell - column) / width);
  });
}

/**
 * The part `box` of a painting as the photo shows it, [1,3,H,W] f32 unit, with its hair tinted: a new tensor. `hair` is
 * of the whole painting, with `cellPx` px of it to one value.
 */
export function tintHair(
  photo: Tensor,
  box: Box,
  hair: Plane,
  cellPx: number,
  tint: HairTint,
): Tensor {
  const [, , height, width] = photo.dims as [number, number, number, number];
  const area = width * height;
  const data = photo.data.slice();
  const [stepX, stepY] = [box.width / width / cellPx, box.height / height / cellPx];
  for (let row = 0, index = 0; row < height; row++) {
    const y = box.y / cellPx + (row + 0.5) * stepY;
    for (let column = 0; column < width; column++, index++) {
      const weight = samplePlane(hair, box.x / cellPx + (column + 0.5) * stepX, y);
      if (weight === 0) continue;
      const [r, g, b] = [data[index]!, data[area + index]!, data[2 * area + index]!];
      const tinted = fromLab(tintedLab(toLab(r * 255, g * 255, b * 255), tint));
      [r, g, b].forEach((value, channel) => {
        const wanted = Math.min(1, Math.max(0, tinted[channel]! / 255));
        data[channel * area + index] = value + weight * (wanted - value);
      });
    }
  }
  return { data, dims: photo.dims };
}

/**
 * Turns the hue of hair in the part `box` of a painting, [1,4,H,W] f32 unit, where its tint cannot be painted directly;
 * changes `drawing`. `hair` and `cellPx` as in {@link tintHair}.
 */
export function turnHair(
  { data, dims }: Tensor,
  box: Box,
  hair: Plane,
  cellPx: number,
  { turn }: HairTint,
): void {
  if (turn === 0) return;
  const [, , height, width] = dims as [number, number, number, number];
  const area = width * height;
  for (let row = 0, index = 0; row < height; row++) {
    const y = (box.y + ((row + 0.5) * box.height) / height) / cellPx;
    for (let column = 0; column < width; column++, index++) {
      const x = (box.x + ((column + 0.5) * box.width) / width) / cellPx;
      if (samplePlane(hair, x, y) === 0) continue;
      const channels = [0, 1, 2].map((channel) => {
        const value = data[channel * area + index]!;
        return 255 * Math.min(1, Math.max(0, value));
      });
      const [lightness, a, b] = toLab(channels[0]!, channels[1]!, channels[2]!);
      const away = Math.abs(Math.atan2(b, a) - (carrierHue - 2 * Math.PI));
      const distance = Math.min(away, 2 * Math.PI - away);
      const share = 1 - smoothstep(carrierReach.all, carrierReach.none, distance);
      if (share === 0) continue;
      const [cos, sin] = [Math.cos(turn * share), Math.sin(turn * share)];
      fromLab([lightness, a * cos - b * sin, b * cos + a * sin]).forEach((value, channel) => {
        data[channel * area + index] = Math.min(1, Math.max(0, value / 255));
      });
    }
  }
}

/** A colour of the photo's hair as it becomes: its mean becomes the tint's, its light and shade stay. */
export function tintedLab(lab: Lab, { from, to, gain, offset, chroma }: HairTint): Lab {
  const change = (lab[0] * gain + offset - from[0]) * contrastBetween(from[0], to[0]);
  const room = Math.max(4, change > 0 ? lightest - to[0] : to[0] - darkest);
  const lightness = to[0] + Math.sign(change) * room * (1 - Math.exp(-Math.abs(change) / room));
  // Light hair shines nearly white, and its shade is richer; far from its mean it has less of its colour.
  const rich = 0.7 + 0.3 * Math.min(1.3, lightness / Math.max(8, to[0]));
  const shine = 1 - 0.5 * smoothstep(80, 100, lightness) * smoothstep(10, 40, lightness - to[0]);
  const colour = (axis: 1 | 2): number =>
    to[axis] * rich * shine + ownShare * (lab[axis] * chroma - from[axis]);
  return [(lightness - offset) / gain, colour(1) / chroma, colour(2) / chroma];
}

/** How much stronger light and shade are in hair of lightness `to` than of `from`. */
function contrastBetween(from: number, to: number): number {
  const contrast = (lightness: number): number => 12 + 0.35 * lightness;
  return Math.min(2.2, Math.max(0.45, contrast(to) / contrast(from)));
}

function mixLab(from: Lab, to: Lab, share: number): Lab {
  const mix = (axis: 0 | 1 | 2): number => from[axis] + share * (to[axis] - from[axis]);
  return [mix(0), mix(1), mix(2)];
}
