/** A byte, a text (one byte per character) or bytes. */
export type BytesPart = number | string | Uint8Array;

/** All parts, one behind the other. */
export function bytesOf(...parts: readonly BytesPart[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number'
        ? [part]
        : typeof part === 'string'
          ? Array.from(part, (character) => character.charCodeAt(0))
          : [...part],
    ),
  );
}

export function u16(value: number, little = false): Uint8Array {
  const bytes = Uint8Array.of(value >> 8, value & 255);
  return little ? bytes.toReversed() : bytes;
}

export function u32(value: number, little = false): Uint8Array {
  const bytes = bytesOf(u16(value >>> 16), u16(value & 0xffff));
  return little ? bytes.toReversed() : bytes;
}

/** A TIFF with the one field Orientation, as EXIF blocks hold it. */
export function exifTiff(orientation: number, little: boolean): Uint8Array {
  return bytesOf(
    little ? 'II' : 'MM',
    u16(42, little),
    u32(8, little),
    u16(1, little),
    u16(0x0112, little),
    u16(3, little),
    u32(1, little),
    u16(orientation, little),
    u16(0),
    u32(0),
  );
}

/** A JPEG's APP1 segment with that TIFF. */
export function exifSegment(orientation: number, little = false): Uint8Array {
  const body = bytesOf('Exif\0\0', exifTiff(orientation, little));
  return bytesOf(0xff, 0xe1, u16(body.length + 2), body);
}

/** The beginning of a baseline JPEG up to and with its frame header. */
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
