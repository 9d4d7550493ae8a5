import { startsWith } from './bytes.ts';
import type { ErrorCode } from '../job/errors.ts';
import { fieldsAt, readTiff } from './exif.ts';
import { brandsOf } from './isoImage.ts';

// Recognises, by their first bytes, files mistaken for photos and photos that no browser opens.

interface OtherFile {
  readonly name: string;
  readonly code: ErrorCode;
}

const starts: readonly (OtherFile & { readonly start: string; readonly at?: number })[] = [
  { name: 'PDF', code: 'PDF_FILE', start: '%PDF-' },
  { name: 'Fujifilm raw', code: 'RAW_PHOTO', start: 'FUJIFILMCCD-RAW' },
  { name: 'Panasonic raw', code: 'RAW_PHOTO', start: 'IIU\0' },
  { name: 'Olympus raw', code: 'RAW_PHOTO', start: 'IIRO' },
  { name: 'Olympus raw', code: 'RAW_PHOTO', start: 'IIRS' },
  { name: 'Canon raw', code: 'RAW_PHOTO', start: 'crx ', at: 8 },
  { name: 'Canon raw', code: 'RAW_PHOTO', start: 'CR\x02', at: 8 },
  { name: 'Matroska or WebM', code: 'VIDEO_FILE', start: '\x1a\x45\xdf\xa3' },
  { name: 'AVI', code: 'VIDEO_FILE', start: 'AVI ', at: 8 },
  { name: 'MPEG', code: 'VIDEO_FILE', start: '\0\0\x01\xba' },
  { name: 'Windows Media', code: 'VIDEO_FILE', start: '\x30\x26\xb2\x75' },
  { name: 'JPEG XL', code: 'UNSUPPORTED_FORMAT', start: '\xff\x0a' },
  { name: 'JPEG XL', code: 'UNSUPPORTED_FORMAT', start: '\0\0\0\x0cJXL ' },
  { name: 'JPEG 2000', code: 'UNSUPPORTED_FORMAT', start: '\0\0\0\x0cjP  ' },
  { name: 'Photoshop', code: 'UNSUPPORTED_FORMAT', start: '8BPS' },
  { name: 'icon', code: 'UNSUPPORTED_FORMAT', start: '\0\0\x01\0' },
  { name: 'SVG', code: 'UNSUPPORTED_FORMAT', start: '<svg' },
];

const videoBrands = /^(isom|iso\d|mp4\d|M4V |qt {2}|avc1|3g[p2]\w|dash|mmp4)$/;

/** A TIFF-based raw file has both tags in its first directory; a plain TIFF at most the second. */
const subDirectoriesTag = 0x014a;
const makeTag = 0x010f;

/**
 * The kind of file that begins with `bytes`, and the error to report; undefined when it is not
 * known.
 */
export function otherFileOf(bytes: Uint8Array): OtherFile | undefined {
  const known = starts.find(({ start, at = 0 }) => startsWith(bytes.subarray(at), start));
  if (known) return known;
  if (brandsOf(bytes).some((brand) => videoBrands.test(brand))) {
    return { name: 'MPEG-4 or QuickTime', code: 'VIDEO_FILE' };
  }
  const tiff = readTiff(bytes);
  if (!tiff) return undefined;
  const tags = new Set(Array.from(fieldsAt(tiff, tiff.directoryAt), ({ tag }) => tag));
  return tags.has(subDirectoriesTag) && tags.has(makeTag)
    ? { name: 'raw TIFF', code: 'RAW_PHOTO' }
    : { name: 'TIFF', code: 'UNSUPPORTED_FORMAT' };
}
