import { type Affine, composeAffine, invertAffine, scaleAffine } from '#domain/picture/geometry.ts';
import { looksSame, type PerceptualHash, perceptualHash } from '#domain/face/perceptualHash.ts';
import type { Plane, Raster } from '#domain/picture/raster.ts';
import type { Encoding } from '../painting/encoding.ts';
import type { AlignedFace, DrawnFace, Face } from '../faces/faces.ts';
import type { OpenPhoto } from './openPhoto.ts';
import { RecentMap } from './recentMap.ts';

/** Five portraits with their scenes, about. */
const mostBytes = 32e6;
/** A copy larger than this may show more than was drawn. */
const maxEnlargement = 1.1;
/** Of the proportions, by which whole px are rounded. */
const maxStretch = 0.005;

/** What is known of a picture; its faces lie where they lay in a photo of that size. */
interface KnownPicture {
  readonly width: number;
  readonly height: number;
  /** A photo that was edited a little would pass for a copy of itself. */
  readonly editKey: string;
  readonly hash: PerceptualHash;
  readonly faces: readonly Face[];
  /** Of each aligned face, in their order. */
  readonly faceHashes: readonly PerceptualHash[];
  readonly people: Plane | undefined;
  readonly encoding: Encoding | undefined;
  readonly headEncodings: RecentMap<number, Encoding>;
  readonly scenes: RecentMap<string, Raster>;
  readonly drawings: RecentMap<string, DrawnFace>;
}

/**
 * What was found and drawn for the pictures seen last, for when one of them comes back: as the same file or as a
 * copy of it, saved or scaled down anew.
 *
 * A copy counts as one only if the whole picture and each aligned face have nearly the perceptual hash that they
 * had, so that no person gets another one's face, and only if it is no larger, so that nothing gets coarser.
 */
export class ResultCache {
  /** The one used last stands last. */
  #pictures: readonly KnownPicture[] = [];

  /** Fills a new photo from cached results for the same picture. False where there are none. */
  recall(photo: OpenPhoto): boolean {
    const known = this.#pictures.findLast((picture) => isCopy(photo, picture));
    if (!known) return false;
    const { width, height } = photo.bitmap;
    photo.drawings = known.drawings.copy();
    photo.encoding = known.encoding;
    photo.headEncodings = known.headEncodings.copy();
    if (width === known.width && height === known.height) {
      photo.faces = known.faces;
      photo.scenes = known.scenes.copy();
      photo.people = known.people;
    } else {
      photo.faces = known.faces.map((face) => resizedFace(face, width / known.width));
    }
    return true;
  }

  /** Remembers what is known of a photo now. */
  keep(photo: OpenPhoto): void {
    const { bitmap, editKey, hash, faces, people, encoding, headEncodings, scenes, drawings } =
      photo;
    if (!faces) return;
    const { width, height } = bitmap;
    const before = this.#pictures.find((picture) => picture.faces === faces);
    const faceHashes =
      before?.faceHashes ?? alignedFaces(faces).map((face) => faceHash(photo, face));
    const known = { width, height, editKey, hash, faces, faceHashes, people };
    const picture = { ...known, encoding, headEncodings, scenes, drawings };
    const others = this.#pictures.filter((other) => other !== before);
    this.#pictures = lastOf([...others, picture], mostBytes);
  }
}

function isCopy(photo: OpenPhoto, known: KnownPicture): boolean {
  if (photo.editKey !== known.editKey) return false;
  const { width, height } = photo.bitmap;
  const scale = width / known.width;
  const stretch = (known.height * scale) / height - 1;
  if (scale > maxEnlargement || Math.abs(stretch) > maxStretch) return false;
  if (!looksSame(photo.hash, known.hash)) return false;
  return alignedFaces(known.faces).every((face, index) =>
    looksSame(faceHash(photo, resizedAlignment(face, scale)), known.faceHashes[index]!),
  );
}

function alignedFaces(faces: readonly Face[]): readonly AlignedFace[] {
  return faces.flatMap(({ aligned }) => aligned ?? []);
}

function faceHash(
  { bitmap, previewRaster }: OpenPhoto,
  { cropFromPhoto }: AlignedFace,
): PerceptualHash {
  const previewFromPhoto: Affine<'photo', 'output'> = scaleAffine(
    previewRaster.width / bitmap.width,
    previewRaster.height / bitmap.height,
  );
  return perceptualHash(
    previewRaster,
    composeAffine(previewFromPhoto, invertAffine(cropFromPhoto)),
  );
}

/** The face in a photo `scale` times as large. */
function resizedFace({ summary, aligned }: Face, scale: number): Face {
  const { x, y, width, height } = summary.box;
  const box = { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
  return {
    summary: { ...summary, box },
    ...(aligned && { aligned: resizedAlignment(aligned, scale) }),
  };
}

function resizedAlignment({ cropFromPhoto, landmarks }: AlignedFace, scale: number): AlignedFace {
  const knownFromPhoto = scaleAffine<'photo', 'photo'>(1 / scale, 1 / scale);
  return { cropFromPhoto: composeAffine(cropFromPhoto, knownFromPhoto), landmarks };
}

/** As many of the last pictures as fit; of one that does not fit alone, what was found in it. */
function lastOf(pictures: readonly KnownPicture[], maxBytes: number): readonly KnownPicture[] {
  const kept: KnownPicture[] = [];
  let room = maxBytes;
  for (const picture of pictures.toReversed()) {
    const bytes = bytesOf(picture);
    if (bytes > room) {
      if (kept.length === 0)
        kept.push({ ...picture, drawings: new RecentMap(1), scenes: new RecentMap(1) });
      break;
    }
    room -= bytes;
    kept.push(picture);
  }
  return kept.toReversed();
}

function bytesOf(picture: KnownPicture): number {
  const { people, encoding, headEncodings, scenes, drawings } = picture;
  let bytes = (people?.data.byteLength ?? 0) + (encoding?.layers.data.byteLength ?? 0);
  for (const { layers } of headEncodings.values()) bytes += layers.data.byteLength;
  for (const { data } of scenes.values()) bytes += data.byteLength;
  for (const { drawing } of drawings.values()) bytes += drawing.data.byteLength;
  return bytes;
}
