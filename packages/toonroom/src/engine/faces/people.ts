import type { ImageSegmenter } from '@mediapipe/tasks-vision';
import { lightnessOf } from '#domain/picture/lightness.ts';
import { type Affine, applyAffine, type Box, invertAffine } from '#domain/picture/geometry.ts';
import { guidedFilter } from '#domain/picture/guidedFilter.ts';
import { samplePlane } from '#domain/picture/plane.ts';
import { createPlane, type Plane, type Raster } from '#domain/picture/raster.ts';
import { smoothstep } from '#domain/picture/smoothstep.ts';
import type { FaceSummary } from '../contract.ts';
import { checkpoint } from '../jobs/jobs.ts';
import { readPhoto, readPhotoPart } from '../pixels/photoPixels.ts';
import { look } from '../runtime/visionTasks.ts';

/** The segmenter sees 256² px: in a group each person gets a look of their own. */
const lookSidePx = 256;
const maxLooks = 12;
/** A person's picture: so many faces wide and high, the face near its top. */
const personWidth = 5;
const personHeight = 7;
const faceTop = 1.6;
/** In the people's plane. */
const edgeRadiusPx = 6;
const edgeVariance = 4e-4 * 255 ** 2;

/** Where people are in the photo [unit], width × height px, its edges on the photo's own. */
export async function findPeople(
  segmenter: ImageSegmenter,
  photo: ImageBitmap,
  faces: readonly FaceSummary[],
  { width, height }: { readonly width: number; readonly height: number },
  signal: AbortSignal,
): Promise<Plane> {
  const people = createPlane(width, height);
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  const boxes = [whole, ...faces.slice(0, maxLooks).map(({ box }) => personBox(box))];
  for (const box of boxes) {
    await checkpoint(signal);
    const scale = Math.min(1, (2 * lookSidePx) / Math.max(box.width, box.height));
    const part = readPhotoPart(photo, box, scale);
    const seen = segment(segmenter, part.raster);
    join(people, seen, photo, part.outputFromPhoto);
  }
  return decided(
    guidedFilter(lightnessOf(readPhoto(photo, width, height)), people, edgeRadiusPx, edgeVariance),
  );
}

function personBox(face: Box): Box {
  return {
    x: face.x + face.width / 2 - (personWidth / 2) * face.width,
    y: face.y - faceTop * face.height,
    width: personWidth * face.width,
    height: personHeight * face.height,
  };
}

function segment(segmenter: ImageSegmenter, { data, width, height }: Raster): Plane {
  const picture = new ImageData(data, width, height);
  const result = look('detect', () => segmenter.segment(picture));
  try {
    const mask = result.confidenceMasks?.at(-1);
    return mask
      ? { width: mask.width, height: mask.height, data: mask.getAsFloat32Array().slice() }
      : createPlane(width, height);
  } finally {
    result.close();
  }
}

/** Adds what was seen of a part of the photo: each pixel keeps the surer word that it is somebody. */
function join(
  people: Plane,
  seen: Plane,
  photo: ImageBitmap,
  seenFromPhoto: Affine<'photo', 'output'>,
): void {
  const perX = photo.width / people.width;
  const perY = photo.height / people.height;
  const corner = applyAffine(invertAffine(seenFromPhoto), { x: 0, y: 0 });
  const end = applyAffine(invertAffine(seenFromPhoto), { x: seen.width, y: seen.height });
  for (let row = Math.floor(corner.y / perY); row < Math.min(people.height, end.y / perY); row++) {
    for (
      let column = Math.floor(corner.x / perX);
      column < Math.min(people.width, end.x / perX);
      column++
    ) {
      const { x, y } = applyAffine(seenFromPhoto, {
        x: (column + 0.5) * perX,
        y: (row + 0.5) * perY,
      });
      const index = row * people.width + column;
      people.data[index] = Math.max(people.data[index]!, samplePlane(seen, x, y));
    }
  }
}

/** Very low shares become 0 and very high ones 1: faint traces of the background would show. */
function decided(plane: Plane): Plane {
  plane.data.forEach((value, index) => {
    plane.data[index] = smoothstep(0.3, 0.8, value);
  });
  return plane;
}
