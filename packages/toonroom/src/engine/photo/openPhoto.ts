import type { AreaMask } from '#domain/compose/brush/areas.ts';
import { cropSize } from '#domain/face/align.ts';
import { scaleAffine } from '#domain/picture/geometry.ts';
import { editKey } from '#domain/edit/editKey.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import type { Size } from '#domain/edit/photoGeometry.ts';
import type { ImageHeader } from '#domain/files/imageHeader.ts';
import { type PerceptualHash, perceptualHash } from '#domain/face/perceptualHash.ts';
import type { Plane, Raster } from '#domain/picture/raster.ts';
import type { DecodedPhoto } from './decode.ts';
import type { Encoding } from '../painting/encoding.ts';
import type { DrawnFace, Face, FacePlan } from '../faces/faces.ts';
import { fitWithin, readPhoto } from '../pixels/photoPixels.ts';
import type { SceneView } from '../painting/paintScene.ts';
import type { Preview } from '../composing/preview.ts';
import { RecentMap } from './recentMap.ts';

/** Long side of previews. */
const previewSidePx = 1280;

/** As many drawn faces as a large group in one style has; of a single person, every style's. */
const keptDrawings = 40;

/** Pixels to draw from. */
interface PhotoPixels extends DecodedPhoto {
  /** What was done to them, and how large the picture was before. */
  readonly edited?: { readonly edit: PhotoEdit; readonly fileSize: Size } | undefined;
}

/** About one megabyte each. */
const keptAreas = 8;

/**
 * A decoded photo and all that was computed for it, so that a new strength only composes again, a new
 * exaggeration only paints the heads again, and a new style only paints.
 */
export class OpenPhoto {
  readonly header: ImageHeader;
  readonly bitmap: ImageBitmap;
  readonly isCutShort: boolean;
  /** What was done to the pixels. */
  readonly edit: PhotoEdit | undefined;
  /** Of the file's picture, upright. */
  readonly fileSize: Size;
  /** Whether it is one of many that follow one another: how true it is drawn is not measured. */
  readonly isFrame: boolean;
  readonly previewSize: { readonly width: number; readonly height: number };
  faces: readonly Face[] | undefined;
  /** Where people are, at the preview's size. */
  people: Plane | undefined;
  /** The user's own picture behind the people, as it was decoded last. */
  backdropPicture: { readonly pictureId: string; readonly picture: Raster | undefined } | undefined;
  /** What the whole photo consists of, and what each aligned face, by face id. */
  encoding: Encoding | undefined;
  headEncodings = new RecentMap<number, Encoding>(keptDrawings);
  /** What the brush can keep to, at the preview's size, by its name. */
  readonly areas = new RecentMap<string, AreaMask>(keptAreas);
  /** What the scene is painted from for previews. */
  sceneView: SceneView | undefined;
  /** The scene as it is painted for previews, by style id: the brush brings other styles in. */
  scenes = new RecentMap<string, Raster>(4);
  /** Where a face's landmarks go, and the field that takes them there. */
  readonly plans = new RecentMap<string, FacePlan>(keptDrawings);
  /** The faces as they are painted for previews, by what they depend on. */
  drawings = new RecentMap<string, DrawnFace>(keptDrawings);
  /** By everything but the strength. */
  readonly previews = new RecentMap<string, Preview>(2);
  #previewRaster: Raster | undefined;
  #hash: PerceptualHash | undefined;
  #users = 0;
  #closing = false;

  constructor({ header, bitmap, isCutShort, edited }: PhotoPixels, isFrame = false) {
    const { width, height } = edited?.fileSize ?? bitmap;
    this.header = header;
    this.bitmap = bitmap;
    this.isCutShort = isCutShort;
    this.edit = edited?.edit;
    this.fileSize = { width, height };
    this.isFrame = isFrame;
    this.previewSize = fitWithin(bitmap, previewSidePx);
  }

  /** A frame of a video or of the camera. */
  static frame(bitmap: ImageBitmap): OpenPhoto {
    const { width, height } = bitmap;
    const header = {
      format: 'bmp',
      width,
      height,
      orientation: 1,
      animated: false,
      cmyk: false,
    } as const;
    return new OpenPhoto({ header, bitmap, isCutShort: false }, true);
  }

  /** The same for photos whose pixels were edited in the same way. */
  get editKey(): string {
    return editKey(this.edit);
  }

  /** The photo at preview size. */
  get previewRaster(): Raster {
    const { width, height } = this.previewSize;
    this.#previewRaster ??= readPhoto(this.bitmap, width, height);
    return this.#previewRaster;
  }

  /** Of the whole photo. */
  get hash(): PerceptualHash {
    const { width, height } = this.previewRaster;
    const whole = scaleAffine<'crop', 'output'>(width / cropSize, height / cropSize);
    this.#hash ??= perceptualHash(this.previewRaster, whole);
    return this.#hash;
  }

  /** Runs `work`; a `close` meanwhile frees the pixels only afterwards. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    this.#users += 1;
    try {
      return await work();
    } finally {
      this.#users -= 1;
      this.#closeWhenUnused();
    }
  }

  /** Frees the pixels once they have been used the next time. */
  closeAfterUse(): void {
    this.#closing = true;
  }

  close(): void {
    this.closeAfterUse();
    this.#closeWhenUnused();
  }

  #closeWhenUnused(): void {
    if (this.#closing && this.#users === 0) this.bitmap.close();
  }
}
