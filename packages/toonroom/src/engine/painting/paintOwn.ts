import { EngineError } from '#domain/job/errors.ts';
import { type Levels, levelsOf, packForModel } from '#domain/ownModel/modelPixels.ts';
import { type ModelTile, modelTiles, tileWeight } from '#domain/ownModel/ownModel.ts';
import { createRaster, type Raster } from '#domain/picture/raster.ts';
import { downscale, sampleBilinear } from '#domain/picture/resample.ts';
import { warpedLayers } from '#domain/compose/layers.ts';
import { cutFace } from '../faces/faces.ts';
import type { Model } from '../runtime/model.ts';
import type { OwnSession } from '../runtime/ownModels.ts';
import type { HeadOrder } from './paintHead.ts';

/**
 * Draws a picture with a model of the user's own, opaque: tile by tile where it is larger than the model takes, with
 * neighbours that fade into each other. `beforeTile` is awaited before each run.
 * @throws EngineError `OWN_MODEL_FAILED`.
 */
export async function paintOwn(
  session: OwnSession,
  picture: Raster,
  beforeTile: (done: number, total: number) => Promise<void>,
): Promise<Raster> {
  const { width, height } = picture;
  const { layout, range, sidePx } = session.settings;
  const painted = createRaster(width, height);
  const tiles = modelTiles(picture, sidePx);
  const band = new Band(painted, tiles[0]!.side);
  for (const [done, tile] of tiles.entries()) {
    await beforeTile(done, tiles.length);
    const answer = await session.run(packForModel(picture, tile, layout, range));
    const drawn = levelsOf(answer, layout, range);
    if (!drawn) {
      const detail = `an answer of ${answer.dims.join(' × ')}`;
      throw new EngineError('OWN_MODEL_FAILED', 'face', detail, { retryable: false });
    }
    band.moveTo(tile.y);
    band.add(tile, drawn);
  }
  band.moveTo(height);
  return painted;
}

/** A row of tiles that are being added up: of a large picture, sums of every pixel would take too much memory. */
class Band {
  readonly #painted: Raster;
  readonly #side: number;
  /** Red, green, blue and weight of each pixel. */
  readonly #sums: Float32Array;
  #top = 0;

  constructor(painted: Raster, side: number) {
    this.#painted = painted;
    this.#side = side;
    this.#sums = new Float32Array(painted.width * side * 4);
  }

  /** Finishes the rows above `top`, to which no tile is added any more. */
  moveTo(top: number): void {
    const { width, height, data } = this.#painted;
    const rows = Math.min(top - this.#top, this.#side);
    for (let row = 0; row < rows && this.#top + row < height; row++) {
      const from = row * width * 4;
      const to = (this.#top + row) * width * 4;
      for (let at = 0; at < width * 4; at += 4) {
        const weight = this.#sums[from + at + 3]!;
        for (let channel = 0; channel < 3; channel++) {
          data[to + at + channel] = this.#sums[from + at + channel]! / weight;
        }
        data[to + at + 3] = 255;
      }
    }
    this.#sums.copyWithin(0, rows * width * 4);
    this.#sums.fill(0, this.#sums.length - rows * width * 4);
    this.#top = top;
  }

  add(tile: ModelTile, drawn: Levels): void {
    const { width, height } = this.#painted;
    // Some models answer with a picture of another size.
    const [across, down] = [drawn.width / tile.side, drawn.height / tile.side];
    const right = Math.min(width, tile.x + tile.side);
    const bottom = Math.min(height, tile.y + tile.side);
    for (let y = tile.y; y < bottom; y++) {
      const row = Math.min(drawn.height - 1, Math.floor((y - tile.y + 0.5) * down));
      for (let x = tile.x; x < right; x++) {
        const column = Math.min(drawn.width - 1, Math.floor((x - tile.x + 0.5) * across));
        const from = (row * drawn.width + column) * 3;
        const to = ((y - this.#top) * width + x) * 4;
        const weight = tileWeight(x - tile.x, y - tile.y, tile.side);
        for (let channel = 0; channel < 3; channel++) {
          this.#sums[to + channel]! += weight * drawn.levels[from + channel]!;
        }
        this.#sums[to + 3]! += weight;
      }
    }
  }
}

/** A head as a model of the user's own draws it; its alpha is what our layers say is no background. */
export async function paintOwnHead(
  own: OwnSession,
  { tensors }: Pick<Model, 'tensors'>,
  bitmap: ImageBitmap,
  { plan: { warp }, encoding, warps, grid }: HeadOrder,
  beforeTile: () => Promise<void>,
): Promise<Raster> {
  const { width } = grid;
  const side = own.settings.sidePx ?? width;
  const drawn = await paintOwn(own, cutFace(bitmap, warp, warps, side), beforeTile);
  const drawing = side > width ? downscale(drawn, width, width) : enlarged(drawn, width);
  const { data } = warpedLayers(encoding, warps, grid.columns);
  const area = grid.columns * grid.columns;
  const background = tensors.layers.indexOf('background') * area;
  const matte = createRaster(grid.columns, grid.columns);
  for (let at = 0; at < area; at++) matte.data[at * 4 + 3] = 255 * (1 - data[background + at]!);
  const shares = enlarged(matte, width);
  for (let at = 3; at < drawing.data.length; at += 4) drawing.data[at] = shares.data[at]!;
  return drawing;
}

function enlarged(picture: Raster, side: number): Raster {
  if (picture.width === side) return picture;
  const result = createRaster(side, side);
  const pixel = new Float64Array(4);
  const step = picture.width / side;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      sampleBilinear(picture, (x + 0.5) * step, (y + 0.5) * step, pixel);
      result.data.set(pixel, (y * side + x) * 4);
    }
  }
  return result;
}
