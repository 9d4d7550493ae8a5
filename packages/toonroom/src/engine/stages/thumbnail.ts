import { defaultRecipe } from '#domain/job/recipe.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import { plainGrid, sceneGrid } from '#domain/picture/paintGrid.ts';
import { cutRaster, opaque, type Raster } from '#domain/picture/raster.ts';
import type { Face, FacePlan } from '../faces/faces.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import type { HeadEncoding } from '../painting/encoding.ts';
import { paintHead } from '../painting/paintHead.ts';
import { paintScene, viewScene } from '../painting/paintScene.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import type { Model } from '../runtime/model.ts';
import { headEncoding } from './analyse.ts';
import type { Pace, Ready } from './artwork.ts';
import { plannedFace } from './plan.ts';

/** Side of a thumbnail, which is as fine as its line grid: all styles together cost what one head does. */
const thumbnailPx = 192;

/** A face, or the middle of the photo where it is undefined or only part of the scene, small in `ready.style`. */
export async function drawThumbnail(
  run: JobRun,
  photo: OpenPhoto,
  face: Face | undefined,
  { model, style }: Ready,
  pace: Pace,
): Promise<Raster> {
  const plan = face && plannedFace(photo, face, style, defaultRecipe(style.id));
  return await run.stage(plan ? 'face' : 'scene', async () => {
    if (!plan) return await sceneThumbnail(model, photo, style, pace);
    const encoding = headEncoding(photo, plan.faceId, plan.face);
    return await faceThumbnail(model, photo.bitmap, { style, plan, encoding, pace });
  });
}

interface FaceOrder {
  readonly style: ManifestStyle;
  readonly plan: FacePlan;
  readonly encoding: HeadEncoding;
  readonly pace: Pace;
}

/** The head, alone of all, with what its crop shows around it. */
async function faceThumbnail(
  model: Model,
  bitmap: ImageBitmap,
  { style, plan, encoding, pace }: FaceOrder,
): Promise<Raster> {
  const order = { style, encoding, plan, warps: [plan.warp], grid: plainGrid(thumbnailPx) };
  return opaque((await paintHead(model, bitmap, order, pace)).drawing);
}

/** The largest square in the middle of a photo without faces. */
async function sceneThumbnail(
  model: Model,
  { bitmap, encoding }: OpenPhoto,
  style: ManifestStyle,
  pace: Pace,
): Promise<Raster> {
  const factor = thumbnailPx / Math.min(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width * factor, bitmap.height * factor].map(Math.round);
  const grid = sceneGrid(width!, height!);
  const whole = { encoding: encoding!, heads: [], grid };
  const order = { ...whole, style, view: viewScene(bitmap, whole) };
  const scene = await paintScene(model, bitmap, order, pace);
  const [left, top] = [width! - thumbnailPx, height! - thumbnailPx];
  return cutRaster(scene, {
    x: Math.floor(left / 2),
    y: Math.floor(top / 2),
    width: thumbnailPx,
    height: thumbnailPx,
  });
}
