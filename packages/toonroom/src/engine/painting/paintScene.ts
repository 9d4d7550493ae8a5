import { tintedPalette } from '#domain/edit/tint.ts';
import { cropSize } from '#domain/face/align.ts';
import { affineScale, applyAffine, type Box, invertAffine } from '#domain/picture/geometry.ts';
import { sceneLayers } from '#domain/compose/layers.ts';
import {
  linePx,
  type PaintGrid,
  type PaintTile,
  stripsOf,
  tilesOf,
  wholeOf,
} from '#domain/picture/paintGrid.ts';
import {
  groupPalettes,
  hairReach,
  palettesIn,
  paletteShare,
  type Person,
} from '#domain/compose/people.ts';
import { createRaster, cutRaster, type Raster } from '#domain/picture/raster.ts';
import { downscale } from '#domain/picture/resample.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import {
  mixDrawing,
  packPhoto,
  placementOf,
  type Tensor,
  writeDrawing,
} from '#domain/picture/tensor.ts';
import { type Encoding, type HeadEncoding, noForm } from './encoding.ts';
import type { Model } from '../runtime/model.ts';
import { hairTinter, tintOwn } from './paintHead.ts';
import { type Content, paintTiles } from './painting.ts';
import { giveBack } from '../pixels/giveBack.ts';
import { readPhoto } from '../pixels/photoPixels.ts';

/** Most palettes for one group photo, but for further colours of hair; other people take the most similar one. */
const mostPalettes = 3;

/** A whole photo to paint, unwarped. */
export interface Scene {
  readonly encoding: Encoding;
  /** Of the people in it, the largest first. */
  readonly heads: readonly HeadEncoding[];
  readonly grid: PaintGrid;
}

/** What a scene's fields are computed from, whatever its style. */
export type SceneView = Pick<Content, 'photo' | 'layers'>;

export interface SceneOrder extends Scene {
  readonly style: ManifestStyle;
  /** What the hair of each head's person becomes, `#rrggbb`; as in the photo where absent. */
  readonly hairColours?: readonly (string | undefined)[];
  readonly view: SceneView;
  /** The photo at the painting's size, where it is at hand. */
  readonly shown?: Raster;
  /** Whether anything of a box (px of the painting) is needed; the rest stays transparent. All is where absent. */
  readonly isSeen?: ((box: Box) => boolean) | undefined;
}

/** The photo on the line grid and its layers on the work grid. `shown`: as in `SceneOrder`. */
export function viewScene(
  bitmap: ImageBitmap,
  { encoding, heads, grid }: Scene,
  shown?: Raster,
): SceneView {
  const step = linePx(grid);
  const whole = wholeOf(grid);
  return {
    photo: shown ? packShrunk(shown, whole, step) : paintedPhoto(bitmap, grid, whole, step),
    layers: sceneLayers(encoding.layers, heads, grid, bitmap),
  };
}

/** Awaited before each run; what it throws ends the work. */
type BeforeTile = (done: number, total: number) => Promise<void>;

/** Paints the whole photo, opaque where it is needed: everything that is not a head. */
export async function paintScene(
  model: Model,
  bitmap: ImageBitmap,
  { style, encoding, heads, hairColours = [], grid, view, shown, isSeen = () => true }: SceneOrder,
  beforeTile: BeforeTile,
): Promise<Raster> {
  const { columns, rows, width, height } = grid;
  const { palettes, people } = palettesOf(bitmap, encoding, heads, hairColours, grid);
  // Tiles show fewer people each, so that fewer are painted with several palettes.
  const parts = palettes.length > 1 ? tilesOf(grid) : stripsOf(grid);
  const wanted = parts.filter(({ inner }) => isSeen(inner));
  const seen = new Map(wanted.map((tile) => [tile, palettesIn(people, tile.inner)]));
  const total = [...seen.values()].reduce((sum, indices) => sum + indices.length, 0);
  const content: Omit<Content, 'palette'> = {
    ...view,
    form: noForm(model, columns, rows),
  };
  const photoIn = (px: Box): Tensor =>
    shown ? packShrunk(shown, px, 1) : paintedPhoto(bitmap, grid, px, 1);
  const scene = createRaster(width, height);
  let done = 0;
  for (const [index, { palette, hairColour }] of palettes.entries()) {
    const tiles = [...seen.keys()].filter((tile) => seen.get(tile)!.includes(index));
    if (tiles.length === 0) continue;
    await beforeTile(done, total);
    const near = (column: number, row: number): number =>
      hairReach(people, index, (column + 0.5) * grid.cellPx, (row + 0.5) * grid.cellPx);
    const tinter = hairTinter(model, palette, view.layers, grid, hairColour, near);
    const source = {
      photo: (px: Box) => tintOwn(tinter, photoIn(px), px),
      strokes: () => undefined,
    };
    const own = {
      ...content,
      photo: tinter.photo(view.photo, wholeOf(grid)),
      palette: tintedPalette(palette, model.tensors.palette, { hairColour }),
    };
    const put = (tile: PaintTile, drawing: Tensor): void => {
      tinter.drawing(drawing, tile.px);
      const before = seen.get(tile)!.filter((other) => other < index);
      if (before.length === 0) {
        writeDrawing(drawing, placementOf(tile), scene, false);
        return;
      }
      mixDrawing(drawing, placementOf(tile), scene, (x, y) => {
        const own = paletteShare(people, index, x, y);
        return own / before.reduce((sum, other) => sum + paletteShare(people, other, x, y), own);
      });
    };
    const order = { model, style, content: own, grid, source, tiles };
    await paintTiles(order, put, () => beforeTile(done++, total));
  }
  return scene;
}

/** The part `px` of a picture that may end within it (beyond, its edge is repeated), `step` of its px to one. */
function packShrunk(picture: Raster, { x, y, width, height }: Box, step: number): Tensor {
  const columns = Math.max(1, Math.floor(Math.min(width, picture.width - x) / step));
  const rows = Math.max(1, Math.floor(Math.min(height, picture.height - y) / step));
  const seen = { x, y, width: Math.floor(columns * step), height: Math.floor(rows * step) };
  const shrunk = step > 1 ? downscale(picture, columns, rows, seen) : cutRaster(picture, seen);
  return packPhoto(shrunk, width / step, height / step);
}

/** What a part of a scene is painted with. */
interface ScenePalette {
  readonly palette: Tensor;
  readonly hairColour: string | undefined;
}

/** The palettes that a scene is painted with, and whose they are, px of the painting. */
function palettesOf(
  bitmap: ImageBitmap,
  scene: Encoding,
  heads: readonly HeadEncoding[],
  hairColours: readonly (string | undefined)[],
  { width }: PaintGrid,
): { readonly palettes: readonly ScenePalette[]; readonly people: readonly Person[] } {
  if (heads.length === 0) {
    const palettes = [{ palette: scene.palette, hairColour: undefined }];
    return { palettes, people: [{ x: 0, y: 0, size: 1, palette: 0 }] };
  }
  const groups = groupPalettes(
    heads.map(({ palette }) => palette.data),
    mostPalettes,
    hairColours,
  );
  const scale = width / bitmap.width;
  return {
    palettes: [...new Set(groups)].map((group) => {
      const first = groups.indexOf(group);
      return { palette: heads[first]!.palette, hairColour: hairColours[first] };
    }),
    people: heads.map(({ cropFromPhoto }, index) => {
      const middle = { x: cropSize / 2, y: cropSize / 2 };
      const { x, y } = applyAffine(invertAffine(cropFromPhoto), middle);
      const size = (cropSize / 2 / affineScale(cropFromPhoto)) * scale;
      return { x: x * scale, y: y * scale, size, palette: groups[index]! };
    }),
  };
}

/**
 * The part `px` of the painting as the photo shows it, `step` px of the painting to one of the answer; beyond the
 * photo its edge is repeated.
 */
function paintedPhoto(bitmap: ImageBitmap, grid: PaintGrid, px: Box, step: number): Tensor {
  const [scaleX, scaleY] = [bitmap.width / grid.width, bitmap.height / grid.height];
  const columns = Math.max(1, Math.floor(Math.min(px.width, grid.width - px.x) / step));
  const rows = Math.max(1, Math.floor(Math.min(px.height, grid.height - px.y) / step));
  const seen = {
    x: px.x * scaleX,
    y: px.y * scaleY,
    width: columns * step * scaleX,
    height: rows * step * scaleY,
  };
  const picture = readPhoto(bitmap, columns, rows, seen);
  const packed = packPhoto(picture, px.width / step, px.height / step);
  giveBack(picture.data);
  return packed;
}
