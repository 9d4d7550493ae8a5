import { deflateSync } from 'node:zlib';
import { exifPieces } from '#domain/files/exifPieces.ts';
import { bytesOf, u16, u32 } from '#domain/files/bytes.ts';
import { privateExif, privateLatitude, privateMark } from '#domain/testing/imageBytes.ts';

// Picture files for the tests, put together byte by byte, and what their outer structure says.

/** `jpeg` with `segments` put right behind its first marker. */
export function withSegments(jpeg: Uint8Array, segments: Uint8Array): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), segments, jpeg.subarray(2)]);
}

/** `file`, a PNG or WebP, with an EXIF block. */
export function withExif(file: Buffer, format: 'png' | 'webp', tiff: Uint8Array): Buffer {
  const pieces = exifPieces({ format, head: file, sizeBytes: file.length }, tiff);
  return Buffer.concat(
    pieces.map((piece) => ('from' in piece ? file.subarray(piece.from, piece.to) : piece)),
  );
}

/** An AVIF of 16 × 8 px, white but for a red corner on its upper left, that is to be turned to the left. */
export const turnedAvif = Buffer.from(
  'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAAD1bWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEdAAAANAAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAAB0aXBycAAAAFRpcGNvAAAAFGlzcGUAAAAAAAAAEAAAAAgAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAAAlpcm90AQAAABhpcG1hAAAAAAAAAAEAAQUBAgMEhQAAADxtZGF0EgAKCBgMv7RAQ0GhMiYSB/f2qQCCCD5AAIDgIxG3XG8Fq5SbpOvB5IiSLhD/Lyo46XufSw==',
  'base64',
);

/** The camera that the next function tells of. */
export const cameraName = 'Eleventh Box Camera';

/** All that a phone may leave in a photo of that EXIF orientation: EXIF with a place, XMP, IPTC and a comment. */
export function cameraSegments(orientation: number): Uint8Array {
  const segment = (marker: number, body: Uint8Array): Uint8Array =>
    bytesOf(0xff, marker, u16(body.length + 2), body);
  const secret = privateMark;
  return bytesOf(
    segment(0xe1, bytesOf('Exif\0\0', privateExif(cameraName, orientation))),
    segment(0xe1, bytesOf(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secret}</x:xmpmeta>`)),
    segment(0xed, bytesOf(`Photoshop 3.0\x008BIM\x04\x04\0\0`, u32(secret.length), secret)),
    segment(0xfe, bytesOf(secret)),
  );
}

/** Which of a photo's secrets are in a file: a position in either byte order, or anything else. */
export function secretsIn(file: Buffer): readonly string[] {
  const latitudes = [privateLatitude(), privateLatitude(true)];
  return [
    ...(latitudes.some((latitude) => file.includes(Buffer.from(latitude))) ? ['position'] : []),
    ...(file.includes(privateMark) ? [privateMark] : []),
  ];
}

/** The WebP with a chunk of 1.2 MB that means nothing in front of its EXIF block, which stands last. */
export function withDistantExif(webp: Buffer): Buffer {
  const at = webp.lastIndexOf('EXIF');
  const filler = bytesOf('JUNK', u32(1_200_000, true), new Uint8Array(1_200_000));
  const file = Buffer.concat([webp.subarray(0, at), filler, webp.subarray(at)]);
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}

/** The names of a PNG's or WebP's chunks or of a JPEG's segments, in the order of the file. */
export function partsOf(file: Buffer): readonly string[] {
  if (file.subarray(0, 2).equals(Buffer.of(0xff, 0xd8))) return jpegSegments(file);
  const isPng = file.toString('latin1', 1, 4) === 'PNG';
  const names: string[] = [];
  for (let at = isPng ? 8 : 12; at < file.length;) {
    const size = isPng ? file.readUInt32BE(at) : file.readUInt32LE(at + 4);
    const nameAt = isPng ? at + 4 : at;
    names.push(file.toString('latin1', nameAt, nameAt + 4));
    at += isPng ? 12 + size : 8 + size + (size % 2);
  }
  return names;
}

/** Application segments are told by their mark as well: `APP1 Exif`. */
function jpegSegments(file: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = 2; file[at + 1] !== 0xda; at += 2 + file.readUInt16BE(at + 2)) {
    const marker = file[at + 1]!;
    const isApplication = marker >= 0xe0 && marker <= 0xef;
    const mark = file.toString('latin1', at + 4, file.indexOf(0, at + 4));
    names.push(isApplication ? `APP${marker - 0xe0} ${mark}` : marker.toString(16));
  }
  return names;
}

/** A sound PNG of one bit per pixel, all black: small as a file, 4 bytes per pixel once decoded. */
export function blackPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  const header = bytesOf(u32(width), u32(height), 1, 0, 0, 0, 0);
  return Buffer.from(
    bytesOf(
      '\x89PNG\r\n\x1a\n',
      pngChunk('IHDR', header),
      pngChunk('IDAT', deflateSync(rows)),
      pngChunk('IEND', Uint8Array.of()),
    ),
  );
}

function pngChunk(name: string, content: Uint8Array): Uint8Array {
  const body = bytesOf(name, content);
  return bytesOf(u32(content.length), body, u32(crc32(body)));
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A GIF of two frames of `size`² px, the first red, the second blue. */
export function animatedGif(size: number): Buffer {
  const red = [255, 0, 0];
  const blue = [0, 0, 255];
  const frame = (colour: number): Uint8Array =>
    bytesOf(
      bytesOf('\x21\xf9\x04\x04', u16(10, true), 0, 0),
      bytesOf(0x2c, u16(0), u16(0), u16(size, true), u16(size, true), 0),
      gifPixels(colour, size * size),
    );
  const head = bytesOf('GIF89a', u16(size, true), u16(size, true), 0x80, 0, 0);
  return Buffer.from(bytesOf(head, ...red, ...blue, frame(0), frame(1), 0x3b));
}

/** `count` pixels of one colour (0 or 1) as GIF's LZW: a clear code before each pair keeps codes 3 bits long. */
function gifPixels(colour: number, count: number): Uint8Array {
  const [clear, end] = [4, 5];
  const codes: number[] = [];
  for (let index = 0; index < count; index++) codes.push(...(index % 2 ? [] : [clear]), colour);
  codes.push(end);
  const packed = new Uint8Array(Math.ceil((codes.length * 3) / 8));
  codes.forEach((code, index) => {
    for (let bit = 0; bit < 3; bit++) {
      const at = index * 3 + bit;
      packed[at >> 3]! |= ((code >> bit) & 1) << (at & 7);
    }
  });
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < packed.length; at += 255) {
    const block = packed.subarray(at, at + 255);
    blocks.push(bytesOf(block.length, block));
  }
  return bytesOf(2, ...blocks, 0);
}

/** A JPEG of 64 × 48 px in four printing inks: no cyan, full magenta and yellow, no black; that is red. */
export const cmykJpeg = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBt' +
    'UVdfYmdoZz5NcXlwZHhcZWdj/8AAFAgAMABABEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAH/8QAFBAB' +
    'AAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwCgJ+n6gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAAA/9k=',
  'base64',
);

/** The files of a ZIP that stores them as they are, by its central directory. Source: APPNOTE.TXT 6.3, 4.3. */
export function unzip(zip: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (zip.readUInt16LE(at + 10) !== 0) throw new Error('A file of the ZIP is compressed.');
    const size = zip.readUInt32LE(at + 20);
    const nameSize = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameSize);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files.set(name, zip.subarray(start, start + size));
    at += 46 + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}
