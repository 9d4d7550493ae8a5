import { flattenHair, flattenScene } from '#domain/flatten.ts';
import { viewGuide } from '#domain/guide.ts';
import type { Raster } from '#domain/raster.ts';
import { packPhoto, padToMultiple, unpackDrawing, type Drawing } from '#domain/tensor.ts';
import { toGraphite } from '#domain/texture.ts';
import { createTileBlender, planTiles, type Tile } from '#domain/tiles.ts';
import type { Generator } from './generators.ts';

const TILE_OVERLAP_PX = 64;

/** Draws one aligned face. `guide` is [1,C,H,W] f32 unit at the crop's size. */
export async function drawFace(
  generator: Generator,
  crop: Raster,
  guide: Float32Array,
): Promise<Drawing> {
  const { width, height } = crop;
  const drawing = await run(generator, crop, guide);
  const unpacked = unpackDrawing(drawing, width, height, width, height);
  const { texture, flatness } = generator.style;
  toGraphite(unpacked.colour, texture.graphite);
  flattenHair(unpacked, viewGuide(guide)('face'), flatness.hair);
  return unpacked;
}

/**
 * Draws a whole picture tile by tile, without a guide.
 *
 * `beforeTile` is awaited before each tile; what it throws ends the work.
 */
export async function drawScene(
  generator: Generator,
  photo: Raster,
  beforeTile: (done: number, total: number) => Promise<void>,
): Promise<Raster> {
  const { size, multiple } = generator.style.input;
  const tiles = planTiles(photo.width, photo.height, size, TILE_OVERLAP_PX);
  const blender = createTileBlender(photo.width, photo.height);
  for (const [index, tile] of tiles.entries()) {
    await beforeTile(index, tiles.length);
    const padded = padToMultiple(cut(photo, tile), multiple);
    const drawing = await run(generator, padded);
    blender.add(tile, drawing, padded.width, padded.height);
  }
  const scene = blender.toRaster();
  toGraphite(scene, generator.style.texture.graphite);
  flattenScene(scene, generator.style.flatness.scene);
  return scene;
}

async function run(
  { session, style }: Generator,
  picture: Raster,
  guide?: Float32Array,
): Promise<Float32Array> {
  const { width, height } = picture;
  const { guideChannels } = style.input;
  return await session.run({
    width,
    height,
    photo: packPhoto(picture),
    guide: guide ?? emptyGuide(guideChannels * width * height),
    guideChannels,
    style: new Float32Array(style.code),
  });
}

let zeros = new Float32Array(0);

/** The guide of a picture without a face. Tiles share it: 9 MB for each would pile up as garbage. */
function emptyGuide(length: number): Float32Array {
  if (zeros.length !== length) zeros = new Float32Array(length);
  return zeros;
}

function cut(picture: Raster, tile: Tile): Raster {
  const { x, y, width, height } = tile;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * picture.width + x) * 4;
    data.set(picture.data.subarray(start, start + width * 4), row * width * 4);
  }
  return { width, height, data };
}
