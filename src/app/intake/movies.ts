import { failIntake } from '../photo/drawing.ts';

/** Opens a video, with what is fetched only for one. */
export async function takeInMovie(file: File): Promise<void> {
  try {
    const { openVideo } = await import('../video/video.ts');
    await openVideo(file);
  } catch {
    // openVideo never rejects: only the fetch can have failed.
    failIntake({ code: 'APP_UNREACHABLE', retryable: false });
  }
}
