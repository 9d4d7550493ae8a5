import type { SourcePicture } from '#domain/compose/brush/brush.ts';
import { type AreaMask, type FindMask, warpedArea } from '#domain/compose/brush/areas.ts';
import {
  type AreaRows,
  type BrushSource,
  type FittedStroke,
  sourcesOf,
} from '#domain/compose/brush/weights.ts';
import { hasOwnStrengths, type Composition } from '#domain/compose/composition.ts';
import type { Stroke, StrokeEffect } from '#domain/edit/strokes.ts';
import { createRaster, type Raster } from '#domain/picture/raster.ts';
import { composePicture, type BeforeStrip } from './compositor.ts';
import { StrokeLayer } from './strokeLayer.ts';

/** The strokes on a preview, and the pictures that they need and that it does not hold yet. */
export interface BrushOrder {
  readonly strokes: readonly Stroke[];
  /** The same strokes in px of the preview. */
  readonly fitted: readonly FittedStroke[];
  readonly pictures: ReadonlyMap<BrushSource, SourcePicture>;
  readonly areaOf: FindMask;
}

/**
 * The previews of one style and exaggeration, at any strength and with any strokes.
 *
 * A picture of strength s is the mix of those of strength 0 and 1, which are kept: so that dragging the
 * strength costs a mix, a few milliseconds, and no composing. Where a face has a strength of its own, it
 * is composed each time. What strokes take pixels from is kept, too: one more stroke costs no composing.
 */
export class Preview {
  readonly composition: Composition;
  readonly #photo: Raster;
  #warpedPhoto: Raster | undefined;
  #drawing: Raster | undefined;
  readonly #sources = new Map<BrushSource, Raster>();
  readonly #areas = new Map<string, AreaRows>();
  #strokes: StrokeLayer | undefined;

  /** `photo` is the photo at the composition's size. */
  constructor(composition: Composition, photo: Raster) {
    this.composition = composition;
    this.#photo = photo;
  }

  /** The preview at `strength` (unit); the caller must not change it. */
  async at(strength: number, beforeStrip: BeforeStrip): Promise<Raster> {
    if (hasOwnStrengths(this.composition)) {
      return await this.#compose({ composition: this.composition, strength }, beforeStrip);
    }
    if (strength < 1) this.#warpedPhoto ??= await this.#composeOwn(0, beforeStrip);
    if (strength > 0) this.#drawing ??= await this.#composeOwn(1, beforeStrip);
    if (!this.#drawing || strength <= 0) return this.#warpedPhoto!;
    if (!this.#warpedPhoto || strength >= 1) return this.#drawing;
    return mix(this.#warpedPhoto, this.#drawing, strength);
  }

  /** Whether it needs no picture any more for strokes that take pixels from there. */
  holds(source: BrushSource): boolean {
    return this.#sources.has(source);
  }

  /** The preview with strokes over its `drawing`; the caller must not change it. */
  async brushed(drawing: Raster, order: BrushOrder, beforeStrip: BeforeStrip): Promise<Raster> {
    await this.#keepSources(order, beforeStrip);
    this.#strokes ??= new StrokeLayer(drawing.width, drawing.height);
    return this.#strokes.over(drawing, order, this.#sources, (key, area) =>
      this.area(key, () => order.areaOf(area)),
    );
  }

  /** The preview as if a stroke had been everywhere; the caller must not change it. */
  async everywhere(
    drawing: Raster,
    effect: StrokeEffect,
    order: BrushOrder,
    beforeStrip: BeforeStrip,
  ): Promise<Raster> {
    await this.#keepSources(order, beforeStrip);
    const parts = sourcesOf(effect);
    const [from, to] = parts.map(([source]) => this.#sources.get(source));
    return from && to ? mix(from, to, parts[1]![1]) : (from ?? drawing);
  }

  /** An area's share of each of its pixels, which is found once. */
  area(key: string, find: () => AreaMask): AreaRows {
    const rows = { top: 0, height: this.composition.outputHeight };
    const found = this.#areas.get(key) ?? warpedArea(find(), this.composition, rows);
    this.#areas.set(key, found);
    return found;
  }

  async #keepSources({ pictures }: BrushOrder, beforeStrip: BeforeStrip): Promise<void> {
    for (const [source, picture] of pictures) {
      if (this.#sources.has(source)) continue;
      const isOwn = picture.composition === this.composition;
      const raster = isOwn
        ? await this.at(picture.strength, beforeStrip)
        : await this.#compose(picture, beforeStrip);
      this.#sources.set(source, raster);
    }
  }

  async #composeOwn(strength: number, beforeStrip: BeforeStrip): Promise<Raster> {
    return await this.#compose({ composition: this.composition, strength }, beforeStrip);
  }

  async #compose(picture: SourcePicture, beforeStrip: BeforeStrip): Promise<Raster> {
    const photo = this.#photo;
    const rowLength = photo.width * 4;
    const raster = createRaster(photo.width, photo.height);
    await composePicture({
      ...picture,
      readRows: ({ top, height }) => ({
        width: photo.width,
        height,
        data: photo.data.subarray(top * rowLength, (top + height) * rowLength),
      }),
      beforeStrip,
      write: ({ data }, top) => raster.data.set(data, top * rowLength),
    });
    return raster;
  }
}

/** `from` where `fraction` is 0, `to` where it is 1. Both have one size, and one alpha. */
function mix(from: Raster, to: Raster, fraction: number): Raster {
  const { width, height } = from;
  const mixed = createRaster(width, height);
  const [a, b, c] = [from.data, to.data, mixed.data];
  for (let index = 0; index < c.length; index++) {
    c[index] = a[index]! + (b[index]! - a[index]!) * fraction;
  }
  return mixed;
}
