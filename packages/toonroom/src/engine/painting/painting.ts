import type { Box } from '#domain/picture/geometry.ts';
import type { Strokes } from '#domain/face/strokes/strokes.ts';
import { lineBox, linePx, type PaintGrid, type PaintTile } from '#domain/picture/paintGrid.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import { cutTensor, rowOf, type Tensor, vectorOf, zeroTensor } from '#domain/picture/tensor.ts';
import { giveBack } from '../pixels/giveBack.ts';
import type { Model } from '../runtime/model.ts';
import type { HeldTensor, Tensors } from '../runtime/session.ts';

/** What a picture is painted from, apart from its px: all on its fixed grids. Held parts are whole. */
interface Fields {
  readonly work: Tensor | HeldTensor;
  readonly lines: Tensor | HeldTensor;
  readonly scalars: Tensors;
}

/** A guide without a stroke has this side. */
const noGuidePx = 16;

/** The photo at the size of the painting's line grid, as one [1,3,H,W] f32 unit, and what else there is at it. */
export interface Content {
  readonly photo: Tensor;
  readonly layers: Tensor;
  readonly form: Tensor;
  /** [1,P] f32. */
  readonly palette: Tensor;
}

/** What is decided about a picture before any of its px is painted. */
async function computeFields(
  model: Model,
  { paint }: ManifestStyle,
  { photo, layers, form, palette }: Content,
  isWhole: boolean,
): Promise<Fields> {
  const chosen = { palette, style: rowOf(paint) };
  const scalars = { ...chosen, ...(await model.mixer.run(chosen, ['colours', 'derived'])) };
  const inputs = { photo, layers, form, ...scalars };
  // What is painted as a whole need not leave the graphics processor in between.
  const fields =
    isWhole && model.fields.hold
      ? await model.fields.hold(inputs, ['work', 'lines'])
      : await model.fields.run(inputs, ['work', 'lines']);
  return { ...fields, scalars };
}

/** The parts of a painting that its tiles are painted from. */
export interface TileSource {
  /** The photo in `px` of the painting, [1,3,H,W] f32 unit; of a part of the painting, its receiver's alone. */
  photo(px: Box): Tensor;
  /** The face's strokes there, their receiver's alone. */
  strokes(px: Box): Strokes | undefined;
}

/** A picture, or some tiles of it, to paint. */
export interface PaintOrder {
  readonly model: Model;
  readonly style: ManifestStyle;
  readonly content: Content;
  readonly grid: PaintGrid;
  readonly source: TileSource;
  readonly tiles: readonly PaintTile[];
}

/**
 * Paints tiles one after the other and hands each drawing, [1,4,H,W] f32 unit rgb and matte of all of `tile.px`, to
 * `put`. `beforeTile` is awaited before each.
 */
export async function paintTiles(
  { model, style, content, grid, source, tiles }: PaintOrder,
  put: (tile: PaintTile, drawing: Tensor) => void,
  beforeTile: () => Promise<void>,
): Promise<void> {
  const isWhole = tiles.every(({ cells }) => coversAll(cells, grid));
  const { work, lines, scalars } = await computeFields(model, style, content, isWhole);
  try {
    for (const tile of tiles) {
      await beforeTile();
      const strokes = source.strokes(tile.px);
      const seen = {
        photo: source.photo(tile.px),
        work: cutField(work, tile.cells),
        lines: cutField(lines, lineBox(tile.cells)),
      };
      const inputs = {
        ...scalars,
        ...seen,
        ...strokeTensors(model, strokes),
        scale: vectorOf([linePx(grid)]),
      };
      const { drawing } = await model.painter.run(inputs, ['drawing']);
      put(tile, drawing);
      if (isWhole) continue;
      const used = [drawing, ...Object.values(seen)].flatMap(dataOf);
      giveBack(...used, ...(strokes ? [strokes.guide] : []));
    }
  } finally {
    for (const field of [work, lines]) if ('held' in field) field.dispose();
    giveBack(...[work, lines].flatMap(dataOf));
  }
}

/** What a tensor holds in main memory. */
function dataOf(tensor: Tensor | HeldTensor): readonly Float32Array<ArrayBuffer>[] {
  return 'held' in tensor ? [] : [tensor.data];
}

function coversAll({ width, height }: Box, { columns, rows }: PaintGrid): boolean {
  return width === columns && height === rows;
}

function cutField(field: Tensor | HeldTensor, box: Box): Tensor | HeldTensor {
  return 'held' in field ? field : cutTensor(field, box);
}

function strokeTensors({ tensors }: Model, strokes: Strokes | undefined): Tensors {
  const { guide } = tensors;
  if (!strokes) {
    return {
      guide: zeroTensor([1, guide.length, noGuidePx, noGuidePx]),
      at: vectorOf([0, 0]),
    };
  }
  const { channels, width, height } = strokes;
  return {
    guide: { data: strokes.guide, dims: [1, channels, height, width] },
    at: vectorOf(strokes.at),
  };
}
