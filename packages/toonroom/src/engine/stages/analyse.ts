import { encodeHead, encodeScene, type HeadEncoding } from '../painting/encoding.ts';
import { type AlignedFace, type Face } from '../faces/faces.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import type { Model } from '../runtime/model.ts';
import type { Pace } from './artwork.ts';

/** What the photo and each of its aligned faces consist of: found once, whatever is drawn of it. */
export async function analysePhoto(
  run: JobRun,
  photo: OpenPhoto,
  faces: readonly Face[],
  model: Model,
  pace: Pace,
): Promise<void> {
  const missing = faces.filter(
    ({ summary, aligned }) => aligned && !photo.headEncodings.get(summary.faceId),
  );
  if (photo.encoding && missing.length === 0) return;
  await run.stage('analyse', async () => {
    await pace();
    photo.encoding ??= await encodeScene(model, photo.previewRaster);
    for (const [index, face] of missing.entries()) {
      run.events.progress('analyse', index + 1, missing.length + 1);
      await pace();
      const { summary, aligned } = face;
      photo.headEncodings.set(summary.faceId, await encodeHead(model, photo.bitmap, aligned!));
    }
  });
}

/** What an analysed head consists of. */
export function headEncoding(
  photo: OpenPhoto,
  faceId: number,
  { cropFromPhoto }: AlignedFace,
): HeadEncoding {
  return { ...photo.headEncodings.get(faceId)!, cropFromPhoto };
}
