import { bytesOf, u16, u32 } from './bytes.ts';
import { fieldsAt, readTiff, type Tiff, type TiffField, tiffTypes } from './exif.ts';

/** Longer texts are not names or captions. */
const maxTextBytes = 4096;
/** Offset of the first directory in a written block: right after the header. */
const directoryAt = 8;

const exifDirectoryTag = 0x8769;

/** Reads a field's value as the bytes to be written; undefined when the field is malformed. */
type Reader = (tiff: Tiff, field: TiffField) => Uint8Array | undefined;

/** The fields kept from a directory, by tag. */
type Allowed = ReadonlyMap<number, Reader>;

/** A field to be written. */
interface Field {
  readonly tag: number;
  readonly type: number;
  /** Big-endian. */
  readonly value: Uint8Array;
}

const text = textLike(/^[\t\n\r\x20-\x7e\x80-\xff]*$/);
const moment = textLike(/^\d{4}:\d\d:\d\d \d\d:\d\d:\d\d$/);
const zone = textLike(/^[+-]\d\d:\d\d$/);
const digits = textLike(/^\d{1,9} *$/);

// Only the fields listed here are kept; all others are dropped, whatever they hold.
const allowedInImage: Allowed = new Map([
  [0x010e, text], // ImageDescription
  [0x010f, text], // Make
  [0x0110, text], // Model
  [0x0132, moment], // DateTime
  [0x013b, text], // Artist
  [0x8298, text], // Copyright
]);
const allowedInExif: Allowed = new Map([
  [0x829a, ratio], // ExposureTime
  [0x829d, ratio], // FNumber
  [0x8827, short], // PhotographicSensitivity, the ISO speed
  [0x9003, moment], // DateTimeOriginal
  [0x9004, moment], // DateTimeDigitized
  [0x9010, zone], // OffsetTime
  [0x9011, zone], // OffsetTimeOriginal
  [0x9012, zone], // OffsetTimeDigitized
  [0x9290, digits], // SubSecTime
  [0x9291, digits], // SubSecTimeOriginal
  [0x9292, digits], // SubSecTimeDigitized
  [0x920a, ratio], // FocalLength
  [0xa405, short], // FocalLengthIn35mmFilm
  [0xa434, text], // LensModel
]);

/**
 * A new EXIF block (a TIFF, without the leading `Exif\0\0`) for a picture of `size` px that was
 * made from the photo with the block `exif`: date, camera, exposure, caption and author, each only
 * where it is well-formed. Position, maker's note, thumbnail, serial number, owner and comment
 * cannot pass, since only the listed fields are copied. Undefined when nothing is left to keep;
 * never throws, whatever the bytes. The result is shorter than the 64 KB of a JPEG segment.
 */
export function cameraExif(
  exif: Uint8Array,
  size: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> | undefined {
  const tiff = readTiff(exif);
  if (!tiff) return undefined;
  const image = keptFields(tiff, tiff.directoryAt, allowedInImage);
  const camera = keptFields(tiff, exifDirectoryOf(tiff), allowedInExif);
  if (image.length + camera.length === 0) return undefined;
  const exifFields: readonly Field[] = [
    { tag: 0x9000, type: tiffTypes.undefined, value: bytesOf('0232') }, // ExifVersion
    { tag: 0xa002, type: tiffTypes.long, value: u32(size.width) }, // PixelXDimension
    { tag: 0xa003, type: tiffTypes.long, value: u32(size.height) }, // PixelYDimension
    ...camera,
  ];
  const imageFields = (exifDirectoryAt: number): readonly Field[] => [
    { tag: 0x0112, type: tiffTypes.short, value: u16(1) }, // Orientation: the pixels are upright
    { tag: 0x0131, type: tiffTypes.text, value: bytesOf('Toonroom', 0) }, // Software
    { tag: exifDirectoryTag, type: tiffTypes.long, value: u32(exifDirectoryAt) },
    ...image,
  ];
  const exifDirectoryAt = directoryAt + directory(imageFields(0), directoryAt).length;
  return bytesOf(
    bytesOf('MM', u16(42), u32(directoryAt)),
    directory(imageFields(exifDirectoryAt), directoryAt),
    directory(exifFields, exifDirectoryAt),
  );
}

/**
 * Offset of the directory that says how the picture was taken (the Exif IFD); the end of the block
 * when there is none.
 */
function exifDirectoryOf(tiff: Tiff): number {
  for (const { tag, type, valueAt } of fieldsAt(tiff, tiff.directoryAt)) {
    if (tag === exifDirectoryTag && type === tiffTypes.long) {
      return tiff.view.getUint32(valueAt, tiff.little);
    }
  }
  return tiff.view.byteLength;
}

/** The allowed and well-formed fields of a directory, the first of each tag. */
function keptFields(tiff: Tiff, offset: number, allowed: Allowed): readonly Field[] {
  const kept = new Map<number, Field>();
  for (const field of fieldsAt(tiff, offset)) {
    const { tag, type } = field;
    const value = kept.has(tag) ? undefined : allowed.get(tag)?.(tiff, field);
    if (value) kept.set(tag, { tag, type, value });
  }
  return [...kept.values()];
}

/** Reads text up to its first zero byte, since other data could hide behind it. */
function textLike(pattern: RegExp): Reader {
  return ({ view, little }, { type, count, valueAt }) => {
    if (type !== tiffTypes.text || count > maxTextBytes) return undefined;
    const start = count > 4 ? view.getUint32(valueAt, little) : valueAt;
    if (start + count > view.byteLength) return undefined;
    const bytes = new Uint8Array(view.buffer, view.byteOffset + start, count);
    const [text = ''] = String.fromCharCode(...bytes).split('\0', 1);
    return text.trim() !== '' && pattern.test(text) ? bytesOf(text, 0) : undefined;
  };
}

/** The first of at most two numbers: some cameras write two ISO speeds. */
function short(
  { view, little }: Tiff,
  { type, count, valueAt }: TiffField,
): Uint8Array | undefined {
  if (type !== tiffTypes.short || count < 1 || count > 2) return undefined;
  return u16(view.getUint16(valueAt, little));
}

function ratio(
  { view, little }: Tiff,
  { type, count, valueAt }: TiffField,
): Uint8Array | undefined {
  if (type !== tiffTypes.ratio || count !== 1) return undefined;
  const start = view.getUint32(valueAt, little);
  if (start + 8 > view.byteLength) return undefined;
  const denominator = view.getUint32(start + 4, little);
  return denominator === 0
    ? undefined
    : bytesOf(u32(view.getUint32(start, little)), u32(denominator));
}

/**
 * A directory written for `offset`: its fields sorted by tag, followed by the values longer than
 * four bytes.
 */
function directory(fields: readonly Field[], offset: number): Uint8Array {
  const sorted = fields.toSorted((a, b) => a.tag - b.tag);
  const values: Uint8Array[] = [];
  let valueAt = offset + 2 + 12 * sorted.length + 4;
  const entries = sorted.map(({ tag, type, value }) => {
    const entry = bytesOf(u16(tag), u16(type), u32(value.length / bytesPerValue(type)));
    if (value.length <= 4) return bytesOf(entry, value, new Uint8Array(4 - value.length));
    const padded = bytesOf(value, new Uint8Array(value.length % 2));
    values.push(padded);
    valueAt += padded.length;
    return bytesOf(entry, u32(valueAt - padded.length));
  });
  return bytesOf(u16(sorted.length), ...entries, u32(0), ...values);
}

function bytesPerValue(type: number): number {
  switch (type) {
    case tiffTypes.short:
      return 2;
    case tiffTypes.long:
      return 4;
    case tiffTypes.ratio:
      return 8;
    default:
      return 1;
  }
}
