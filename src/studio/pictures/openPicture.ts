import { type KeyPoints, keyPointsOf } from '#domain/pair/keyPoints.ts';
import { scalePoints } from '#domain/pair/alignment.ts';
import { within } from '#domain/pair/moving.ts';
import { opaqueOverWhite, type Raster } from '#domain/picture/raster.ts';
import { stemOf } from '#app/shared/fileName.ts';
import { engine } from './engine.ts';
import { pixelsOf } from './png.ts';

/** A photo or a cartoon at the size that it is aligned at. */
export interface OpenPicture {
  /** Of its file, without the extension. */
  readonly name: string;
  readonly raster: Raster;
  /** Of the picture in the file, px. */
  readonly fileWidth: number;
  readonly fileHeight: number;
}

/**
 * Decodes a picture and finds its largest face; the engine does both and has reduced it to at most 1,280 px before its
 * pixels reach the page. The points are null where there is no face. Rejects with an `EngineError` or an `AbortError`.
 */
export async function openPicture(
  file: File,
  signal: AbortSignal,
): Promise<{ readonly picture: OpenPicture; readonly points: KeyPoints | null }> {
  const { photoId, preview, width, height } = await engine().open(file, { signal });
  try {
    const faces = await engine().findFaces(photoId, { signal });
    const raster = opaqueOverWhite(pixelsOf(preview));
    const found = faces.find(({ landmarks }) => landmarks !== null)?.landmarks;
    const size = { width, height };
    const points =
      found && within(scalePoints(keyPointsOf(found), size, raster), raster.width, raster.height);
    const name = stemOf(file.name);
    return {
      picture: { name, raster, fileWidth: width, fileHeight: height },
      points: points ?? null,
    };
  } finally {
    preview.close();
    engine().release(photoId);
  }
}
