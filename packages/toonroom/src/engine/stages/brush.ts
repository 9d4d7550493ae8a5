import { cropSize } from '#domain/face/align.ts';
import { type AreaMask, type FindMask, findAreaMask } from '#domain/compose/brush/areas.ts';
import { areaKey, type Brush, type SourcePicture } from '#domain/compose/brush/brush.ts';
import { isStrokeIn } from '#domain/compose/brush/extent.ts';
import { outputFromStrokes } from '#domain/compose/brush/place.ts';
import {
  type BrushSource,
  type FittedStroke,
  fitStroke,
  sourcesOf,
  styleOfSource,
} from '#domain/compose/brush/weights.ts';
import { type Composition, hasOwnStrengths } from '#domain/compose/composition.ts';
import { sceneLayers } from '#domain/compose/layers.ts';
import type { StrokeArea } from '#domain/edit/strokes.ts';
import { affineScale, applyAffine, type Box, invertAffine } from '#domain/picture/geometry.ts';
import { lightnessOf } from '#domain/picture/lightness.ts';
import type { BrushOrder, Preview } from '../composing/preview.ts';
import { headEncoding } from './analyse.ts';
import type { Artwork } from './artwork.ts';
import { compositionOf } from './composition.ts';
import { paintedSize } from './paint.ts';

/** Layers are looked up on cells of so many px of the preview. */
const cellPx = 2;

/** The artwork's picture at its size and what is painted over it by hand. */
export interface BrushedPicture {
  readonly composition: Composition;
  readonly strength: number;
  readonly brush: Brush | undefined;
}

/** The picture with its strokes, for which it is painted in other styles as far as they ask for that. */
export async function brushedPicture(artwork: Artwork): Promise<BrushedPicture> {
  const { recipe } = artwork;
  const composition = compositionOf(artwork);
  const strokes = fittedStrokes(artwork);
  if (strokes.length === 0) return { composition, strength: recipe.strength, brush: undefined };
  const areaOf = heldMasks(artwork);
  const pictures = new Map<BrushSource, SourcePicture>();
  for (const source of sourcesIn(strokes)) {
    const asking = strokes.filter(({ effect }) => asks(effect, source));
    pictures.set(source, await sourcePicture(artwork, composition, source, asking, areaOf));
  }
  return { composition, strength: recipe.strength, brush: { strokes, pictures, areaOf } };
}

/** What a preview needs for the recipe's strokes; undefined where there are none. Other styles are painted for it. */
export async function brushPreview(
  artwork: Artwork,
  preview: Preview,
): Promise<BrushOrder | undefined> {
  const { strokes = [] } = artwork.recipe;
  if (strokes.length === 0) return undefined;
  const fitted = fittedStrokes(artwork);
  const areaOf = heldMasks(artwork);
  const pictures = new Map<BrushSource, SourcePicture>();
  for (const source of sourcesIn(fitted)) {
    if (preview.holds(source)) continue;
    const picture = await sourcePicture(artwork, preview.composition, source, fitted, areaOf);
    pictures.set(source, picture);
  }
  return { strokes, fitted, pictures, areaOf };
}

/** Finds areas and holds them for as long as it is used: each strip asks for all, and a photo keeps only some. */
function heldMasks(artwork: Artwork): FindMask {
  const held = new Map<string, AreaMask>();
  return (area) => {
    const key = areaKey(area);
    const mask = held.get(key) ?? areaMaskOf(artwork, area);
    held.set(key, mask);
    return mask;
  };
}

/** An area of the photo; kept with it. */
export function areaMaskOf({ photo, faces, ready, people }: Artwork, area: StrokeArea): AreaMask {
  const key = areaKey(area);
  const kept = photo.areas.get(key);
  if (kept) return kept;
  const { width, height } = photo.previewSize;
  const heads = faces.flatMap(({ summary, aligned }) =>
    aligned ? [{ faceId: summary.faceId, ...headEncoding(photo, summary.faceId, aligned) }] : [],
  );
  const grid = {
    columns: Math.ceil(width / cellPx),
    rows: Math.ceil(height / cellPx),
    cellPx,
    width,
    height,
  };
  const scale = width / photo.bitmap.width;
  const mask = findAreaMask(
    {
      layers: sceneLayers(photo.encoding!.layers, heads, grid, photo.bitmap),
      cellPx,
      names: ready.model.tensors.layers,
      lightness: lightnessOf(photo.previewRaster),
      whereabouts: people,
      people: heads.map(({ faceId, cropFromPhoto }) => {
        const middle = { x: cropSize / 2, y: cropSize / 2 };
        const { x, y } = applyAffine(invertAffine(cropFromPhoto), middle);
        const size = (cropSize / 2 / affineScale(cropFromPhoto)) * scale;
        return { x: x * scale, y: y * scale, size, palette: faceId };
      }),
    },
    area,
  );
  photo.areas.set(key, mask);
  return mask;
}

function fittedStrokes({ photo, recipe, size }: Artwork): readonly FittedStroke[] {
  const map = outputFromStrokes(photo.fileSize, size, photo.edit);
  return (recipe.strokes ?? []).map((stroke) => fitStroke(stroke, size, map));
}

/** All that strokes ask for, but for transparency. */
function sourcesIn(strokes: readonly FittedStroke[]): ReadonlySet<BrushSource> {
  const sources = new Set(strokes.flatMap(({ effect }) => sourcesOf(effect).map(([name]) => name)));
  sources.delete('nothing');
  return sources;
}

function asks(effect: FittedStroke['effect'], source: BrushSource): boolean {
  return sourcesOf(effect).some(([name]) => name === source);
}

/** The picture of a source; another style is painted where the strokes `asking` for it are. */
async function sourcePicture(
  artwork: Artwork,
  composition: Composition,
  source: BrushSource,
  asking: readonly FittedStroke[],
  areaOf: FindMask,
): Promise<SourcePicture> {
  // What a person's strength is set to does not count where somebody paints.
  const plain = evenly(composition);
  if (source === 'photo') {
    const composition = plain.backdrop ? { ...plain, backdrop: undefined } : plain;
    return { composition, strength: 0 };
  }
  const styleId = styleOfSource(source);
  if (styleId === undefined || !artwork.paintIn) {
    return { composition: plain, strength: source === 'weak' ? 0 : 1 };
  }
  const { ready, size, recipe } = artwork;
  const painted = paintedSize(size);
  const scale = size.width / painted.width;
  const needsAll = recipe.background === 'blurred';
  const paintings = await artwork.paintIn({
    styleId,
    isSeen: (box) =>
      needsAll ||
      asking.some((stroke) => isStrokeIn(stroke, scaled(box, scale), composition, areaOf)),
  });
  const drawn = {
    ...artwork,
    ...paintings,
    ready: { ...ready, style: ready.styles.get(styleId)! },
  };
  return { composition: evenly(compositionOf(drawn)), strength: 1 };
}

/** The composition itself where nobody has a strength of their own: what is one picture is composed once. */
function evenly(composition: Composition): Composition {
  if (!hasOwnStrengths(composition)) return composition;
  const layers = composition.layers.map((layer) => ({ ...layer, ownStrength: undefined }));
  return { ...composition, layers };
}

function scaled({ x, y, width, height }: Box, factor: number): Box {
  return { x: x * factor, y: y * factor, width: width * factor, height: height * factor };
}
