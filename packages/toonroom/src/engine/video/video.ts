import type { VideoInfo } from '../contract.ts';
import { JobRun } from '../jobs/jobRun.ts';
import type { JobContext } from '../jobs/jobs.ts';
import { createCanvas } from '../pixels/photoPixels.ts';
import { openFrames } from './frameSource.ts';

export { drawVideo } from './drawVideo.ts';

// The door of this folder: what the engine does with videos and animated images.

/** What the file holds. */
export async function videoInfo(job: JobContext, file: Blob): Promise<VideoInfo> {
  const source = await new JobRun(job).stage('decode', () => openFrames(file));
  source.close();
  return source.info;
}

/** One frame of the file as a PNG. */
export async function stillOf(
  job: JobContext,
  file: Blob,
  timeS: number,
  longSidePx: number,
): Promise<Blob> {
  return await new JobRun(job).stage('decode', async () => {
    const source = await openFrames(file);
    try {
      const { bitmap } = await source.frameAt(timeS, { longSidePx });
      try {
        const { canvas, context } = createCanvas(bitmap.width, bitmap.height);
        context.drawImage(bitmap, 0, 0);
        return await canvas.convertToBlob({ type: 'image/png' });
      } finally {
        bitmap.close();
      }
    } finally {
      source.close();
    }
  });
}
