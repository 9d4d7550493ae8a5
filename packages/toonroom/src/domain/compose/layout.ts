import type { Box } from '../picture/geometry.ts';
import { createRaster, type Raster } from '../picture/raster.ts';

/** The part of a picture that goes into a file. */
export interface Layout {
  /** Whole px. */
  readonly crop: Box;
  /** Whether the photo stands to the left of its drawing. */
  readonly besidePhoto: boolean;
}

/** Like the gutter between the panels of a comic. */
const gapPerWidth = 1 / 80;
const minGapPx = 2;

/**
 * The layout of a picture of this size, whole unless a crop is given.
 * @throws RangeError when the crop is empty, not in whole px or reaches beyond the picture.
 */
export function layoutOf(
  picture: { readonly width: number; readonly height: number },
  // Field by field: the width and height of a bitmap are not own properties, so a spread would lose
  // them.
  crop: Box = { x: 0, y: 0, width: picture.width, height: picture.height },
  besidePhoto = false,
): Layout {
  const { x, y, width, height } = crop;
  const isWhole = [x, y, width, height].every((value) => Number.isInteger(value));
  const isInside = x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height;
  if (!isWhole || !isInside || width < 1 || height < 1) {
    throw new RangeError(
      `no crop of ${picture.width} × ${picture.height}: ${JSON.stringify(crop)}`,
    );
  }
  return { crop: { x, y, width, height }, besidePhoto };
}

/** The size of the file's picture, px. */
export function layoutSize({ crop, besidePhoto }: Layout): { width: number; height: number } {
  const { width, height } = crop;
  return { width: besidePhoto ? 2 * width + gapOf(width) : width, height };
}

/** Where the photo and its drawing stand in a picture of that size that shows both. */
export function halvesOf({
  width: whole,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): { readonly photo: Box; readonly drawing: Box } {
  let width = Math.ceil(whole / 2);
  while (width > 1 && 2 * width + gapOf(width) > whole) width -= 1;
  const photo = { x: 0, y: 0, width, height };
  return { photo, drawing: { ...photo, x: whole - width } };
}

/**
 * The finished rows of a file's picture. `drawn` holds rows of the whole drawing; `photo.raster`
 * holds rows of the photo, starting `photo.skip` rows further up. The caller owns the result, which
 * may be `drawn` itself.
 */
export function layOut(
  layout: Layout,
  drawn: Raster,
  photo: { readonly raster: Raster; readonly skip: number },
): Raster {
  const { crop, besidePhoto } = layout;
  const { width } = layoutSize(layout);
  if (width === drawn.width) return drawn;
  const rows = createRaster(width, drawn.height);
  // The gap is white.
  if (besidePhoto) rows.data.fill(255);
  for (let row = 0; row < drawn.height; row++) {
    copyRow(drawn, row, crop, rows, row, width - crop.width);
    if (besidePhoto) copyRow(photo.raster, row + photo.skip, crop, rows, row, 0);
  }
  return rows;
}

function copyRow(
  from: Raster,
  fromRow: number,
  { x, width }: Box,
  to: Raster,
  toRow: number,
  toX: number,
): void {
  const start = (fromRow * from.width + x) * 4;
  to.data.set(from.data.subarray(start, start + width * 4), (toRow * to.width + toX) * 4);
}

function gapOf(width: number): number {
  return Math.max(minGapPx, Math.round(width * gapPerWidth));
}
