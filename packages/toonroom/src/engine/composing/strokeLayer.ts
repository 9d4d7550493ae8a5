import { areaKey, blendSources } from '#domain/compose/brush/brush.ts';
import { commonBox, joinBoxes } from '#domain/compose/brush/cover.ts';
import {
  type AreaRows,
  type BrushSource,
  BrushWeights,
  type FindArea,
  type FittedStroke,
} from '#domain/compose/brush/weights.ts';
import { isSame } from '#domain/edit/same.ts';
import type { Stroke, StrokeArea } from '#domain/edit/strokes.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { createRaster, type Raster } from '#domain/picture/raster.ts';

/** What strokes are laid over a preview. */
interface Strokes {
  readonly strokes: readonly Stroke[];
  /** The same in px. */
  readonly fitted: readonly FittedStroke[];
}

/** The strokes of a preview as they were laid over it last: where nothing has changed since, nothing is done again. */
export class StrokeLayer {
  readonly #weights: BrushWeights;
  readonly #picture: Raster;
  #known: readonly Stroke[] = [];
  #fitted: readonly FittedStroke[] = [];
  #drawing: Raster | undefined;

  constructor(width: number, height: number) {
    this.#weights = new BrushWeights(width, { top: 0, height });
    this.#picture = createRaster(width, height);
  }

  /** The strokes over `drawing`; overwritten by the next call. */
  over(
    drawing: Raster,
    order: Strokes,
    sources: ReadonlyMap<BrushSource, Raster>,
    areaOf: (key: string, area: StrokeArea) => AreaRows,
  ): Raster {
    const changed = this.#take(order, (area) => areaOf(areaKey(area), area));
    const whole = { x: 0, y: 0, width: drawing.width, height: drawing.height };
    const stale = drawing === this.#drawing ? changed : whole;
    this.#drawing = drawing;
    if (stale) {
      copyBox(drawing, this.#picture, stale);
      const rows = [...sources].map(([source, raster]) => [source, { raster, top: 0 }] as const);
      blendSources(this.#picture, 0, this.#weights, new Map(rows), stale);
    }
    return this.#picture;
  }

  /** Takes the strokes over; returns where they differ from those before. */
  #take({ strokes, fitted }: Strokes, findArea: FindArea): Box | null {
    let kept = 0;
    const most = Math.min(strokes.length, this.#known.length);
    while (kept < most && isSame(strokes[kept], this.#known[kept])) kept += 1;
    const gone = boxAround(this.#fitted.slice(kept));
    const added = boxAround(fitted.slice(kept));
    if (gone) {
      this.#weights.clear(gone);
      for (const stroke of fitted.slice(0, kept)) this.#weights.add(stroke, findArea, gone);
    }
    for (const stroke of fitted.slice(kept)) this.#weights.add(stroke, findArea);
    this.#known = strokes;
    this.#fitted = fitted;
    const box = joinBoxes(gone, added);
    const { width, height } = this.#picture;
    return box && commonBox(box, { x: 0, y: 0, width, height });
  }
}

function boxAround(strokes: readonly FittedStroke[]): Box | null {
  return strokes.reduce<Box | null>((box, stroke) => joinBoxes(box, stroke.box), null);
}

function copyBox(from: Raster, to: Raster, { x, y, width, height }: Box): void {
  for (let row = y; row < y + height; row++) {
    const start = (row * from.width + x) * 4;
    to.data.set(from.data.subarray(start, start + width * 4), start);
  }
}
