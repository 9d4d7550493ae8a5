import { fieldsAt, readTiff, tiffTypes } from './exif.ts';

const exifDirectoryTag = 0x8769;
const dateTimeOriginalTag = 0x9003;
/** `2024:05:17 18:03:59` and a zero. */
const momentBytes = 20;

/** When a photo was taken, by the clock of its camera, which knows no zone. */
export interface Moment {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
}

/** The day in an EXIF block on which the photo was taken; undefined where there is none. Never throws. */
export function takenAt(exif: Uint8Array): Moment | undefined {
  const tiff = readTiff(exif);
  if (!tiff) return undefined;
  const { view, little } = tiff;
  for (const { tag, type, valueAt } of fieldsAt(tiff, tiff.directoryAt)) {
    if (tag !== exifDirectoryTag || type !== tiffTypes.long) continue;
    for (const field of fieldsAt(tiff, view.getUint32(valueAt, little))) {
      const isMoment = field.type === tiffTypes.text && field.count === momentBytes;
      if (field.tag !== dateTimeOriginalTag || !isMoment) continue;
      const start = view.getUint32(field.valueAt, little);
      if (start + momentBytes > view.byteLength) return undefined;
      const bytes = new Uint8Array(view.buffer, view.byteOffset + start, momentBytes);
      return momentOf(String.fromCharCode(...bytes));
    }
  }
  return undefined;
}

function momentOf(text: string): Moment | undefined {
  const [, year, month, day] = /^(\d{4}):(\d\d):(\d\d) /.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day || month > 12 || day > 31) return undefined;
  return { year, month, day };
}
