import { hasOwnStrengths, type Composition } from '#domain/compose/composition.ts';
import { createRaster, type Raster } from '#domain/picture/raster.ts';
import { composePicture, type BeforeStrip } from './compositor.ts';

/**
 * The previews of one style and exaggeration, at any strength.
 *
 * A picture of strength s is the mix of those of strength 0 and 1, which are kept: so that dragging the
 * strength costs a mix, a few milliseconds, and no composing. Where a face has a strength of its own, it
 * is composed each time.
 */
export class Preview {
  readonly #composition: Composition;
  readonly #photo: Raster;
  #warpedPhoto: Raster | undefined;
  #drawing: Raster | undefined;

  /** `photo` is the photo at the composition's size. */
  constructor(composition: Composition, photo: Raster) {
    this.#composition = composition;
    this.#photo = photo;
  }

  /** The preview at `strength` (unit); the caller must not change it. */
  async at(strength: number, beforeStrip: BeforeStrip): Promise<Raster> {
    if (hasOwnStrengths(this.#composition)) return await this.#compose(strength, beforeStrip);
    if (strength < 1) this.#warpedPhoto ??= await this.#compose(0, beforeStrip);
    if (strength > 0) this.#drawing ??= await this.#compose(1, beforeStrip);
    if (!this.#drawing || strength <= 0) return this.#warpedPhoto!;
    if (!this.#warpedPhoto || strength >= 1) return this.#drawing;
    return mix(this.#warpedPhoto, this.#drawing, strength);
  }

  async #compose(strength: number, beforeStrip: BeforeStrip): Promise<Raster> {
    const photo = this.#photo;
    const rowLength = photo.width * 4;
    const picture = createRaster(photo.width, photo.height);
    await composePicture({
      composition: this.#composition,
      readRows: ({ top, height }) => ({
        width: photo.width,
        height,
        data: photo.data.subarray(top * rowLength, (top + height) * rowLength),
      }),
      strength,
      beforeStrip,
      write: ({ data }, top) => picture.data.set(data, top * rowLength),
    });
    return picture;
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
