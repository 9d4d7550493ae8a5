import type { Raster } from '../picture/raster.ts';
import { type Light, lighting, neutralLight } from './light.ts';
import { exposureRange, lightRange } from './photoEdit.ts';

// Measured from the picture alone. What is good already stays: a photo may be dark or warm on purpose.

/** Px looked at, about. */
const samples = 40_000;
/** Where the brightest parts that are no mere glints lie. */
const brightShare = 0.98;
/** Lightness, 0..1, that these parts have in a well lit photo; less than the lower bound is too dark. */
const bright = { least: 0.68, wanted: 0.77 } as const;
/** Of an overexposed photo: so much of it is as good as white, and half of it is brighter than `middle`. */
const tooBright = { white: 0.985, share: 0.12, middle: 0.76, wanted: 0.66 } as const;
/** Of a subject against the light: this share lies in the shadows, this one is bright. */
const against = { dark: 0.04, shadow: 0.24, shadowShare: 0.5, bright: 0.75, brightShare: 0.08 };
/** How far shadows are lifted, at most. */
const mostLift = 0.6;
/**
 * Blue to red in stops. Hardly anything in a photo is as blue as its white balance allows; where not even that part
 * reaches grey, everything is too yellow. Skin is the other way round: where even the warmest part is blue, everything is.
 */
const cast = { share: 0.04, yellow: -0.4, blue: -0.5, wantedCool: -0.04, wantedWarm: -1 };
/** Everything of one hue was meant so: a toned or a grey photo. */
const leastVariety = 0.2;
/** An exposure is rounded to parts of a stop, other amounts to parts of a whole. */
const exposureParts = 10;
const amountParts = 20;
/** Smaller changes are not worth making. */
const leastExposure = 0.15;
const leastAmount = 0.08;

/**
 * The light that a photo lacks; neutral where it is good as it is, and again after that light. Transparent px do not
 * count. What is found is rounded: exposure to tenths of a stop, the others to twentieths.
 */
export function autoLight(picture: Raster): Light {
  const pixels = sampled(picture);
  if (pixels.length === 0) return neutralLight;
  const warmth = rounded(warmthOf(pixels), amountParts, leastAmount, lightRange);
  const balanced = lit(pixels, { ...neutralLight, warmth });
  const exposure = rounded(exposureOf(balanced), exposureParts, leastExposure, exposureRange);
  const exposed = lit(pixels, { ...neutralLight, warmth, exposure });
  const shadows = rounded(shadowsOf(exposed), amountParts, leastAmount, lightRange);
  return { exposure, warmth, shadows };
}

/** Opaque px from all over the picture. */
function sampled({ data }: Raster): Uint8ClampedArray {
  const step = Math.max(1, Math.floor(data.length / 4 / samples));
  const taken: number[] = [];
  for (let index = 0; index < data.length; index += 4 * step) {
    if (data[index + 3]! >= 128) {
      taken.push(data[index]!, data[index + 1]!, data[index + 2]!, 255);
    }
  }
  return Uint8ClampedArray.from(taken);
}

function lit(pixels: Uint8ClampedArray, light: Light): Uint8ClampedArray {
  const copy = pixels.slice();
  lighting(light)(copy);
  return copy;
}

function exposureOf(pixels: Uint8ClampedArray): number {
  const sorted = lightnesses(pixels).toSorted();
  if (quantile(sorted, brightShare) < bright.least) {
    return stopsTo(pixels, brightShare, bright.wanted, { min: 0, max: exposureRange.max });
  }
  const isOverexposed =
    shareFrom(sorted, tooBright.white) > tooBright.share &&
    quantile(sorted, 0.5) > tooBright.middle;
  return isOverexposed ? stopsTo(pixels, 0.5, tooBright.wanted, { min: -1, max: 0 }) : 0;
}

/** The exposure that brings a quantile of the lightness to what is wanted, as far as the range reaches. */
function stopsTo(
  pixels: Uint8ClampedArray,
  share: number,
  wanted: number,
  range: { readonly min: number; readonly max: number },
): number {
  let { min, max } = range;
  for (let step = 0; step < 8; step++) {
    const exposure = (min + max) / 2;
    const sorted = lightnesses(lit(pixels, { ...neutralLight, exposure })).toSorted();
    if (quantile(sorted, share) < wanted) min = exposure;
    else max = exposure;
  }
  return (min + max) / 2;
}

/** As little as brings the subject out of the shadows. */
function shadowsOf(pixels: Uint8ClampedArray): number {
  let shadows = 0;
  while (shadows < mostLift && isAgainstLight(lit(pixels, { ...neutralLight, shadows }))) {
    shadows += 1 / amountParts;
  }
  return shadows;
}

function isAgainstLight(pixels: Uint8ClampedArray): boolean {
  const sorted = lightnesses(pixels).toSorted();
  const inShadow = shareFrom(sorted, against.dark) - shareFrom(sorted, against.shadow);
  return inShadow > against.shadowShare && shareFrom(sorted, against.bright) > against.brightShare;
}

/** From −1 to 1. */
function warmthOf(pixels: Uint8ClampedArray): number {
  const sorted = bluenesses(pixels).toSorted();
  if (sorted.length === 0) return 0;
  const [warmest, bluest] = [quantile(sorted, cast.share), quantile(sorted, 1 - cast.share)];
  if (bluest - warmest < leastVariety) return 0;
  if (bluest < cast.yellow) return (bluest - cast.wantedCool) / stopsOfWarmth;
  if (warmest > cast.blue) return (warmest - cast.wantedWarm) / stopsOfWarmth;
  return 0;
}

/** By how many stops full warmth takes blue away from red. */
const stopsOfWarmth = 1.25;

/** Blue to red of each px that is neither too dark nor cut off, stops of linear light. */
function bluenesses(pixels: Uint8ClampedArray): Float32Array {
  const found: number[] = [];
  for (let index = 0; index < pixels.length; index += 4) {
    const [red, green, blue] = [pixels[index]!, pixels[index + 1]!, pixels[index + 2]!];
    const most = Math.max(red, green, blue);
    if (most < 40 || most > 250 || Math.min(red, blue) < 4) continue;
    found.push(gamma * Math.log2(blue / red));
  }
  return Float32Array.from(found);
}

/** What sRGB's curve is about, between its dark and its bright end. */
const gamma = 2.2;

/** Lightness of each px, 0..1. */
function lightnesses(pixels: Uint8ClampedArray): Float32Array {
  const found = new Float32Array(pixels.length / 4);
  for (let at = 0; at < found.length; at++) {
    const index = at * 4;
    const luma = 0.299 * pixels[index]! + 0.587 * pixels[index + 1]! + 0.114 * pixels[index + 2]!;
    found[at] = luma / 255;
  }
  return found;
}

function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** The share of the values that are `from` at least. */
function shareFrom(sorted: Float32Array, from: number): number {
  const first = sorted.findIndex((value) => value >= from);
  return first < 0 ? 0 : 1 - first / sorted.length;
}

function rounded(
  value: number,
  parts: number,
  least: number,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  if (Math.abs(value) < least) return 0;
  return Math.min(max, Math.max(min, Math.round(value * parts) / parts));
}
