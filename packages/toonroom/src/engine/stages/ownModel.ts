import { readOnnxHeader } from '#domain/ownModel/onnxHeader.ts';
import { plausibility } from '#domain/ownModel/modelPixels.ts';
import { type ModelFault, settingsOf } from '#domain/ownModel/ownModel.ts';
import type { ModelTrial, OwnModelReport } from '../contract.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { checkpoint } from '../jobs/jobs.ts';
import { paintOwn } from '../painting/paintOwn.ts';
import { decodePhoto } from '../photo/decode.ts';
import { bitmapOf, fitWithin, readPhoto } from '../pixels/photoPixels.ts';
import type { OwnSession } from '../runtime/ownModels.ts';

/** A larger file would not leave room to draw. */
const mostModelBytes = 200_000_000;
/** Long side of the picture that a model of any size is tried on. */
const trialPx = 256;

/** Reads what a model takes from its file; nothing of it is run. */
export async function inspectModel(file: Blob): Promise<OwnModelReport | ModelFault> {
  if (file.size > mostModelBytes) return 'tooLarge';
  const header = readOnnxHeader(new Uint8Array(await file.arrayBuffer()));
  if (!header) return 'notOnnx';
  const settings = settingsOf(header);
  return typeof settings === 'string' ? settings : { header, settings };
}

/** Draws a small picture with a model. @throws EngineError `OWN_MODEL_FAILED`. */
export async function tryModel(run: JobRun, session: OwnSession, photo: Blob): Promise<ModelTrial> {
  const { bitmap } = await run.stage('decode', () => decodePhoto(photo));
  try {
    const side = session.settings.sidePx;
    const { width, height } =
      side === null ? fitWithin(bitmap, trialPx) : { width: side, height: side };
    const picture = readPhoto(bitmap, width, height);
    const drawn = await run.stage('scene', () =>
      paintOwn(session, picture, () => checkpoint(run.signal)),
    );
    return {
      bitmap: await bitmapOf(drawn),
      plausibility: plausibility(picture, levelsOfRaster(drawn.data)),
    };
  } finally {
    bitmap.close();
  }
}

function levelsOfRaster(data: Uint8ClampedArray): Float32Array {
  const levels = new Float32Array((data.length / 4) * 3);
  for (let at = 0; at < data.length / 4; at++) {
    levels.set(data.subarray(at * 4, at * 4 + 3), at * 3);
  }
  return levels;
}
