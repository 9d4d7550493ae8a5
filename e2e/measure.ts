import { alignFace, cropSize } from '#domain/face/align.ts';
import {
  type Affine,
  applyAffine,
  type Box,
  invertAffine,
  mapBox,
} from '#domain/picture/geometry.ts';
import { type Lab, toLab } from '#domain/picture/lab.ts';
import { alignment, type Landmarks } from '#domain/face/landmarks.ts';

/** RGBA rows as `ImageData` holds them. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Mean absolute difference of two pictures of one size in `box` (px; by default everywhere), u8. */
export function meanDifference(a: Picture, b: Picture, box: Box = { x: 0, y: 0, ...a }): number {
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`${a.width}×${a.height} px against ${b.width}×${b.height} px`);
  }
  const pixels = pixelsIn(a, box);
  let sum = 0;
  for (const index of pixels) {
    for (let at = index; at < index + 3; at++) sum += Math.abs(a.data[at]! - b.data[at]!);
  }
  return sum / (3 * pixels.length);
}

/** Largest absolute difference of any channel, u8. */
export function maxDifference(a: Picture, b: Picture): number {
  return a.data.reduce((most, value, at) => Math.max(most, Math.abs(value - b.data[at]!)), 0);
}

/**
 * How crisp the lines in `box` are: the mean slope of its strongest edges, levels a px. `headPx` is the side of the
 * head's crop. A line grows with the head, not with its area, so the share of px that counts falls: the same
 * length of line is measured at every size. Drawn at its size a line keeps its slope; enlarged k times it has 1/k.
 */
export function lineSharpness(picture: Picture, box: Box, headPx: number): number {
  const inner = { ...box, width: box.width - 1, height: box.height - 1 };
  const slopes = Float64Array.from(pixelsIn(picture, inner), (index) => {
    const here = brightness(picture, index);
    const across = brightness(picture, index + 4) - here;
    return Math.hypot(across, brightness(picture, index + 4 * picture.width) - here);
  }).toSorted();
  const count = Math.round((slopes.length * 0.02 * cropSize) / headPx);
  return mean([...slopes.subarray(-count)]);
}

/** What share `share` of the px have no more of: their strongest channel less their weakest, u8. */
export function colourfulness(picture: Picture, share: number): number {
  const differences = Uint8Array.from(pixelsIn(picture, { x: 0, y: 0, ...picture }), (index) => {
    const channels = picture.data.subarray(index, index + 3);
    return Math.max(...channels) - Math.min(...channels);
  }).toSorted();
  return differences[Math.floor(share * (differences.length - 1))]!;
}

/** By how much the channels of the mean colour in `box` are above their mean, u8: zeros are grey. */
export function tint(picture: Picture, box: Box): readonly number[] {
  const pixels = pixelsIn(picture, box);
  const channels = [0, 1, 2].map((channel) =>
    mean(pixels.map((index) => picture.data[index + channel]!)),
  );
  return channels.map((value) => value - mean(channels));
}

/** The largest brightness in `box`, u8. */
export function brightest(picture: Picture, box: Box): number {
  return Math.max(...pixelsIn(picture, box).map((index) => brightness(picture, index)));
}

/** A point, px. */
export type Corner = readonly [x: number, y: number];

/** How plain an area is. */
export interface Plainness {
  /** The median of each of L*, a* and b*. */
  readonly middle: Lab;
  /** How far L* is from its middle where it is farthest. */
  readonly lightness: number;
  /** How far a* and b* together are from theirs where they are farthest. */
  readonly colour: number;
}

/** How plain the px within a polygon are, each taken with its eight neighbours: grain is no shape. */
export function plainness(picture: Picture, corners: readonly Corner[]): Plainness {
  const whole = pixelsIn(picture, { x: 0, y: 0, ...picture });
  const colours = whole
    .filter((_, pixel) => {
      const column = pixel % picture.width;
      return isWithin(corners, [column + 0.5, (pixel - column) / picture.width + 0.5]);
    })
    .map((index) => aroundInLab(picture, index));
  const median = (channel: 0 | 1 | 2): number =>
    colours.map((colour) => colour[channel]).toSorted((a, b) => a - b)[colours.length >> 1]!;
  const middle: Lab = [median(0), median(1), median(2)];
  return {
    middle,
    lightness: Math.max(...colours.map(([lightness]) => Math.abs(lightness - middle[0]))),
    colour: Math.max(...colours.map(([, a, b]) => Math.hypot(a - middle[1], b - middle[2]))),
  };
}

/** The polygon drawn together towards its middle: 1 is the whole of it. */
export function shrunk(corners: readonly Corner[], scale: number): readonly Corner[] {
  const [middleX, middleY] = [mean(corners.map(([x]) => x)), mean(corners.map(([, y]) => y))];
  return corners.map(([x, y]) => [
    middleX + (x - middleX) * scale,
    middleY + (y - middleY) * scale,
  ]);
}

/** Whether a point lies within a polygon: a ray from it crosses an odd number of sides. */
function isWithin(corners: readonly Corner[], [x, y]: Corner): boolean {
  const crossed = corners.filter(([x1, y1], index) => {
    const [x2, y2] = corners.at(index - 1)!;
    return y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1);
  });
  return crossed.length % 2 === 1;
}

/** The mean colour of a px and its eight neighbours. */
function aroundInLab({ width, data }: Picture, index: number): Lab {
  const around = [-1, 0, 1].flatMap((row) =>
    [-1, 0, 1].map((column) => index + (row * width + column) * 4),
  );
  const channel = (at: number): number => mean(around.map((neighbour) => data[neighbour + at]!));
  return toLab(channel(0), channel(1), channel(2));
}

/** Pearson's correlation of the brightness of two pictures of one size in `box`, −1..1. */
export function correlation(a: Picture, b: Picture, box: Box): number {
  const pixels = pixelsIn(a, box);
  const centred = (picture: Picture): readonly number[] => {
    const values = pixels.map((index) => brightness(picture, index));
    const centre = mean(values);
    return values.map((value) => value - centre);
  };
  const product = (xs: readonly number[], ys: readonly number[]): number =>
    mean(xs.map((x, index) => x * ys[index]!));
  const [x, y] = [centred(a), centred(b)];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

/** A face of a picture. */
export interface FaceFrame {
  readonly cropFromPhoto: Affine<'photo', 'crop'>;
  /** From cheek to cheek and from brow to chin, photo px. */
  readonly box: Box;
}

/** Pupils, nose tip and mouth corners, photo px. */
export type FivePoints = readonly (readonly [x: number, y: number])[];

/** Where the face with these points is drawn. */
export function faceFrame(points: FivePoints): FaceFrame {
  const xy = new Float32Array(2 * (Math.max(...alignment) + 1));
  alignment.forEach((landmark, index) => xy.set(points[index]!, landmark * 2));
  const landmarks: Landmarks<'photo'> = { space: 'photo', xy, z: null };
  const cropFromPhoto = alignFace(landmarks);
  const inner = { x: 160, y: 170, width: 192, height: 200 };
  return { cropFromPhoto, box: mapBox(invertAffine(cropFromPhoto), inner) };
}

/**
 * How clearly a face's crop stands out as a box: how much steeper the drawing changes across the crop's
 * border than a few pixels beside it, as a multiple of the same in the photo. 1 is not at all.
 */
export function seamContrast(drawing: Picture, photo: Picture, face: FaceFrame): number {
  return borderSteepness(drawing, face) / borderSteepness(photo, face);
}

function borderSteepness(picture: Picture, { cropFromPhoto }: FaceFrame): number {
  const steepness = (insetPx: number): number => meanStep(picture, cropFromPhoto, insetPx);
  // The border is known to about a pixel; a hard edge shows in one of these.
  const atBorder = Math.max(...[-2, -1, 0, 1, 2].map(steepness));
  return atBorder / mean([-9, -8, -7, -6, -5, 5, 6, 7, 8, 9].map(steepness));
}

/** `picture` with every pixel of the face's crop `levels` brighter: what a seam would look like. */
export function withBrighterCrop(picture: Picture, face: FaceFrame, levels: number): Picture {
  const data = Uint8ClampedArray.from(picture.data);
  pixelsIn(picture, { x: 0, y: 0, ...picture }).forEach((index, pixel) => {
    const column = pixel % picture.width;
    const point = { x: column + 0.5, y: (pixel - column) / picture.width + 0.5 };
    const { x, y } = applyAffine(face.cropFromPhoto, point);
    if (Math.min(x, y) < 0 || Math.max(x, y) > cropSize) return;
    for (let at = index; at < index + 3; at++) data[at]! += levels;
  });
  return { ...picture, data };
}

/** The mean of two pictures of one size. */
export function meanPicture(a: Picture, b: Picture): Picture {
  return { ...a, data: a.data.map((value, index) => Math.round((value + b.data[index]!) / 2)) };
}

/** Mean change of colour over one pixel across the square that lies `insetPx` inside the crop, u8. */
function meanStep(
  picture: Picture,
  cropFromPhoto: Affine<'photo', 'crop'>,
  insetPx: number,
): number {
  const photoFromCrop = invertAffine(cropFromPhoto);
  const cropPxPerPx = Math.hypot(cropFromPhoto.a, cropFromPhoto.b);
  const steps: number[] = [];
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    for (let along = 0; along < cropSize; along += cropPxPerPx) {
      const [inner, outer] = [insetPx + 0.5, insetPx - 0.5].map((inset) =>
        sample(picture, applyAffine(photoFromCrop, onSide(side, along, inset * cropPxPerPx))),
      );
      if (inner && outer) {
        steps.push(mean(inner.map((value, channel) => Math.abs(value - outer[channel]!))));
      }
    }
  }
  return mean(steps);
}

function onSide(
  side: 'top' | 'bottom' | 'left' | 'right',
  along: number,
  inset: number,
): { x: number; y: number } {
  switch (side) {
    case 'top':
      return { x: along, y: inset };
    case 'bottom':
      return { x: along, y: cropSize - inset };
    case 'left':
      return { x: inset, y: along };
    case 'right':
      return { x: cropSize - inset, y: along };
  }
}

/** The colour at a point, bilinear; undefined outside the picture. */
function sample(
  { width, height, data }: Picture,
  { x, y }: { readonly x: number; readonly y: number },
): readonly number[] | undefined {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return undefined;
  const shareX = x - 0.5 - left;
  const shareY = y - 0.5 - top;
  return [0, 1, 2].map((channel) => {
    const at = (column: number, row: number): number =>
      data[((top + row) * width + left + column) * 4 + channel]!;
    const upper = at(0, 0) * (1 - shareX) + at(1, 0) * shareX;
    const lower = at(0, 1) * (1 - shareX) + at(1, 1) * shareX;
    return upper * (1 - shareY) + lower * shareY;
  });
}

/** The indices in `data` of the pixels in `box`. */
function pixelsIn({ width, height }: Picture, box: Box): readonly number[] {
  const [left, top] = [Math.max(0, Math.round(box.x)), Math.max(0, Math.round(box.y))];
  const right = Math.min(width, Math.round(box.x + box.width));
  const bottom = Math.min(height, Math.round(box.y + box.height));
  const indices: number[] = [];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) indices.push((y * width + x) * 4);
  }
  return indices;
}

function brightness({ data }: Picture, index: number): number {
  return 0.299 * data[index]! + 0.587 * data[index + 1]! + 0.114 * data[index + 2]!;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
