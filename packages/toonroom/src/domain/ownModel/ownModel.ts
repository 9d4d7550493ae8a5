import type { OnnxHeader, OnnxValue } from './onnxHeader.ts';

export const layouts = [
  /** Channels first. */
  'nchw',
  /** Channels last. */
  'nhwc',
] as const;
/** How a model's pictures lie in memory. */
export type Layout = (typeof layouts)[number];

export const ranges = [
  /** −1..1 */
  'signed',
  /** 0..1 */
  'unit',
  /** 0..255 */
  'byte',
] as const;
/** What numbers a model's colours are. */
export type ColourRange = (typeof ranges)[number];

export const reaches = [
  /** The whole picture, in tiles at its own size. */
  'picture',
  /** Each head by itself. */
  'head',
] as const;
/** What a model draws. */
export type Reach = (typeof reaches)[number];

/** How a model wants its picture. */
export interface OwnModelSettings {
  /** The name of the input that takes the picture. */
  readonly input: string;
  /** The name of the output that gives the drawing. */
  readonly output: string;
  /** Of both. */
  readonly layout: Layout;
  /** Of both. */
  readonly range: ColourRange;
  /** What it is given at a time. */
  readonly reach: Reach;
  /** Side of the pictures that it takes, px; null where it takes any. */
  readonly sidePx: number | null;
}

/** Sides of a model that takes any size: a multiple of that, as its strides want. */
const sideStep = 32;
/** Side of the tiles of a model that takes any size, and how far neighbours overlap, px. */
const freeTilePx = 512;
const overlapShare = 1 / 8;
/** Models that take larger or smaller pictures than that are not meant for pictures. */
const sides = { least: 32, most: 2048 } as const;

/** Why a file cannot be drawn with. */
export type ModelFault =
  | 'notOnnx' // it is no ONNX file
  | 'externalData' // its weights are in another file
  | 'noPicture' // no input or no output is a picture of three colours
  | 'tooLarge'; // it has more than 200 MB

/** What a model takes, as far as its header tells; a fault where it takes no picture. */
export function settingsOf(header: OnnxHeader): OwnModelSettings | ModelFault {
  if (header.hasExternalData) return 'externalData';
  if (header.inputs.length !== 1) return 'noPicture';
  const input = header.inputs.find(isPicture);
  const output = header.outputs.find(isPicture);
  if (!input || !output) return 'noPicture';
  const layout = layoutOf(input) ?? layoutOf(output) ?? 'nchw';
  const [height, width] = sidesOf(input, layout);
  const fixed = height ?? width;
  if (height !== null && width !== null && height !== width) return 'noPicture';
  if (fixed !== null && (fixed < sides.least || fixed > sides.most)) return 'noPicture';
  return {
    input: input.name,
    output: output.name,
    layout,
    range: 'signed',
    reach: fixed !== null && fixed <= 256 ? 'head' : 'picture',
    sidePx: fixed,
  };
}

/** Whether a value can be a picture: four sides, one picture, three colours. */
function isPicture(value: OnnxValue): boolean {
  const { isFloat, dims } = value;
  if (!isFloat) return false;
  // Some exports leave shapes out altogether.
  if (dims.length === 0) return true;
  if (dims.length !== 4 || (dims[0] !== null && dims[0] !== 1)) return false;
  return layoutOf(value) !== undefined || (dims[1] === null && dims[3] === null);
}

function layoutOf({ dims }: OnnxValue): Layout | undefined {
  if (dims[1] === 3) return 'nchw';
  return dims[3] === 3 ? 'nhwc' : undefined;
}

function sidesOf({ dims }: OnnxValue, layout: Layout): readonly [number | null, number | null] {
  const [height = null, width = null] = layout === 'nchw' ? dims.slice(2) : dims.slice(1, 3);
  return [height, width];
}

/** A square of a picture that a model draws at once, px; its neighbours overlap it. */
export interface ModelTile {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Squares that cover a picture, each with its neighbours' borders; they may reach beyond it. */
export function modelTiles(
  { width, height }: { readonly width: number; readonly height: number },
  sidePx: number | null,
): readonly ModelTile[] {
  const whole = Math.ceil(Math.max(width, height) / sideStep) * sideStep;
  const side = sidePx ?? Math.min(freeTilePx, whole);
  const step = side - 2 * Math.round(side * overlapShare);
  const starts = (length: number): readonly number[] => {
    if (length <= side) return [0];
    const count = Math.ceil((length - side) / step) + 1;
    return Array.from({ length: count }, (_, index) =>
      Math.round((index * (length - side)) / (count - 1)),
    );
  };
  return starts(height).flatMap((y) => starts(width).map((x) => ({ x, y, side })));
}

/** How much a tile's pixel counts where tiles overlap: least at the border. 0..1, never 0. */
export function tileWeight(x: number, y: number, side: number): number {
  const edge = Math.max(1, side * overlapShare);
  const across = Math.min(x + 0.5, side - x - 0.5) / edge;
  const down = Math.min(y + 0.5, side - y - 0.5) / edge;
  return Math.max(0.001, Math.min(1, across)) * Math.max(0.001, Math.min(1, down));
}
