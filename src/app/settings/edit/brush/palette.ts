import type { StrokeArea, StrokeEffect } from '#domain/edit/strokes.ts';
import type { Recipe } from '#sdk/index.ts';
import { engine, withFile } from '../../../photo/engine.ts';
import type { FinishedWork } from '../../../shared/state/photoSlice.ts';

/** As many pictures as a brush goes back and forth between. */
const keptPictures = 4;

/** What a drawing is of but for its strokes. */
interface Base {
  readonly photoId: string;
  readonly recipe: Recipe;
}

/** Names what a drawing is of but for its strokes: two drawings with the same name have the same palette. */
export function baseOf({ photo, drawing }: FinishedWork): string {
  const { strokes: _strokes, ...recipe } = drawing.recipe;
  const base: Base = { photoId: photo.photoId, recipe };
  return JSON.stringify(base);
}

/** What the brush shows under the pointer before the engine has drawn it: pictures and areas of one drawing. */
export class BrushPalette {
  readonly #base: Base;
  readonly #ending = new AbortController();
  /** The one asked for last comes last. */
  readonly #pictures = new Map<string, Promise<ImageBitmap | null>>();
  readonly #areas = new Map<string, Promise<Uint8ClampedArray | null>>();

  /** `base` as `baseOf` names it. */
  constructor(base: string) {
    this.#base = JSON.parse(base) as Base;
  }

  /**
   * The drawing as if the brush had been everywhere; null where it cannot be had: the brush does without. The palette
   * closes it.
   */
  picture(effect: StrokeEffect): Promise<ImageBitmap | null> {
    const key = JSON.stringify(effect);
    const { photoId, recipe } = this.#base;
    const { signal } = this.#ending;
    const known =
      this.#pictures.get(key) ??
      orNull(engine().brushPicture(photoId, withFile(recipe), effect, { signal }));
    this.#pictures.delete(key);
    this.#pictures.set(key, known);
    const [oldest] = this.#pictures;
    if (oldest && this.#pictures.size > keptPictures) {
      this.#pictures.delete(oldest[0]);
      void oldest[1].then((bitmap) => bitmap?.close());
    }
    return known;
  }

  /** An area's share of each pixel of the drawing, 0..255; null where it cannot be had. */
  area(area: StrokeArea): Promise<Uint8ClampedArray | null> {
    const key = JSON.stringify(area);
    const { photoId, recipe } = this.#base;
    const { signal } = this.#ending;
    const known =
      this.#areas.get(key) ??
      orNull(engine().brushArea(photoId, withFile(recipe), area, { signal }));
    this.#areas.set(key, known);
    return known;
  }

  /** Ends what is on its way and frees the pictures. */
  close(): void {
    this.#ending.abort();
    for (const picture of this.#pictures.values()) void picture.then((bitmap) => bitmap?.close());
    this.#pictures.clear();
    this.#areas.clear();
  }
}

/** What fails costs a preview under the pointer, no more: the engine tells of it when it draws. */
async function orNull<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch {
    return null;
  }
}
