import type { ImageSegmenter } from '@mediapipe/tasks-vision';
import type { Plane } from '#domain/picture/raster.ts';
import { detectFaces } from '../faces/detector.ts';
import { alignedFace, type Face } from '../faces/faces.ts';
import { findPeople } from '../faces/people.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { checkpoint } from '../jobs/jobs.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import type { VisionTasks } from '../runtime/visionTasks.ts';

/** The photo's faces, largest first, each with its landmarks and its place on the template: found once. */
export async function findFaces(
  run: JobRun,
  photo: OpenPhoto,
  vision: VisionTasks,
): Promise<readonly Face[]> {
  if (photo.faces) return photo.faces;
  const { signal, events } = run;
  const detections = await run.stage('detect', () => detectFaces(vision, photo.bitmap, signal));
  photo.faces = await run.stage('landmarks', async () => {
    const faces: Face[] = [];
    for (const detection of detections) {
      events.progress('landmarks', faces.length, detections.length);
      await checkpoint(signal);
      faces.push(alignedFace(vision, photo.bitmap, detection, faces.length));
    }
    return faces;
  });
  return photo.faces;
}

/** Where people are in the photo, at the preview's size: found once. */
export async function findAllPeople(
  run: JobRun,
  photo: OpenPhoto,
  faces: readonly Face[],
  segmenter: ImageSegmenter,
): Promise<Plane> {
  const summaries = faces.map(({ summary }) => summary);
  photo.people ??= await run.stage('detect', () =>
    findPeople(segmenter, photo.bitmap, summaries, photo.previewSize, run.signal),
  );
  return photo.people;
}
