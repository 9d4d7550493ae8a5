import type { StrokeArea, StrokeEffect } from '#domain/edit/strokes.ts';
import { isAbort } from '#domain/job/errors.ts';
import { engine, withFile } from '../../../photo/engine.ts';
import type { FinishedWork } from '../../../shared/state/photoSlice.ts';

/** As many pictures as a brush goes back and forth between. */
const keptPictures = 4;

/** What the brush shows under the pointer before the engine has drawn it: pictures and areas of one drawing. */
export class BrushPalette {
  readonly #work: FinishedWork;
  readonly #ending = new AbortController();
  /** The one asked for last comes last. */
  readonly #pictures = new Map<string, Promise<ImageBitmap | null>>();
  readonly #areas = new Map<string, Promise<Uint8ClampedArray | null>>();

  constructor(work: FinishedWork) {
    this.#work = work;
  }

  /**
   * The drawing as if the brush had been everywhere; null where it cannot be had: the brush does without. The palette
   * closes it.
   */
  picture(effect: StrokeEffect): Promise<ImageBitmap | null> {
    const key = JSON.stringify(effect);
    const known = this.#pictures.get(key) ?? this.#fetchPicture(effect);
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
    const { photo, drawing } = this.#work;
    const { signal } = this.#ending;
    const known =
      this.#areas.get(key) ??
      orNull(engine().brushArea(photo.photoId, withFile(bare(drawing)), area, { signal }));
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

  async #fetchPicture(effect: StrokeEffect): Promise<ImageBitmap | null> {
    const { photo, drawing } = this.#work;
    const { signal } = this.#ending;
    return await orNull(
      engine().brushPicture(photo.photoId, withFile(bare(drawing)), effect, { signal }),
    );
  }
}

/** Tells drawings apart by all but their strokes. */
export function baseKey({ photo, drawing }: FinishedWork): string {
  return `${photo.photoId} ${JSON.stringify(bare(drawing))}`;
}

function bare({ recipe }: FinishedWork['drawing']): FinishedWork['drawing']['recipe'] {
  const { strokes: _strokes, ...rest } = recipe;
  return rest;
}

/** What fails costs a preview under the pointer, no more: the engine tells of it when it draws. */
async function orNull<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (!isAbort(error)) console.warn(error);
    return null;
  }
}
