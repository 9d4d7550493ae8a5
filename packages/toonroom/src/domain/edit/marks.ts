import { cropSize } from '../face/align.ts';
import { type DisplacementGrid, displacementAt } from '../face/displacement.ts';
import { lightnessOf } from '../picture/lightness.ts';
import { blurPlane, planeOf } from '../picture/plane.ts';
import { createPlane, type Plane, type Raster } from '../picture/raster.ts';
import { smoothstep } from '../picture/smoothstep.ts';

/** A freckle, mole or birthmark. Lengths in crop px. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** What is left of the red, green and blue of the skin around it, unit. */
  readonly left: readonly [red: number, green: number, blue: number];
}

/** How marks are drawn. */
interface MarkManner {
  /** 0: a soft darker spot; 1: a dot of ink. */
  readonly ink: number;
}

/** Radii of the blurs whose difference finds spots: freckles, moles, birthmarks. */
const scales = [
  { inner: 1, outer: 4 },
  { inner: 2, outer: 7 },
  { inner: 4, outer: 12 },
] as const;
/** A mark is at least this much darker than the skin around it, luma, and this many deviations of the skin's grain. */
const leastContrast = 8;
const leastDeviations = 5;
/** Skin has to fill this much of a spot's surroundings. */
const leastSkin = 0.97;
/** The flatter curvature of a spot in shares of the steeper one: a line has 0. */
const leastRoundness = 0.35;
const mostRadius = 16;
/** Where the skin around a mark is measured, in its radii, and how much of that ring may be how dark in shares of it. */
const ringRadii = 2;
const mostDarkRing = 0.15;
const ringContrast = 0.35;
const ringSteps = 16;
const mostMarks = 200;

interface Spot extends Mark {
  readonly contrast: number;
}

/**
 * The small dark spots of a face, strongest first; none where the skin is even. `crop` is the aligned, unwarped face,
 * cropSize² px; `skin` says where its bare skin is, away from eyes, brows, lips, nostrils, hair and beard: unit, same
 * size.
 */
export function findMarks(crop: Raster, skin: Plane): readonly Mark[] {
  const light = lightnessOf(crop);
  const spots = scales.flatMap(({ inner, outer }) => spotsAt(crop, light, skin, inner, outer));
  const kept: Spot[] = [];
  for (const spot of spots.toSorted((a, b) => b.contrast - a.contrast)) {
    const isKnown = kept.some(
      ({ x, y, radius }) => Math.hypot(x - spot.x, y - spot.y) < Math.max(radius, spot.radius) + 1,
    );
    if (!isKnown && kept.length < mostMarks) kept.push(spot);
  }
  return kept.map(({ x, y, radius, left }) => ({ x, y, radius, left }));
}

function spotsAt(
  crop: Raster,
  light: Plane,
  skin: Plane,
  inner: number,
  outer: number,
): readonly Spot[] {
  const { width, height } = light;
  const near = blurPlane(light, inner);
  const share = blurPlane(skin, outer);
  const lit = blurPlane(
    planeOf(light, (pixel) => light.data[pixel]! * skin.data[pixel]!),
    outer,
  );
  const contrast = createPlane(width, height);
  const inside: number[] = [];
  contrast.data.forEach((_, pixel) => {
    if (share.data[pixel]! < leastSkin) return;
    contrast.data[pixel] = lit.data[pixel]! / share.data[pixel]! - near.data[pixel]!;
    // Some of them tell how grainy the skin is.
    if (pixel % 7 === 0) inside.push(Math.abs(contrast.data[pixel]));
  });
  if (inside.length < 30) return [];
  const median = inside.toSorted((a, b) => a - b)[inside.length >> 1]!;
  const least = Math.max(leastContrast, leastDeviations * 1.48 * median);
  const spots: Spot[] = [];
  const margin = outer + 1;
  for (let y = margin; y < height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const at = y * width + x;
      const peak = contrast.data[at]!;
      if (peak < least || !isPeak(contrast, at) || roundness(near, at) < leastRoundness) continue;
      const radius = radiusOf(contrast, x, y);
      if (radius === undefined || darkRing(contrast, x, y, radius) > mostDarkRing) continue;
      const left = leftOf(crop, x, y, radius);
      spots.push({ x: x + 0.5, y: y + 0.5, radius, left, contrast: peak });
    }
  }
  return spots;
}

function isPeak({ width, data }: Plane, at: number): boolean {
  for (const row of [-width, 0, width]) {
    for (const column of [-1, 0, 1]) {
      const other = at + row + column;
      if (other !== at && (data[other]! > data[at]! || (data[other] === data[at] && other < at))) {
        return false;
      }
    }
  }
  return true;
}

/** The smaller principal curvature in shares of the larger one; at most 0 where it is no hollow. */
function roundness({ width, data }: Plane, at: number): number {
  const step = 2;
  const down = step * width;
  const here = 2 * data[at]!;
  const xx = data[at - step]! + data[at + step]! - here;
  const yy = data[at - down]! + data[at + down]! - here;
  const xy =
    (data[at - down - step]! +
      data[at + down + step]! -
      data[at - down + step]! -
      data[at + down - step]!) /
    4;
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  return middle - spread <= 0 ? 0 : (middle - spread) / (middle + spread);
}

/** Where the contrast around a peak has fallen to half of it; undefined where it does not fall. */
function radiusOf(contrast: Plane, x: number, y: number): number | undefined {
  const peak = contrast.data[y * contrast.width + x]!;
  for (let radius = 1; radius <= mostRadius; radius++) {
    const ring = ringAt(contrast, x, y, radius);
    if (ring.reduce((sum, value) => sum + value, 0) / ring.length < peak / 2) return radius;
  }
  return undefined;
}

/** How much of the ring around a spot is dark, too: a strand of hair or a wrinkle goes on there. */
function darkRing(contrast: Plane, x: number, y: number, radius: number): number {
  const dark = ringContrast * contrast.data[y * contrast.width + x]!;
  const ring = ringAt(contrast, x, y, ringRadii * radius);
  return ring.filter((value) => value > dark).length / ring.length;
}

function ringAt({ width, height, data }: Plane, x: number, y: number, radius: number): number[] {
  return Array.from({ length: ringSteps }, (_, step) => {
    const angle = (2 * Math.PI * step) / ringSteps;
    const column = Math.round(x + radius * Math.cos(angle));
    const row = Math.round(y + radius * Math.sin(angle));
    return column < 0 || row < 0 || column >= width || row >= height
      ? 0
      : data[row * width + column]!;
  });
}

/** The colour of a spot in shares of that of the skin around it. */
function leftOf({ width, data }: Raster, x: number, y: number, radius: number): Mark['left'] {
  const sums = { spot: [0, 0, 0, 0], around: [0, 0, 0, 0] };
  const reach = Math.ceil(2.2 * radius);
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      const distance = Math.hypot(column, row);
      const part =
        distance <= 0.6 * radius
          ? sums.spot
          : distance > 1.5 * radius && distance <= reach
            ? sums.around
            : undefined;
      const index = ((y + row) * width + x + column) * 4;
      if (!part || data[index] === undefined) continue;
      for (let channel = 0; channel < 3; channel++) part[channel]! += data[index + channel]!;
      part[3]! += 1;
    }
  }
  const mean = (part: number[], channel: number): number => part[channel]! / Math.max(1, part[3]!);
  const share = (channel: number): number =>
    Math.min(1, Math.max(0.2, mean(sums.spot, channel) / Math.max(1, mean(sums.around, channel))));
  return [share(0), share(1), share(2)];
}

/**
 * Draws marks onto a head's drawing (the crop, square, of any size) where its warp has moved them: a darkened multiple
 * of what is drawn there. A drawing without colour stays so.
 */
export function drawMarks(
  { width, height, data }: Raster,
  marks: readonly Mark[],
  displacement: DisplacementGrid,
  { ink }: MarkManner,
): void {
  const scale = width / cropSize;
  for (const mark of marks) {
    const place = drawnPlace(mark, displacement);
    const radius = Math.max(0.7, mark.radius * scale * (1 - 0.25 * ink));
    const [x, y] = [place.x * scale, place.y * scale];
    const [from, to] = [radius * (0.45 + 0.3 * ink), radius * (1.3 - 0.25 * ink) + 0.35];
    const grey = (mark.left[0] + mark.left[1] + mark.left[2]) / 3;
    const bottom = Math.min(height, Math.ceil(y + to));
    const right = Math.min(width, Math.ceil(x + to));
    for (let row = Math.max(0, Math.floor(y - to)); row < bottom; row++) {
      for (let column = Math.max(0, Math.floor(x - to)); column < right; column++) {
        const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
        const weight = 1 - smoothstep(from, to, distance);
        const index = (row * width + column) * 4;
        const [r, g, b] = [data[index]!, data[index + 1]!, data[index + 2]!];
        const most = Math.max(1, r, g, b);
        const colour = smoothstep(0.02, 0.12, (most - Math.min(r, g, b)) / most);
        for (let channel = 0; channel < 3; channel++) {
          // A little more than in the photo, since a drawing has less of everything else.
          const left = Math.max(0, 1 - 1.3 * (1 - (grey + colour * (mark.left[channel]! - grey))));
          const kept = left + ink * (0.55 * left - left);
          data[index + channel]! *= 1 - weight * (1 - kept);
        }
      }
    }
  }
}

/** Where the drawing shows what the photo shows at a place of the crop: the place p with p + d(p) there. */
function drawnPlace({ x, y }: Mark, displacement: DisplacementGrid): { x: number; y: number } {
  const offset = new Float64Array(2);
  const inside = (value: number): number => Math.min(cropSize, Math.max(0, value));
  let place = { x, y };
  for (let step = 0; step < 8; step++) {
    displacementAt(displacement, inside(place.x), inside(place.y), offset);
    place = { x: x - offset[0]!, y: y - offset[1]! };
  }
  return place;
}
