import { lightness, lightnessOf } from './detail.ts';
import { blurPlane, planeOf, samplePlane, shrinkPlane } from './plane.ts';
import { createPlane, createRaster, type Plane, type Raster } from './raster.ts';
import { smoothstep } from './smoothstep.ts';
import type { Drawing } from './tensor.ts';

/**
 * How flat something is drawn: combed along its own strands and edges, then in tones with soft steps between
 * them. The teacher's hair is drawn so; the network alone keeps some of the photo's texture.
 */
export interface FlatTones {
  /** 0 leaves everything as the network drew it. */
  readonly share: number;
  /** Reach of the comb both ways, px of half the size. */
  readonly strands: number;
  /** Levels of 255 from one tone to the next. */
  readonly tone: number;
  /** Of the steps between tones. */
  readonly sharpness: number;
  /** Share of what stands out of its tone, which is a line. */
  readonly lines: number;
}

/** A style's tones. */
export interface Flatness {
  readonly hair: FlatTones;
  readonly scene: FlatTones;
}

/** What each number must lie between. */
export const flatToneRanges = {
  share: [0, 1],
  strands: [0, 64],
  tone: [1, 255],
  sharpness: [0.1, 100],
  lines: [0, 1],
} as const satisfies Record<keyof FlatTones, readonly [number, number]>;

/** Sides of the pictures that the numbers are made for. */
const FACE_SIDE_PX = 512;
const SCENE_SIDE_PX = 1024;

const FLOW_RADIUS_PX = 3;
/** Levels: what stands out less is no line. */
const TEXTURE = 15;
const INNER_RADIUS_PX = 4;
/** Levels to the face's mean colour: what is nearer is an ear or a bald head. */
const SKIN_DISTANCE = [18, 40] as const;

type Rgb = readonly [number, number, number];

/** Flattens a head's hair, in place. `face` is the guide's channel of that name. */
export function flattenHair(
  { colour, matte }: Drawing,
  face: Float32Array,
  tones: FlatTones,
): void {
  if (tones.share === 0) return;
  const scale = colour.width / FACE_SIDE_PX;
  flatten(colour, hairShare(colour, matte, face, scale), tones, scale);
}

/** Flattens everything, in place; less of a small picture, where every px tells something. */
export function flattenScene(scene: Raster, tones: FlatTones): void {
  if (tones.share === 0) return;
  const scale = Math.max(scene.width, scene.height) / SCENE_SIDE_PX;
  const share = tones.share * Math.min(1, scale);
  flatten(
    scene,
    planeOf(scene, () => 1),
    { ...tones, share },
    scale,
  );
}

/**
 * The head's matte well inside its outline, without the face and without what has the face's colour.
 * `scale` is the picture's size to the one that lengths are given for.
 */
export function hairShare(picture: Raster, matte: Plane, face: Float32Array, scale: number): Plane {
  const { width, height } = picture;
  const radius = radiusAt(INNER_RADIUS_PX, scale);
  const hair = createPlane(width, height);
  const distance = createPlane(width, height);
  const skin = meanColour(picture, face);
  for (let pixel = 0; pixel < hair.data.length; pixel++) {
    hair.data[pixel] = Math.max(0, matte.data[pixel]! - smoothstep(0.05, 0.4, face[pixel]!));
    const red = picture.data[pixel * 4]! - skin[0];
    const green = picture.data[pixel * 4 + 1]! - skin[1];
    const blue = picture.data[pixel * 4 + 2]! - skin[2];
    distance.data[pixel] = Math.sqrt(red * red + green * green + blue * blue);
  }
  const share = blurPlane(hair, radius);
  const unlike = blurPlane(distance, radius);
  for (let pixel = 0; pixel < share.data.length; pixel++) {
    share.data[pixel] =
      smoothstep(0.55, 0.95, share.data[pixel]!) *
      smoothstep(...SKIN_DISTANCE, unlike.data[pixel]!);
  }
  return share;
}

/** `picture` in flat tones where `share` says, in place. */
export function flatten(picture: Raster, share: Plane, tones: FlatTones, scale: number): void {
  const { width, height, data } = picture;
  if (width < 2 || height < 2) return;
  const combed = combedAt(picture, share, tones.strands, scale);
  const light = lightnessOf(combed);
  const middle = medianOf(light, share);
  const steepest = Math.tanh(tones.sharpness / 2);
  for (let pixel = 0; pixel < share.data.length; pixel++) {
    if (share.data[pixel] === 0) continue;
    const own = light.data[pixel]!;
    // A tone lies around the median, so that the largest area is not cut in two.
    const steps = (own - middle) / tones.tone + 0.5;
    const tone = Math.floor(steps);
    const within = Math.tanh(tones.sharpness * (steps - tone - 0.5)) / steepest;
    const index = pixel * 4;
    const finer = lightness(data[index]!, data[index + 1]!, data[index + 2]!) - own;
    const line = finer - Math.min(TEXTURE, Math.max(-TEXTURE, finer));
    const change = middle + tones.tone * (tone + within / 2) + tones.lines * line - own;
    const amount = tones.share * share.data[pixel]!;
    for (let channel = index; channel < index + 3; channel++) {
      data[channel]! += amount * (combed.data[channel]! + change - data[channel]!);
    }
  }
}

/** `picture` averaged along its own edges at half its size, as large as before, where `share` is not 0. */
function combedAt(picture: Raster, share: Plane, strands: number, scale: number): Raster {
  const { width, height } = picture;
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const half = channelsOf(picture).map((plane) => shrinkPlane(plane, halfWidth, halfHeight));
  const [red, green, blue] = half as [Plane, Plane, Plane];
  const light = planeOf(red, (pixel) =>
    lightness(red.data[pixel]!, green.data[pixel]!, blue.data[pixel]!),
  );
  const flow = flowOf(light, radiusAt(FLOW_RADIUS_PX, scale));
  // What is enlarged reaches over its neighbours' edges.
  const isWanted = blurPlane(shrinkPlane(share, halfWidth, halfHeight), 1);
  const combed = comb(half, flow, radiusAt(Math.round(strands), scale), isWanted);
  const enlarged = createRaster(width, height);
  for (let y = 0, pixel = 0; y < height; y++) {
    const v = ((y + 0.5) * halfHeight) / height;
    for (let x = 0; x < width; x++, pixel++) {
      if (share.data[pixel] === 0) continue;
      const u = ((x + 0.5) * halfWidth) / width;
      for (let channel = 0; channel < 3; channel++) {
        enlarged.data[pixel * 4 + channel] = samplePlane(combed[channel]!, u, v);
      }
    }
  }
  return enlarged;
}

/** The direction along a picture's edges, a unit vector at each pixel. */
interface Flow {
  readonly across: Float32Array;
  readonly down: Float32Array;
}

/** From the structure tensor of `light`, smoothed. */
function flowOf(light: Plane, radiusPx: number): Flow {
  const { width, height, data } = light;
  const across = createPlane(width, height);
  const down = createPlane(width, height);
  for (let y = 0, pixel = 0; y < height; y++) {
    const above = y > 0 ? width : 0;
    const below = y < height - 1 ? width : 0;
    for (let x = 0; x < width; x++, pixel++) {
      const right = x < width - 1 ? 1 : 0;
      const left = x > 0 ? 1 : 0;
      const gx = data[pixel + right]! - data[pixel - left]!;
      const gy = data[pixel + below]! - data[pixel - above]!;
      // Lets weak strands be heard beside strong edges.
      const root = 1 / Math.sqrt(Math.sqrt(Math.sqrt(gx * gx + gy * gy) + 1));
      across.data[pixel] = gx * root;
      down.data[pixel] = gy * root;
    }
  }
  const smoothed = (at: (pixel: number) => number): Float32Array =>
    blurPlane(planeOf(light, at), radiusPx).data;
  const xx = smoothed((pixel) => across.data[pixel]! ** 2);
  const xy = smoothed((pixel) => across.data[pixel]! * down.data[pixel]!);
  const yy = smoothed((pixel) => down.data[pixel]! ** 2);
  for (let pixel = 0; pixel < data.length; pixel++) {
    const angle = (Math.atan2(2 * xy[pixel]!, xx[pixel]! - yy[pixel]!) + Math.PI) / 2;
    across.data[pixel] = Math.cos(angle);
    down.data[pixel] = Math.sin(angle);
  }
  return { across: across.data, down: down.data };
}

/** Each plane averaged along the flow, `reach` px both ways, where `isWanted` is not 0: line integral convolution. */
function comb(
  planes: readonly Plane[],
  { across, down }: Flow,
  reach: number,
  isWanted: Plane,
): readonly Plane[] {
  const { width, height } = isWanted;
  const weights = Float32Array.from({ length: reach }, (_, step) =>
    Math.exp(-2 * ((step + 1) / reach) ** 2),
  );
  const total = 1 + 2 * weights.reduce((sum, weight) => sum + weight, 0);
  const way = new Int32Array(2 * reach);
  const combed = planes.map(() => createPlane(width, height));
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      if (isWanted.data[pixel] === 0) continue;
      for (let side = 0; side < 2; side++) {
        let x = column;
        let y = row;
        let dx = side === 0 ? across[pixel]! : -across[pixel]!;
        let dy = side === 0 ? down[pixel]! : -down[pixel]!;
        for (let step = 0; step < reach; step++) {
          x += dx;
          y += dy;
          const there =
            Math.min(height - 1, Math.max(0, Math.floor(y + 0.5))) * width +
            Math.min(width - 1, Math.max(0, Math.floor(x + 0.5)));
          way[side * reach + step] = there;
          const turn = across[there]! * dx + down[there]! * dy < 0 ? -1 : 1;
          dx = across[there]! * turn;
          dy = down[there]! * turn;
        }
      }
      for (let channel = 0; channel < planes.length; channel++) {
        const { data } = planes[channel]!;
        let sum = data[pixel]!;
        for (let step = 0; step < reach; step++) {
          sum += weights[step]! * (data[way[step]!]! + data[way[reach + step]!]!);
        }
        combed[channel]!.data[pixel] = sum / total;
      }
    }
  }
  return combed;
}

/** Of the lightness where `share` is more than a half, to a whole level. */
function medianOf(light: Plane, share: Plane): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let pixel = 0; pixel < light.data.length; pixel++) {
    if (share.data[pixel]! <= 0.5) continue;
    counts[Math.floor(light.data[pixel]! + 0.5)]! += 1;
    total += 1;
  }
  let seen = 0;
  return Math.max(
    0,
    counts.findIndex((count) => (seen += count) >= total / 2),
  );
}

/** The picture's mean colour, weighted. */
function meanColour({ data }: Raster, weights: Float32Array): Rgb {
  const sums: [number, number, number] = [0, 0, 0];
  let total = 0;
  for (let pixel = 0; pixel < weights.length; pixel++) {
    const weight = weights[pixel]!;
    if (weight === 0) continue;
    total += weight;
    for (let channel = 0; channel < 3; channel++) {
      sums[channel]! += weight * data[pixel * 4 + channel]!;
    }
  }
  return sums.map((sum) => sum / Math.max(total, 1)) as unknown as Rgb;
}

function channelsOf(picture: Raster): readonly Plane[] {
  return [0, 1, 2].map((channel) =>
    planeOf(picture, (pixel) => picture.data[pixel * 4 + channel]!),
  );
}

function radiusAt(radiusPx: number, scale: number): number {
  return Math.max(1, Math.round(radiusPx * scale));
}
