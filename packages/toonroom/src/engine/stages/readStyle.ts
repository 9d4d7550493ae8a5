import type { Box } from '#domain/picture/geometry.ts';
import { hexOfLab } from '#domain/picture/lab.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { packPhoto } from '#domain/picture/tensor.ts';
import { readColours } from '#domain/style/colourScript.ts';
import type { StyleReading } from '#domain/style/reading.ts';
import { cutFace, type Face } from '../faces/faces.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import { fitWithin, readPhoto } from '../pixels/photoPixels.ts';
import type { StyleEncoder } from '../runtime/styleEncoder.ts';

/** What the style encoder sees. */
const seenPx = 256;
/** Long side of the picture in which colours are counted. */
const coloursPx = 160;
const mostSwatches = 5;
/** A face reaches so much beyond the box that the detector gives it. */
const faceReach = 1.15;

/**
 * Reads the style of a picture: of its largest face, aligned as the encoder knows heads, where it shows one, of its
 * middle otherwise.
 */
export async function readStyle(
  picture: OpenPhoto,
  faces: readonly Face[],
  encoder: StyleEncoder,
): Promise<StyleReading> {
  const { bitmap } = picture;
  const aligned = faces.find((face) => face.aligned)?.aligned;
  const seen = aligned
    ? cutFace(bitmap, aligned, [], seenPx)
    : readPhoto(bitmap, seenPx, seenPx, middleSquare(bitmap));
  const { numbers, drawn } = await encoder.read(packPhoto(seen));
  const size = fitWithin(bitmap, coloursPx);
  const small = readPhoto(bitmap, size.width, size.height);
  const { colours, main } = readColours(small, mostSwatches, facePixels(faces, bitmap, small));
  return {
    kind: drawn < 0.5 ? 'photo' : aligned ? 'drawing' : 'noFace',
    numbers,
    colours,
    swatches: main.map(hexOfLab),
  };
}

function middleSquare({ width, height }: { width: number; height: number }): Box {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
}

/** Tells which pixels of a smaller picture belong to faces. */
function facePixels(
  faces: readonly Face[],
  { width }: { width: number },
  small: Raster,
): (x: number, y: number) => boolean {
  const scale = small.width / width;
  const ovals = faces.map(({ summary: { box } }) => ({
    x: (box.x + box.width / 2) * scale,
    y: (box.y + box.height / 2) * scale,
    across: (box.width / 2) * faceReach * scale,
    down: (box.height / 2) * faceReach * scale,
  }));
  return (x, y) =>
    ovals.some((oval) => Math.hypot((x - oval.x) / oval.across, (y - oval.y) / oval.down) < 1);
}
