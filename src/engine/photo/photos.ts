import { editKey } from '#domain/edit/editKey.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import type { PhotoSource } from '../contract.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { checkpoint } from '../jobs/jobs.ts';
import { bitmapOf } from '../pixels/photoPixels.ts';
import { decodePhoto } from './decode.ts';
import { editedRaster } from './editPhoto.ts';
import { OpenPhoto } from './openPhoto.ts';
import { RecentMap } from './recentMap.ts';

/** Photos kept decoded; an older one is decoded again when it is asked for. An edited photo counts as another one. */
const openPhotos = 2;

/** A larger photo is not kept beside its edited one: its memory is worth more than decoding it again. */
const largePx = 12_000_000;

/** The photos that are open, as they are and as edits make them. */
export class Photos {
  readonly #open = new RecentMap<string, OpenPhoto>(openPhotos, (photo) => photo.close());

  /** The photo of that source, edited where there is an edit that changes something. */
  async get(run: JobRun, source: PhotoSource, edit?: PhotoEdit): Promise<OpenPhoto> {
    const key = keyOf(source, edit);
    const known = this.#open.get(key);
    if (known) return known;
    const isEdited = edit && editKey(edit) !== '';
    const photo = await run.stage('decode', () =>
      isEdited ? this.#edit(run, source, edit) : decode(run, source),
    );
    this.#open.set(key, photo);
    return photo;
  }

  /** Frees the photo of that id, and what edits made of it. */
  release(photoId: string): void {
    for (const key of this.#keysOf(photoId)) this.#open.delete(key);
  }

  async #edit(run: JobRun, source: PhotoSource, edit: PhotoEdit): Promise<OpenPhoto> {
    const wholeKey = keyOf(source);
    const known = this.#open.get(wholeKey);
    const whole = known ?? (await decode(run, source));
    const { header, isCutShort, fileSize } = whole;
    const isLarge = whole.bitmap.width * whole.bitmap.height > largePx;
    // What it was edited to before makes room first.
    if (isLarge) for (const key of this.#keysOf(source.photoId, wholeKey)) this.#open.delete(key);
    const raster = await whole
      .use(() => editedRaster(whole.bitmap, edit, () => checkpoint(run.signal)))
      .finally(() => {
        if (!isLarge) this.#open.set(wholeKey, whole);
        else if (known) this.#open.delete(wholeKey);
        else whole.close();
      });
    const edited = { edit, fileSize };
    return new OpenPhoto({ header, bitmap: await bitmapOf(raster), isCutShort, edited });
  }

  #keysOf(photoId: string, except?: string): readonly string[] {
    const isOfPhoto = (key: string): boolean => key.startsWith(`${photoId} `) && key !== except;
    return [...this.#open.keys()].filter(isOfPhoto);
  }
}

/** The photo as it is. */
async function decode(run: JobRun, { blob }: PhotoSource): Promise<OpenPhoto> {
  const decoded = await decodePhoto(blob);
  if (run.signal.aborted) decoded.bitmap.close();
  await checkpoint(run.signal);
  return new OpenPhoto(decoded);
}

function keyOf({ photoId }: PhotoSource, edit?: PhotoEdit): string {
  return `${photoId} ${editKey(edit)}`;
}
