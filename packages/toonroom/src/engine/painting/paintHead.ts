import { hairPlane, hairTint, tintedPalette, tintHair, turnHair } from '#domain/edit/tint.ts';
import type { FaceTweaks } from '#domain/edit/tweaks.ts';
import { viewForm } from '#domain/face/fidelity.ts';
import type { FaceWarp } from '#domain/face/displacement.ts';
import { drawForm } from '#domain/face/form.ts';
import {
  type Box,
  composeAffine,
  invertAffine,
  mapBox,
  scaleAffine,
} from '#domain/picture/geometry.ts';
import { cropSize } from '#domain/face/align.ts';
import { warpedLayers } from '#domain/compose/layers.ts';
import {
  linePx,
  type PaintGrid,
  type PaintTile,
  tilesOf,
  wholeOf,
} from '#domain/picture/paintGrid.ts';
import { createRaster, type Raster } from '#domain/picture/raster.ts';
import { drawStrokes } from '#domain/face/strokes/strokes.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import { packPhoto, placementOf, type Tensor, writeDrawing } from '#domain/picture/tensor.ts';
import { formTensor, type HeadEncoding } from './encoding.ts';
import { cutFace, type FacePlan } from '../faces/faces.ts';
import type { FaceModel } from './fidelity.ts';
import { giveBack } from '../pixels/giveBack.ts';
import type { Model } from '../runtime/model.ts';
import { paintTiles } from './painting.ts';

/** One head to paint. */
export interface HeadOrder {
  readonly style: ManifestStyle;
  readonly encoding: HeadEncoding;
  readonly plan: FacePlan;
  /** What is changed by hand besides the plan. */
  readonly tweaks?: FaceTweaks;
  /** Of all faces of the photo, this one's among them. */
  readonly warps: readonly FaceWarp[];
  readonly grid: PaintGrid;
}

/** A painted head, its alpha the head's share of each pixel, and what it was painted from. */
export interface PaintedHead {
  readonly drawing: Raster;
  readonly model: FaceModel;
}

/** Paints a head from the warped photo, at the size of its grid. `beforeTile` is awaited before each run. */
export async function paintHead(
  model: Model,
  bitmap: ImageBitmap,
  { style, encoding, plan, tweaks = {}, warps, grid }: HeadOrder,
  beforeTile: () => Promise<void>,
): Promise<PaintedHead> {
  const { warp, landmarks } = plan;
  const side = grid.width;
  const lineSide = side / linePx(grid);
  const crop = cutFace(bitmap, warp, warps, lineSide);
  const form = drawForm(landmarks, grid.columns);
  await beforeTile();
  const layers = warpedLayers(encoding, warps, grid.columns);
  const tinter = hairTinter(model, encoding.palette, layers, grid, tweaks.hairColour);
  const photo = tintOwn(tinter, packPhoto(crop), wholeOf(grid));
  const content = {
    photo,
    layers,
    form: formTensor(form, grid.columns),
    palette: tintedPalette(encoding.palette, model.tensors.palette, tweaks),
  };
  const source = {
    photo: (px: Box) =>
      side === lineSide ? photo : tintOwn(tinter, warpedPhoto(bitmap, plan, warps, side, px), px),
    strokes: ({ x, y, width, height }: Box) =>
      drawStrokes(landmarks, style.strokes, side, {
        left: x,
        top: y,
        right: x + width,
        bottom: y + height,
      }),
  };
  const drawing = createRaster(side, side);
  const put = (tile: PaintTile, painted: Tensor): void => {
    tinter.drawing(painted, tile.px);
    writeDrawing(painted, placementOf(tile), drawing, true);
  };
  const tiles = tilesOf(grid).filter(({ inner }) => showsPhoto(bitmap, warp, side, inner));
  await paintTiles({ model, style, content, grid, source, tiles }, put, beforeTile);
  const view = viewForm(form, model.tensors.form, grid.columns);
  return { drawing, model: { crop, form: view, landmarks } };
}

/** The part `px` of the head's warped crop at `side` px. */
function warpedPhoto(
  bitmap: ImageBitmap,
  { warp }: FacePlan,
  warps: readonly FaceWarp[],
  side: number,
  px: Box,
): Tensor {
  const crop = cutFace(bitmap, warp, warps, side, px);
  const packed = packPhoto(crop);
  giveBack(crop.data);
  return packed;
}

/** Gives hair the colour that is asked for, in parts of a painting. */
interface HairTinter {
  /** What a part is painted from, [1,3,H,W] f32 unit. */
  photo(photo: Tensor, box: Box): Tensor;
  /** What was painted of it, [1,4,H,W] f32 unit, which is changed. */
  drawing(drawing: Tensor, box: Box): void;
}

/** What a part is painted from. `photo` is nobody else's: it is given back where another one takes its place. */
export function tintOwn(tinter: HairTinter, photo: Tensor, box: Box): Tensor {
  const tinted = tinter.photo(photo, box);
  if (tinted !== photo) giveBack(photo.data);
  return tinted;
}

const noTinter: HairTinter = { photo: (photo) => photo, drawing: () => {} };

/** `share` (unit) of each cell, by its column and row, belongs to the person. */
export function hairTinter(
  { tensors }: Model,
  palette: Tensor,
  layers: Tensor,
  { cellPx }: PaintGrid,
  colour: string | undefined,
  share?: (column: number, row: number) => number,
): HairTinter {
  if (colour === undefined) return noTinter;
  const tint = hairTint(palette, tensors.palette, colour);
  const hair = hairPlane(layers, tensors.layers, share);
  return {
    photo: (photo, box) => tintHair(photo, box, hair, cellPx, tint),
    drawing: (drawing, box) => turnHair(drawing, box, hair, cellPx, tint),
  };
}

/** Whether a part of the head's crop (px of side² px) lies in the photo: a crop may reach far beyond. */
function showsPhoto(
  { width, height }: ImageBitmap,
  { cropFromPhoto }: FaceWarp,
  side: number,
  part: Box,
): boolean {
  const photoFromPart = composeAffine(
    invertAffine(cropFromPhoto),
    scaleAffine<'crop', 'crop'>(cropSize / side, cropSize / side),
  );
  const box = mapBox(photoFromPart, part);
  return box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0;
}
