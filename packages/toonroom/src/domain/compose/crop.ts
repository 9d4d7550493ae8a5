import type { Box } from '../picture/geometry.ts';

export const shapes = [
  /** As the photo. */
  'whole',
  /** Square. */
  '1:1',
  /** A portrait. */
  '4:5',
  /** A wide screen. */
  '16:9',
  /** A tall screen. */
  '9:16',
] as const;
/** The shapes a saved picture may have: as it is, or width to height. */
export type Shape = (typeof shapes)[number];

/**
 * A crop moved by the user: its centre in shares of the picture, and its size as a share of the
 * largest.
 */
export interface CropPlace {
  /** The centre of the crop. */
  readonly x: number;
  readonly y: number;
  /** 0.25 to 1. */
  readonly size: number;
}

const leastCropSize = 0.25;

/**
 * How far a head reaches beyond the box of its face, in shares of the box: hair above, chin and
 * neck below.
 */
const beyondFace = { above: 0.6, beside: 0.3, below: 0.3 } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** An interval along one side of the picture, px. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The crop of a photo for a shape, whole px: the largest of that shape, centred on the heads as far
 * as the photo allows. Where not all faces fit, the largest that fit together are kept; of a single
 * face that is too large, its middle. `faces` are boxes in photo px, largest first; without any,
 * the middle of the photo is taken.
 */
export function cropAround(photo: Size, faces: readonly Box[], shape: Shape): Box {
  return cropSized(photo, faces, sizeOfShape(photo, shape));
}

/** The largest crop of a width-to-height ratio, placed as `cropAround` does. */
export function cropOfRatio(photo: Size, faces: readonly Box[], ratio: number): Box {
  const width = Math.min(photo.width, Math.round(photo.height * ratio));
  const height = Math.min(photo.height, Math.round(photo.width / ratio));
  return cropSized(photo, faces, { width: Math.max(1, width), height: Math.max(1, height) });
}

function cropSized(photo: Size, faces: readonly Box[], { width, height }: Size): Box {
  const kept = facesWithRoom(faces, { width, height });
  const heads = kept.map(headOf);
  const x = place(width, photo.width, kept.map(spanX), heads.map(spanX));
  const y = place(height, photo.height, kept.map(spanY), heads.map(spanY));
  return { x, y, width, height };
}

/** The crop of a photo for a shape at a chosen place, whole px, moved to lie in the photo. */
export function cropAt(photo: Size, shape: Shape, { x, y, size }: CropPlace): Box {
  const largest = sizeOfShape(photo, shape);
  const share = Math.min(1, Math.max(leastCropSize, size));
  const width = Math.max(1, Math.round(largest.width * share));
  const height = Math.max(1, Math.round(largest.height * share));
  const start = (middle: number, part: number, whole: number): number =>
    Math.min(whole - part, Math.max(0, Math.round(middle * whole - part / 2)));
  return {
    x: start(x, width, photo.width),
    y: start(y, height, photo.height),
    width,
    height,
  };
}

/** The place of a crop. */
export function placeOf(photo: Size, shape: Shape, crop: Box): CropPlace {
  return {
    x: (crop.x + crop.width / 2) / photo.width,
    y: (crop.y + crop.height / 2) / photo.height,
    size: crop.width / sizeOfShape(photo, shape).width,
  };
}

function sizeOfShape(photo: Size, shape: Shape): Size {
  if (shape === 'whole') return photo;
  const [across, down] = shape.split(':').map(Number) as [number, number];
  const width = Math.min(photo.width, Math.round((photo.height * across) / down));
  const height = Math.min(photo.height, Math.round((photo.width * down) / across));
  return { width: Math.max(1, width), height: Math.max(1, height) };
}

/** The faces, largest first, that each fit into `room` together with those already kept. */
function facesWithRoom(faces: readonly Box[], room: Size): readonly Box[] {
  const kept: Box[] = [];
  for (const face of faces) {
    const across = union([...kept, face].map(spanX));
    const down = union([...kept, face].map(spanY));
    const fits = across.end - across.start <= room.width && down.end - down.start <= room.height;
    if (fits || kept.length === 0) kept.push(face);
  }
  return kept;
}

/**
 * Start of a crop `size` px long on a side `length` px long: centred on the heads, with every face
 * in it.
 */
function place(
  size: number,
  length: number,
  faces: readonly Span[],
  heads: readonly Span[],
): number {
  const whole = { start: 0, end: length };
  const face = faces.length > 0 ? clip(union(faces), whole) : whole;
  const head = heads.length > 0 ? clip(union(heads), whole) : whole;
  let start = (head.start + head.end - size) / 2;
  if (face.end - face.start > size) start = (face.start + face.end - size) / 2;
  else start = Math.min(face.start, Math.max(face.end - size, start));
  return Math.min(length - size, Math.max(0, Math.round(start)));
}

function headOf({ x, y, width, height }: Box): Box {
  const { above, beside, below } = beyondFace;
  return {
    x: x - beside * width,
    y: y - above * height,
    width: width * (1 + 2 * beside),
    height: height * (1 + above + below),
  };
}

function spanX({ x, width }: Box): Span {
  return { start: x, end: x + width };
}

function spanY({ y, height }: Box): Span {
  return { start: y, end: y + height };
}

function union(spans: readonly Span[]): Span {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

function clip({ start, end }: Span, within: Span): Span {
  const clamp = (value: number): number => Math.min(within.end, Math.max(within.start, value));
  return { start: clamp(start), end: clamp(end) };
}
