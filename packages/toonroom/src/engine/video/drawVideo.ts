import { EngineError } from '#domain/job/errors.ts';
import { opaqueOverWhite, type Raster } from '#domain/picture/raster.ts';
import type { Recipe, VideoOrder, VideoResult } from '../contract.ts';
import { FrameStream } from '../frames/frameStream.ts';
import { JobRun } from '../jobs/jobRun.ts';
import { checkpoint, type JobContext } from '../jobs/jobs.ts';
import { OpenPhoto } from '../photo/openPhoto.ts';
import { thumbnailOf } from '../pixels/photoPixels.ts';
import { findFaces } from '../stages/detect.ts';
import type { ModelSetup } from '../stages/prepare.ts';
import { type FrameSource, openFrames } from './frameSource.ts';
import { type FrameWriter, openWriter } from './frameWriter.ts';

/** Height of the small pictures of drawn frames, px. */
const thumbnailPx = 72;
/** A video that ends so much earlier than its file says is damaged, seconds. */
const leastMissingS = 0.5;
/** How often one is made, at most. */
const thumbnailMs = 400;

interface DrawnAt {
  readonly drawing: Raster;
  readonly timeS: number;
}

/** Draws the frames of a file between two times and writes them into a new one. */
export async function drawVideo(
  job: JobContext,
  setup: ModelSetup,
  file: Blob,
  recipe: Recipe,
  order: VideoOrder,
): Promise<VideoResult> {
  const run = new JobRun(job);
  const source = await run.stage('decode', () => openFrames(file));
  let writer: FrameWriter | undefined;
  try {
    const { startS, endS, longSidePx, peopleAtS } = order;
    const stream = new FrameStream(setup);
    const quiet = run.quiet();
    await setup.ready(run, [recipe.styleId], recipe.ownModels);
    if (peopleAtS !== undefined)
      await meet(quiet, setup, stream, source, recipe, peopleAtS, longSidePx);
    const isDue = pacedBy(order.mostFramesPerS);
    let frames = 0;
    let shownMs = -Infinity;
    // How long a frame is shown is known once the next one is there.
    let last: DrawnAt | undefined;
    let cutBy: VideoResult['cutBy'];
    let report = (): void => undefined;
    const frameS = 1 / source.info.framesPerS;
    let filmedUntilS = startS;
    // Sound often lasts a little longer than the picture: a whole video keeps all of it.
    const isToEnd = endS >= source.info.durationS;
    const add = async ({ drawing, timeS }: DrawnAt, untilS: number): Promise<void> => {
      const { width, height } = drawing;
      writer ??= await openWriter({
        ...order,
        file: order.file,
        width,
        height,
        sound: source.sound,
        endS: isToEnd ? Infinity : endS,
      });
      const fromS = Math.max(timeS, startS);
      await writer.add(opaqueOverWhite(drawing), fromS - startS, Math.min(untilS, endS) - fromS);
    };
    run.events.begin('frames');
    try {
      for await (const { bitmap, timeS, durationS } of source.frames(startS, endS, order)) {
        filmedUntilS = Math.max(filmedUntilS, timeS + (durationS || frameS));
        if (!isDue(timeS)) {
          bitmap.close();
          continue;
        }
        const options = { timeS, isThorough: frames === 0 };
        const { drawing } = await stream.next(quiet, bitmap, recipe, options);
        if (last) await add(last, timeS);
        last = { drawing, timeS };
        frames += 1;
        report = () =>
          run.events.progress('frames', Math.min(filmedUntilS, endS) - startS, endS - startS);
        report();
        if (performance.now() - shownMs > thumbnailMs) {
          shownMs = performance.now();
          run.events.frame(timeS, frames, await thumbnailOf(drawing, thumbnailPx));
        }
        if (writer?.isFull) cutBy = 'fullDisk';
        if (cutBy) break;
        await checkpoint(run.signal);
        await job.whenResumed(report);
      }
    } catch (error) {
      // What was drawn before the file's damage is kept.
      if (!last || !isDamage(error)) throw error;
      cutBy = 'damage';
    }
    if (!last) throw new EngineError('VIDEO_EMPTY', 'decode', 'no frame in this part');
    // The frames of a file that was cut off end without an error.
    const missingS = Math.min(endS, source.info.durationS) - filmedUntilS;
    if (!cutBy && missingS > Math.max(leastMissingS, 2 * frameS)) cutBy = 'damage';
    if (cutBy !== 'fullDisk') await add(last, filmedUntilS);
    const finished = writer!;
    const soundUntilS = cutBy && filmedUntilS - startS;
    const blob = await run.stage('encode', () => finished.finish(soundUntilS));
    return {
      blob,
      frames,
      cutBy,
      isSilent: finished.isSilent,
      timingsMs: run.timingsMs,
    };
  } catch (error) {
    // The first error is the one to tell.
    await writer?.abort().catch(() => undefined);
    throw error;
  } finally {
    source.close();
  }
}

/** Shows the stream the frame in which the people were numbered. */
async function meet(
  run: JobRun,
  setup: ModelSetup,
  stream: FrameStream,
  source: FrameSource,
  { styleId, ownModels }: Recipe,
  peopleAtS: number,
  longSidePx: number,
): Promise<void> {
  const ready = await setup.ready(run, [styleId], ownModels);
  const { bitmap } = await source.frameAt(peopleAtS, { longSidePx });
  const photo = OpenPhoto.frame(bitmap);
  try {
    const faces = await findFaces(run, photo, ready.vision);
    await stream.expect(run, bitmap, faces, ready);
  } finally {
    photo.close();
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof EngineError && error.code === 'VIDEO_CORRUPT';

/** Whether a frame at a time is drawn, so that there are at most so many per second; all where that is undefined. */
function pacedBy(mostPerS: number | undefined): (timeS: number) => boolean {
  if (mostPerS === undefined) return () => true;
  const stepS = 1 / mostPerS;
  let dueS = -Infinity;
  return (timeS) => {
    // Times are rounded: a frame a moment too early is the one that is due.
    if (timeS < dueS - stepS / 4) return false;
    dueS = Math.max(dueS, timeS - stepS) + stepS;
    return true;
  };
}
