import { editKey } from '#domain/edit/editKey.ts';
import type { PictureSize } from '#domain/edit/fit.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import type { PhotoSource } from '../contract.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { checkpoint } from '../jobs/jobs.ts';
import { giveBack } from '../pixels/giveBack.ts';
import { bitmapOf } from '../pixels/photoPixels.ts';
import { decodePhoto } from './decode.ts';
import { editedRaster } from './editPhoto.ts';
import { OpenPhoto } from './openPhoto.ts';
import { RecentMap } from './recentMap.ts';

/** Photos kept decoded; an older one is decoded again when it is asked for. An edited photo counts as another one. */
const openPhotos = 2;

/**
 * A larger photo is not kept beside its edited one: its memory is worth more than decoding it again. What cameras call
 * 12 megapixels are a few more.
 */
const largePx = 12_500_000;

/** A photo that is being opened. */
interface Opening {
  readonly photoId: string;
  /** Whether its memory was asked back meanwhile. */
  isReleased: boolean;
}

/** The photos that are open, as they are and as edits make them. */
export class Photos {
  readonly #opening = new Set<Opening>();
  readonly #open = new RecentMap<string, OpenPhoto>(openPhotos, (photo) => photo.close());

  /** The photo of that source, edited where there is an edit that changes something. */
  async get(run: JobRun, source: PhotoSource, edit?: PhotoEdit): Promise<OpenPhoto> {
    const key = keyOf(source, edit);
    const known = this.#open.get(key);
    if (known) return known;
    const isEdited = edit && editKey(edit) !== '';
    const opening = { photoId: source.photoId, isReleased: false };
    this.#opening.add(opening);
    try {
      const photo = await run.stage('decode', () =>
        isEdited ? this.#edit(run, source, edit, opening) : decode(run, source),
      );
      if (opening.isReleased) photo.closeAfterUse();
      else this.#open.set(key, photo);
      return photo;
    } finally {
      this.#opening.delete(opening);
    }
  }

  /** The size of the file's picture, upright; nothing is decoded for it where the photo is open, edited or not. */
  async fileSize(run: JobRun, source: PhotoSource): Promise<PictureSize> {
    const [known] = this.#keysOf(source.photoId);
    const photo = (known !== undefined && this.#open.get(known)) || (await this.get(run, source));
    return await photo.use(async () => photo.fileSize);
  }

  /** Frees the photo of that id, and what edits made of it. */
  release(photoId: string): void {
    for (const opening of this.#opening) opening.isReleased ||= opening.photoId === photoId;
    for (const key of this.#keysOf(photoId)) this.#open.delete(key);
  }

  async #edit(
    run: JobRun,
    source: PhotoSource,
    edit: PhotoEdit,
    opening: Opening,
  ): Promise<OpenPhoto> {
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
        // One that was known is kept still, or was dropped meanwhile for a good reason.
        if (known) {
          if (isLarge) this.#open.delete(wholeKey);
          return;
        }
        const isKept = !isLarge && !run.signal.aborted && !opening.isReleased;
        if (isKept && !this.#open.get(wholeKey)) this.#open.set(wholeKey, whole);
        else whole.close();
      });
    const bitmap = await bitmapOf(raster);
    giveBack(raster.data);
    if (run.signal.aborted) bitmap.close();
    await checkpoint(run.signal);
    return new OpenPhoto({ header, bitmap, isCutShort, edited: { edit, fileSize } });
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
