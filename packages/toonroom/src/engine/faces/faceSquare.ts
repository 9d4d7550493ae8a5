import { squareFromPhoto, type Detection } from '#domain/face/faces.ts';
import {
  type Affine,
  affineScale,
  composeAffine,
  invertAffine,
  mapBox,
} from '#domain/picture/geometry.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { warpAffine } from '#domain/picture/resample.ts';
import { readPhotoPart } from '../pixels/photoPixels.ts';

/** Side of the upright picture of one face that landmarker and detector see. */
const squareSidePx = 512;

/** A picture of one face, upright in its middle. */
export interface FaceSquare {
  readonly raster: Raster;
  readonly photoFromSquare: Affine<'square', 'photo'>;
}

export function faceSquare(photo: ImageBitmap, detection: Detection): FaceSquare {
  const toSquare = squareFromPhoto(detection, squareSidePx);
  const photoFromSquare = invertAffine(toSquare);
  const box = mapBox(photoFromSquare, {
    x: 0,
    y: 0,
    width: squareSidePx,
    height: squareSidePx,
  });
  const part = readPhotoPart(photo, box, affineScale(toSquare));
  const raster = warpAffine(
    part.raster,
    composeAffine(part.outputFromPhoto, photoFromSquare),
    squareSidePx,
    squareSidePx,
  );
  return { raster, photoFromSquare };
}
