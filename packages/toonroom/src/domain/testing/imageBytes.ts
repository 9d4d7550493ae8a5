import { bytesOf, u16, u32 } from '../files/bytes.ts';

/**
 * A field of a test's TIFF: its tag, its type, and its value's bytes or the index of the directory
 * it points to.
 */
export type TiffEntry = readonly [tag: number, type: number, value: Uint8Array | number];

/** A directory of a test's TIFF, and the index of the one that follows it. */
export interface TiffDirectory {
  readonly entries: readonly TiffEntry[];
  readonly next?: number;
}

/** A TIFF with its directories one after the other, each followed by its long values. */
export function tiff(directories: readonly TiffDirectory[], little = false): Uint8Array {
  const bytesPerValue = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8];
  const placed = new Map<number, number>();
  const build = (): Uint8Array => {
    let file = bytesOf(little ? 'II' : 'MM', u16(42, little), u32(8, little));
    for (const [index, { entries, next }] of directories.entries()) {
      placed.set(index, file.length);
      let longAt = file.length + 2 + 12 * entries.length + 4;
      const long: Uint8Array[] = [];
      const fields = entries.map(([tag, type, wanted]) => {
        const value = typeof wanted === 'number' ? u32(placed.get(wanted) ?? 0, little) : wanted;
        const count = value.length / bytesPerValue[type]!;
        const field = bytesOf(u16(tag, little), u16(type, little), u32(count, little));
        if (value.length <= 4) return bytesOf(field, value, new Uint8Array(4 - value.length));
        long.push(value);
        longAt += value.length;
        return bytesOf(field, u32(longAt - value.length, little));
      });
      const nextAt = next === undefined ? 0 : (placed.get(next) ?? 0);
      file = bytesOf(file, u16(entries.length, little), ...fields, u32(nextAt, little), ...long);
    }
    return file;
  };
  // The first pass only finds the offsets of the directories.
  build();
  return build();
}

/** A TIFF with the one field Orientation, as EXIF blocks hold it. */
export function exifTiff(orientation: number, little: boolean): Uint8Array {
  return tiff([{ entries: [[0x0112, 3, u16(orientation, little)]] }], little);
}

/**
 * The text in {@link privateExif} that must not end up in a drawing; the position has a function of
 * its own.
 */
export const privateMark = 'for nobody else';

/** The latitude in {@link privateExif}: 47° 30′ 12″. */
export function privateLatitude(little = false): Uint8Array {
  return bytesOf(...[47, 1, 30, 1, 12, 1].map((value) => u32(value, little)));
}

/**
 * Everything that a phone may leave in an EXIF block: its own name (`camera`), when and how the
 * photo was taken, and also a place, a maker's note, a thumbnail, serial numbers, an owner, a
 * comment and a unique id.
 */
export function privateExif(camera: string, orientation: number, little = false): Uint8Array {
  const secret = bytesOf(privateMark, 0);
  const text = (value: string): Uint8Array => bytesOf(value, 0);
  const ratio = (a: number, b: number): Uint8Array => bytesOf(u32(a, little), u32(b, little));
  return tiff(
    [
      {
        entries: [
          [0x010f, 2, text(camera)],
          [0x0110, 2, text('Mark II')],
          [0x0112, 3, u16(orientation, little)],
          [0x0131, 2, secret], // Software
          [0x013c, 2, secret], // HostComputer
          [0x02bc, 1, secret], // XMP
          [0x83bb, 7, secret], // IPTC
          [0x8769, 4, 1],
          [0x8825, 4, 2],
        ],
        next: 3,
      },
      {
        entries: [
          [0x829a, 5, ratio(1, 250)],
          [0x829d, 5, ratio(18, 10)],
          [0x8827, 3, u16(400, little)],
          [0x9003, 2, text('2023:07:09 18:45:31')],
          [0x9011, 2, text('+02:00')],
          [0x9291, 2, text('42')],
          [0x920a, 5, ratio(50, 1)],
          [0x927c, 7, secret], // MakerNote
          [0x9286, 7, secret], // UserComment
          [0xa405, 3, u16(75, little)],
          [0xa420, 2, secret], // ImageUniqueID
          [0xa430, 2, secret], // CameraOwnerName
          [0xa431, 2, secret], // BodySerialNumber
          [0xa434, 2, text('50mm F1.8')],
          [0xa435, 2, secret], // LensSerialNumber
        ],
      },
      {
        entries: [
          [1, 2, text('N')],
          [2, 5, privateLatitude(little)],
        ],
      },
      { entries: [[0x0201, 7, secret]] }, // the thumbnail
    ],
    little,
  );
}

/** A JPEG's APP1 segment with that TIFF. */
export function exifSegment(orientation: number, little = false): Uint8Array {
  const body = bytesOf('Exif\0\0', exifTiff(orientation, little));
  return bytesOf(0xff, 0xe1, u16(body.length + 2), body);
}

/** The beginning of a baseline JPEG up to and including its frame header. */
export function jpegHead(
  width: number,
  height: number,
  options: { segments?: Uint8Array; components?: number } = {},
): Uint8Array {
  const components = options.components ?? 3;
  return bytesOf(
    0xff,
    0xd8,
    options.segments ?? Uint8Array.of(),
    bytesOf(0xff, 0xc0, u16(8 + 3 * components), 8, u16(height), u16(width), components),
    new Uint8Array(3 * components),
  );
}

/** A PNG's beginning: header, then `chunks` of [code, content]. */
export function pngHead(
  width: number,
  height: number,
  chunks: readonly (readonly [string, Uint8Array])[] = [],
): Uint8Array {
  const chunk = (code: string, content: Uint8Array): Uint8Array =>
    bytesOf(u32(content.length), code, content, u32(0));
  return bytesOf(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', bytesOf(u32(width), u32(height), 8, 2, 0, 0, 0)),
    ...chunks.map(([code, content]) => chunk(code, content)),
  );
}

/** A WebP of `chunks`. */
export function webpHead(chunks: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const body = bytesOf(
    'WEBP',
    ...chunks.map(([code, content]) =>
      bytesOf(code, u32(content.length, true), content, new Uint8Array(content.length % 2)),
    ),
  );
  return bytesOf('RIFF', u32(body.length, true), body);
}
