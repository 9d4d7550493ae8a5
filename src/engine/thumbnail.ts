import { plainGrid, sceneGrid } from '#domain/picture/paintGrid.ts';
import { cutRaster, opaque, type Raster } from '#domain/picture/raster.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import type { Pace } from './artwork.ts';
import type { HeadEncoding } from './encoding.ts';
import type { FacePlan } from './faces.ts';
import type { Model } from './model.ts';
import type { OpenPhoto } from './openPhoto.ts';
import { paintHead } from './paintHead.ts';
import { paintScene, viewScene } from './paintScene.ts';

/** Side of a thumbnail, which is as fine as its line grid: all styles together cost what one head does. */
const thumbnailPx = 192;

interface FaceOrder {
  readonly style: ManifestStyle;
  readonly plan: FacePlan;
  readonly encoding: HeadEncoding;
  readonly pace: Pace;
}

/** The head, alone of all, with what its crop shows around it. */
export async function faceThumbnail(
  model: Model,
  bitmap: ImageBitmap,
  { style, plan, encoding, pace }: FaceOrder,
): Promise<Raster> {
  const order = { style, encoding, plan, warps: [plan.warp], grid: plainGrid(thumbnailPx) };
  return opaque((await paintHead(model, bitmap, order, pace)).drawing);
}

/** The largest square in the middle of a photo without faces. */
export async function sceneThumbnail(
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
