import { alignFace, cropSize } from '#domain/align.ts';
import { type Affine, applyAffine, type Box, invertAffine, mapBox } from '#domain/geometry.ts';
import { alignment, type Landmarks } from '#domain/landmarks.ts';

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

/** How hard the edges of a picture are: the mean square of what brightness changes by from px to px, u8. */
export function edgeHardness(picture: Picture): number {
  const { width, height } = picture;
  const steps = pixelsIn(picture, { x: 1, y: 0, width: width - 1, height }).map(
    (index) => (brightness(picture, index) - brightness(picture, index - 4)) ** 2,
  );
  return mean(steps);
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
