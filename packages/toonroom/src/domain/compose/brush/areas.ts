import type { StrokeArea } from '../../edit/strokes.ts';
import { guidedFilter } from '../../picture/guidedFilter.ts';
import { planeOf, samplePlane } from '../../picture/plane.ts';
import { createPlane, type Plane } from '../../picture/raster.ts';
import { smoothstep } from '../../picture/smoothstep.ts';
import type { Tensor } from '../../picture/tensor.ts';
import type { Composition, Rows } from '../composition.ts';
import { coverRow } from '../faceRows.ts';
import { paletteShare, type Person } from '../people.ts';
import type { AreaRows } from './weights.ts';

/** An area's share of each pixel of the unwarped photo, 0..255, at any size. */
export interface AreaMask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Finds an area in the photo. */
export type FindMask = (area: StrokeArea) => AreaMask;

/** What the layers tell of a photo, and who is in it. */
export interface PhotoContent {
  /** [1,C,rows,columns] f32 unit, on cells of `cellPx` px of `lightness`. */
  readonly layers: Tensor;
  readonly cellPx: number;
  /** The layers' names, in order. */
  readonly names: readonly string[];
  /** Of the photo, 0..255, at the size that the area is wanted at. */
  readonly lightness: Plane;
  /** Where people are, unit, at the same size; what the layers tell where absent. */
  readonly whereabouts?: Plane | undefined;
  /** The people by themselves, px of `lightness`; `palette` is the face's id. */
  readonly people: readonly Person[];
}

/** The layers that make an area. */
const layersOf = {
  hair: ['hair', 'beard'],
  skin: ['face_skin', 'body_skin'],
  clothes: ['clothes', 'worn'],
  person: ['person'],
  background: ['person'],
} as const satisfies Record<StrokeArea['kind'], readonly string[]>;

/** How far an edge may move to one of the photo, px, and which edges count. */
const edgeRadiusPx = 6;
const edgeVariance = 4e-4 * 255 ** 2;
/** Where a pixel begins to belong to an area, and where it does wholly. */
const certain = [0.3, 0.7] as const;

/** Whether an area is told from where people are, which is looked for more closely than its layer tells. */
export function isOfPeople({ kind }: StrokeArea): boolean {
  return kind === 'person' || kind === 'background';
}

/** Finds an area in a photo, its edges on the photo's own. */
export function findAreaMask(content: PhotoContent, area: StrokeArea): AreaMask {
  const { lightness, people, whereabouts } = content;
  const known = isOfPeople(area) ? whereabouts : undefined;
  const shares =
    known ?? guidedFilter(lightness, coarseShares(content, area.kind), edgeRadiusPx, edgeVariance);
  const { width, height } = lightness;
  const data = new Uint8ClampedArray(width * height);
  const faceId = area.kind === 'person' ? area.faceId : undefined;
  const isAlone = people.every(({ palette }) => palette === faceId);
  const isKnown = people.some(({ palette }) => palette === faceId);
  for (let pixel = 0; pixel < data.length; pixel++) {
    let share = shares.data[pixel]!;
    if (!known) share = smoothstep(certain[0], certain[1], share);
    if (area.kind === 'background') share = 1 - share;
    if (faceId !== undefined && share > 0) {
      if (!isKnown) share = 0;
      else if (!isAlone) {
        const [x, y] = [(pixel % width) + 0.5, Math.floor(pixel / width) + 0.5];
        share *= smoothstep(0.4, 0.6, paletteShare(people, faceId, x, y));
      }
    }
    data[pixel] = share * 255;
  }
  return { width, height, data };
}

/** The sum of an area's layers at the size of the lightness. */
function coarseShares(
  { layers, cellPx, names, lightness }: PhotoContent,
  kind: StrokeArea['kind'],
): Plane {
  const [, , height, width] = layers.dims as [number, number, number, number];
  const sum = createPlane(width, height);
  for (const name of layersOf[kind]) {
    const start = names.indexOf(name) * sum.data.length;
    if (start < 0) continue;
    for (let cell = 0; cell < sum.data.length; cell++)
      sum.data[cell]! += layers.data[start + cell]!;
  }
  return planeOf(lightness, (pixel) => {
    const x = (pixel % lightness.width) + 0.5;
    const y = Math.floor(pixel / lightness.width) + 0.5;
    return Math.min(1, samplePlane(sum, x / cellPx, y / cellPx));
  });
}

/** The rows of an area in the drawing, which is warped near its heads. */
export function warpedArea(mask: AreaMask, composition: Composition, rows: Rows): AreaRows {
  const { fields, outputWidth, outputHeight } = composition;
  const data = new Uint8ClampedArray(outputWidth * rows.height);
  const covered = new Uint8Array(outputWidth);
  const offset = new Float64Array(2);
  const [scaleX, scaleY] = [mask.width / outputWidth, mask.height / outputHeight];
  for (let row = 0, index = 0; row < rows.height; row++) {
    const y = rows.top + row + 0.5;
    coverRow(composition, rows.top + row, covered);
    for (let column = 0; column < outputWidth; column++, index++) {
      const x = column + 0.5;
      if (covered[column] === 1) fields.at(x, y, offset);
      else offset.fill(0);
      data[index] = samplePlane(mask, (x + offset[0]!) * scaleX, (y + offset[1]!) * scaleY);
    }
  }
  return { ...rows, data };
}
