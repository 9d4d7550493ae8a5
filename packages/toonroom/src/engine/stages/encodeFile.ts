import { cropAround } from '#domain/compose/crop.ts';
import { cameraExif } from '#domain/files/cameraExif.ts';
import { encodePicture } from '../composing/compositor.ts';
import type { Output } from '../contract.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import type { Artwork } from './artwork.ts';
import { composeFull } from './compose.ts';

/** Composes the part of the picture that `output` asks for and writes it into a file. */
export async function encodeFile(run: JobRun, artwork: Artwork, output: Output): Promise<Blob> {
  const picture = await composeFull(run, artwork, cutAround(artwork, output));
  const exif = exifFor(artwork.photo, output);
  return await run.stage('encode', () => encodePicture(picture, output, exif));
}

/** The output with the part that its shape leaves around the faces. */
function cutAround({ photo, faces }: Artwork, output: Output): Output {
  const { crop, shape } = output;
  if (crop || !shape) return output;
  const { width, height } = photo.bitmap;
  const boxes = faces.map(({ summary }) => summary.box);
  return { ...output, crop: cropAround({ width, height }, boxes, shape) };
}

/** What the output keeps of the photo's EXIF block; undefined when that is nothing. */
function exifFor({ header, bitmap }: OpenPhoto, { metadata }: Output): Uint8Array | undefined {
  return metadata === 'camera' && header.exif ? cameraExif(header.exif, bitmap) : undefined;
}
