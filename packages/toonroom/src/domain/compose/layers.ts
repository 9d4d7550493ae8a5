import { cropSize } from '../face/align.ts';
import { type FaceWarp, sumFields } from '../face/displacement.ts';
import { featherAt } from './faceLayer.ts';
import { type Affine, invertAffine } from '../picture/geometry.ts';
import type { PaintGrid } from '../picture/paintGrid.ts';
import type { Tensor } from '../picture/tensor.ts';

/**
 * What a picture consists of: one channel after the other, u8 (255 is a whole pixel), at any size.
 */
export interface Layers {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8ClampedArray;
}

/** The layers of an aligned, unwarped head, and where its crop lies. */
export interface HeadLayers {
  readonly layers: Layers;
  readonly cropFromPhoto: Affine<'photo', 'crop'>;
}

/** The encoder's output, [1,C,H,W] f32 unit, as u8: a quarter of the memory. */
export function keepLayers({ data, dims }: Tensor): Layers {
  const [, channels, height, width] = dims as [number, number, number, number];
  const kept = new Uint8ClampedArray(data.length);
  // Ten times as fast as `Uint8ClampedArray.from`.
  for (let index = 0; index < data.length; index++) kept[index] = data[index]! * 255;
  return { width, height, channels, data: kept };
}

/**
 * The layers of a whole, unwarped picture on its work grid, [1,C,rows,columns] f32 unit: inside the
 * crops of `heads` their layers, elsewhere those of `scene`, which covers the whole photo at any
 * size.
 */
export function sceneLayers(
  scene: Layers,
  heads: readonly HeadLayers[],
  grid: PaintGrid,
  photo: { readonly width: number; readonly height: number },
): Tensor {
  const { columns, rows, cellPx } = grid;
  const { channels } = scene;
  const area = columns * rows;
  const data = new Float32Array(channels * area);
  const found = new Float32Array(channels);
  const head = new Float32Array(channels);
  const [photoX, photoY] = [photo.width / grid.width, photo.height / grid.height];
  for (let row = 0, cell = 0; row < rows; row++) {
    const y = (row + 0.5) * cellPx * photoY;
    for (let column = 0; column < columns; column++, cell++) {
      const x = (column + 0.5) * cellPx * photoX;
      sampleLayers(
        scene,
        (x / photo.width) * scene.width,
        (y / photo.height) * scene.height,
        found,
      );
      for (const { layers, cropFromPhoto: map } of heads) {
        const cropX = map.a * x + map.c * y + map.e;
        const cropY = map.b * x + map.d * y + map.f;
        const share = featherAt(cropX, cropY);
        if (share === 0) continue;
        const step = layers.width / cropSize;
        sampleLayers(layers, cropX * step, cropY * step, head);
        for (let channel = 0; channel < channels; channel++) {
          found[channel]! += share * (head[channel]! - found[channel]!);
        }
      }
      for (let channel = 0; channel < channels; channel++) {
        data[channel * area + cell] = found[channel]!;
      }
    }
  }
  return { data, dims: [1, channels, rows, columns] };
}

/** The layers of a head, warped like the photo by all `warps`, [1,C,side,side] f32 unit. */
export function warpedLayers(
  { layers, cropFromPhoto }: HeadLayers,
  warps: readonly FaceWarp[],
  side: number,
): Tensor {
  const { channels } = layers;
  const area = side * side;
  const data = new Float32Array(channels * area);
  const found = new Float32Array(channels);
  const fields = sumFields(warps, invertAffine(cropFromPhoto), cropFromPhoto);
  const offset = new Float64Array(2);
  const cropPx = cropSize / side;
  const step = layers.width / cropSize;
  for (let row = 0, cell = 0; row < side; row++) {
    const y = (row + 0.5) * cropPx;
    for (let column = 0; column < side; column++, cell++) {
      const x = (column + 0.5) * cropPx;
      fields.at(x, y, offset);
      sampleLayers(layers, (x + offset[0]!) * step, (y + offset[1]!) * step, found);
      for (let channel = 0; channel < channels; channel++) {
        data[channel * area + cell] = found[channel]!;
      }
    }
  }
  return { data, dims: [1, channels, side, side] };
}

/** Writes to `out` the layers at (x, y), corner-origin px, unit, bilinear; beyond the border the edge is repeated. */
export function sampleLayers(
  { width, height, channels, data }: Layers,
  x: number,
  y: number,
  out: Float32Array,
): void {
  const left = Math.min(width - 1, Math.max(0, x - 0.5));
  const top = Math.min(height - 1, Math.max(0, y - 0.5));
  const column = left | 0;
  const row = top | 0;
  const tx = left - column;
  const ty = top - row;
  const right = column + 1 < width ? 1 : 0;
  const down = row + 1 < height ? width : 0;
  const w11 = (tx * ty) / 255;
  const w10 = tx / 255 - w11;
  const w01 = ty / 255 - w11;
  const w00 = 1 / 255 - w10 - w01 - w11;
  let index = row * width + column;
  for (let channel = 0; channel < channels; channel++, index += width * height) {
    out[channel] =
      w00 * data[index]! +
      w10 * data[index + right]! +
      w01 * data[index + down]! +
      w11 * data[index + down + right]!;
  }
}
