import type { StrokeArea } from '../../edit/strokes.ts';
import type { Box } from '../../picture/geometry.ts';
import type { Raster } from '../../picture/raster.ts';
import { composeStrip } from '../compose.ts';
import type { Composition, Rows } from '../composition.ts';
import { type FindMask, warpedArea } from './areas.ts';
import { commonBox } from './cover.ts';
import { type AreaRows, type BrushSource, BrushWeights, type FittedStroke } from './weights.ts';

/** A picture that the brush takes pixels from. */
export interface SourcePicture {
  readonly composition: Composition;
  /** Unit. */
  readonly strength: number;
}

/** The strokes on a picture, and what they bring into it. */
export interface Brush {
  /** In px of the picture, in the order in which they were made. */
  readonly strokes: readonly FittedStroke[];
  /** All that the strokes ask for but `nothing`; warped as the picture is. */
  readonly pictures: ReadonlyMap<BrushSource, SourcePicture>;
  /** Of the photo. */
  readonly areaOf: FindMask;
}

/** Some rows of a picture, from `top` on. */
export interface PictureRows {
  readonly raster: Raster;
  readonly top: number;
}

/**
 * Lays the strokes over `strip`, the composed `rows` of `drawing`; `photo` is what `composeStrip` was given for
 * them. Rows that no stroke touches cost nothing. Answers with the arrays that were made for that and are of no use any
 * more, whose memory can be given back.
 */
export function brushStrip(
  { strokes, pictures, areaOf }: Brush,
  drawing: SourcePicture,
  photo: PictureRows,
  rows: Rows,
  strip: Raster,
): readonly ArrayBufferView<ArrayBuffer>[] {
  const box = { x: 0, y: rows.top, width: strip.width, height: rows.height };
  const near = strokes.filter((stroke) => commonBox(stroke.box, box));
  if (near.length === 0) return [];
  const weights = new BrushWeights(strip.width, rows);
  const areas = new Map<string, AreaRows>();
  const findArea = (area: StrokeArea): AreaRows => {
    const key = areaKey(area);
    const found = areas.get(key) ?? warpedArea(areaOf(area), drawing.composition, rows);
    areas.set(key, found);
    return found;
  };
  for (const stroke of near) weights.add(stroke, findArea);
  const seen = new Map<BrushSource, PictureRows>();
  const made: Raster[] = [];
  for (const [picture, sources] of groupByPicture(pictures)) {
    const part = weights.seenIn(sources);
    if (!part) continue;
    let found: PictureRows = { raster: strip, top: rows.top };
    if (!isSamePicture(picture, drawing)) {
      const raster = composeStrip(picture.composition, photo, part, picture.strength, part);
      made.push(raster);
      found = { raster, top: part.top };
    }
    for (const source of sources) seen.set(source, found);
  }
  blendSources(strip, rows.top, weights, seen);
  return [
    ...weights.planes.values(),
    ...[...areas.values()].map(({ data }) => data),
    ...made.map(({ data }) => data),
  ];
}

/** The pictures, each with all sources that it stands for: it is composed once. */
function groupByPicture(
  pictures: Brush['pictures'],
): ReadonlyMap<SourcePicture, readonly BrushSource[]> {
  const groups = new Map<SourcePicture, BrushSource[]>();
  for (const [source, picture] of pictures) {
    const group = [...groups].find(([known]) => isSamePicture(known, picture));
    if (group) group[1].push(source);
    else groups.set(picture, [source]);
  }
  return groups;
}

function isSamePicture(a: SourcePicture, b: SourcePicture): boolean {
  return a.composition === b.composition && a.strength === b.strength;
}

/** Names an area. */
export function areaKey(area: StrokeArea): string {
  return area.kind === 'person' ? `person ${area.faceId}` : area.kind;
}

/**
 * Mixes into `picture`, whose rows begin at `top`, what the weights ask for, within `limit` where one is given. The
 * sources' rows are those in which they are seen; `picture` may be one of them.
 */
export function blendSources(
  picture: Raster,
  top: number,
  weights: BrushWeights,
  sources: ReadonlyMap<BrushSource, PictureRows>,
  limit: Box | null = weights.touched,
): void {
  const box = limit && weights.touched && commonBox(limit, weights.touched);
  if (!box) return;
  const { width } = picture;
  const parts = [...weights.planes].map(([source, data]) => {
    const from = sources.get(source);
    return { data, pixels: from?.raster.data, from: from?.top ?? 0 };
  });
  for (let y = box.y; y < box.y + box.height; y++) {
    let weightAt = (y - weights.rows.top) * weights.width + box.x;
    let index = ((y - top) * width + box.x) * 4;
    for (let x = box.x; x < box.x + box.width; x++, weightAt++, index += 4) {
      let taken = 0;
      for (const { data } of parts) taken += data[weightAt]!;
      if (taken <= 0) continue;
      let alpha = Math.max(0, 1 - taken) * picture.data[index + 3]!;
      let red = alpha * picture.data[index]!;
      let green = alpha * picture.data[index + 1]!;
      let blue = alpha * picture.data[index + 2]!;
      for (const { data, pixels, from } of parts) {
        const weight = data[weightAt]!;
        if (weight <= 0 || !pixels) continue;
        const at = ((y - from) * width + x) * 4;
        const share = weight * pixels[at + 3]!;
        alpha += share;
        red += share * pixels[at]!;
        green += share * pixels[at + 1]!;
        blue += share * pixels[at + 2]!;
      }
      if (alpha > 0) {
        picture.data[index] = red / alpha;
        picture.data[index + 1] = green / alpha;
        picture.data[index + 2] = blue / alpha;
      }
      picture.data[index + 3] = alpha;
    }
  }
}
