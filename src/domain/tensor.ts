import { createRaster, type Plane, type Raster } from './raster.ts';

/** What the generator draws: opaque colours, and the head's share of each pixel (unit). */
export interface Drawing {
  readonly colour: Raster;
  readonly matte: Plane;
}

/**
 * `raster` with its last column and row repeated until both sides are multiples of `multiple`;
 * `raster` itself when they are.
 */
export function padToMultiple(raster: Raster, multiple: number): Raster {
  const width = Math.ceil(raster.width / multiple) * multiple;
  const height = Math.ceil(raster.height / multiple) * multiple;
  if (width === raster.width && height === raster.height) return raster;
  const padded = createRaster(width, height);
  const from = new Uint32Array(raster.data.buffer, raster.data.byteOffset, raster.data.length / 4);
  const to = new Uint32Array(padded.data.buffer);
  for (let row = 0; row < height; row++) {
    const start = Math.min(row, raster.height - 1) * raster.width;
    const end = start + raster.width;
    to.set(from.subarray(start, end), row * width);
    to.fill(from[end - 1]!, row * width + raster.width, (row + 1) * width);
  }
  return padded;
}

/** [1,3,H,W] f32 signed RGB; transparent pixels lie over white. */
export function packPhoto(raster: Raster): Float32Array<ArrayBuffer> {
  const { data } = raster;
  const area = raster.width * raster.height;
  const tensor = new Float32Array(area * 3);
  for (let pixel = 0; pixel < area; pixel++) {
    const index = pixel * 4;
    const alpha = data[index + 3]! / 255;
    const white = 1 - alpha;
    // u8 · 2/255 − 1, mixed with white's signed value 1.
    tensor[pixel] = alpha * (data[index]! / 127.5 - 1) + white;
    tensor[area + pixel] = alpha * (data[index + 1]! / 127.5 - 1) + white;
    tensor[2 * area + pixel] = alpha * (data[index + 2]! / 127.5 - 1) + white;
  }
  return tensor;
}

/** The top left width × height of a [1,4,H,W] f32 drawing (RGB signed, clamped here; matte unit). */
export function unpackDrawing(
  tensor: Float32Array,
  tensorWidth: number,
  tensorHeight: number,
  width: number,
  height: number,
): Drawing {
  const area = tensorWidth * tensorHeight;
  if (tensor.length !== area * 4 || width > tensorWidth || height > tensorHeight) {
    throw new RangeError(`a drawing of ${tensor.length} values for ${tensorWidth}×${tensorHeight}`);
  }
  const colour = createRaster(width, height);
  const matte = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = row * tensorWidth + column;
      const to = row * width + column;
      colour.data[to * 4] = (tensor[from]! + 1) * 127.5;
      colour.data[to * 4 + 1] = (tensor[area + from]! + 1) * 127.5;
      colour.data[to * 4 + 2] = (tensor[2 * area + from]! + 1) * 127.5;
      colour.data[to * 4 + 3] = 255;
      matte[to] = Math.min(1, Math.max(0, tensor[3 * area + from]!));
    }
  }
  return { colour, matte: { width, height, data: matte } };
}
