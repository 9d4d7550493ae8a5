import type { Notice, PhotoInfo, PhotoSource } from '../contract.ts';
import { bitmapOf } from '../pixels/photoPixels.ts';
import type { OpenPhoto } from './openPhoto.ts';

/** What the page is told of an opened photo. */
export async function photoInfo(source: PhotoSource, photo: OpenPhoto): Promise<PhotoInfo> {
  const { header, bitmap, previewRaster, isCutShort } = photo;
  const notices: Notice[] = [];
  if (header.animated) notices.push('animatedFirstFrame');
  if (header.cmyk) notices.push('cmykConverted');
  if (isCutShort) notices.push('cutShort');
  return {
    photoId: source.photoId,
    width: bitmap.width,
    height: bitmap.height,
    format: header.format,
    sizeBytes: source.blob.size,
    notices,
    preview: await bitmapOf(previewRaster),
  };
}
