import { pngChunk } from '#domain/files/pngWriter.ts';
import type { ImageFormat } from '#domain/files/imageHeader.ts';

/** A whole number in a part: where, in how many bytes (1 to 4), and in which order. */
export interface Field {
  readonly offset: number;
  readonly bytes: number;
  readonly little: boolean;
}

/** What a mutation needs to know of a file format. Parts are never empty; their concatenation is the file. */
export interface Container {
  /** The parts of a sound file: chunks, segments, blocks or boxes, in their order. */
  split(file: Uint8Array): Uint8Array[];
  /** Where a part says how long it is; undefined where it does not. */
  lengthField(part: Uint8Array): Field | undefined;
  /** What a part says of sizes, places, depths and counts. */
  numberFields(part: Uint8Array): readonly Field[];
  /** The part with a true length and checksum, if it has them. */
  sealPart(part: Uint8Array): Uint8Array;
  /** The same for what is said about the whole file. */
  sealWhole(parts: Uint8Array[]): Uint8Array[];
}

const bigEndian = (offset: number, bytes: number): Field => ({ offset, bytes, little: false });
const littleEndian = (offset: number, bytes: number): Field => ({ offset, bytes, little: true });

/** Whether the field lies within the part. */
export function fits({ offset, bytes }: Field, part: Uint8Array): boolean {
  return offset + bytes <= part.length;
}

export function readField(part: Uint8Array, { offset, bytes, little }: Field): number {
  const buffer = Buffer.from(part);
  return little ? buffer.readUIntLE(offset, bytes) : buffer.readUIntBE(offset, bytes);
}

/** The part with another number in a field: as many of its low bits as there is room for. */
export function withField(
  part: Uint8Array,
  { offset, bytes, little }: Field,
  value: number,
): Uint8Array {
  const changed = Buffer.from(part);
  const kept = ((value % 2 ** 32) + 2 ** 32) % 2 ** (8 * bytes);
  if (little) changed.writeUIntLE(kept, offset, bytes);
  else changed.writeUIntBE(kept, offset, bytes);
  return changed;
}

/** Four characters of a part. */
function nameAt(part: Uint8Array, offset: number): string {
  return Buffer.from(part).toString('latin1', offset, offset + 4);
}

/** The parts that begin at the places `next` leads to. */
function cut(file: Uint8Array, start: number, next: (at: number) => number): Uint8Array[] {
  const parts = start > 0 ? [file.subarray(0, start)] : [];
  for (let at = start; at < file.length;) {
    const end = Math.min(file.length, Math.max(at + 1, next(at)));
    parts.push(file.subarray(at, end));
    at = end;
  }
  return parts;
}

function sealed(part: Uint8Array, field: Field | undefined, counted: number): Uint8Array {
  return field && fits(field, part) ? withField(part, field, counted) : part;
}

const png: Container = {
  split: (file) => {
    const view = Buffer.from(file);
    return cut(file, 8, (at) => at + 12 + view.readUInt32BE(at));
  },
  lengthField: (part) => (isPngSignature(part) ? undefined : bigEndian(0, 4)),
  numberFields(part) {
    switch (nameAt(part, 4)) {
      case 'IHDR':
        return [
          bigEndian(8, 4),
          bigEndian(12, 4),
          ...[16, 17, 18, 19, 20].map((at) => bigEndian(at, 1)),
        ];
      case 'fcTL':
        return [
          ...[8, 12, 16, 20, 24].map((at) => bigEndian(at, 4)),
          ...[28, 30].map((at) => bigEndian(at, 2)),
          ...[32, 33].map((at) => bigEndian(at, 1)),
        ];
      case 'acTL':
        return [bigEndian(8, 4), bigEndian(12, 4)];
      case 'fdAT':
        return [bigEndian(8, 4)];
      default:
        return [];
    }
  },
  sealPart: (part) =>
    isPngSignature(part) || part.length < 12
      ? part
      : pngChunk(nameAt(part, 4), part.subarray(8, part.length - 4)),
  sealWhole: (parts) => parts,
};

function isPngSignature(part: Uint8Array): boolean {
  return nameAt(part, 1).startsWith('PNG');
}

const webp: Container = {
  split: (file) => {
    const view = Buffer.from(file);
    return cut(file, 12, (at) => at + 8 + Math.ceil(view.readUInt32LE(at + 4) / 2) * 2);
  },
  lengthField: () => littleEndian(4, 4),
  numberFields(part) {
    switch (nameAt(part, 0)) {
      case 'VP8X':
        return [littleEndian(8, 1), littleEndian(12, 3), littleEndian(15, 3)];
      case 'VP8 ':
        return [littleEndian(8, 3), littleEndian(14, 2), littleEndian(16, 2)];
      case 'VP8L':
        return [littleEndian(9, 4)];
      case 'ANMF':
        return [8, 11, 14, 17, 20].map((at) => littleEndian(at, 3));
      case 'ANIM':
        return [littleEndian(12, 2)];
      default:
        return [];
    }
  },
  sealPart: (part) => (isRiff(part) ? part : sealed(part, littleEndian(4, 4), part.length - 8)),
  sealWhole: ([first, ...others]) => {
    if (!first) return [];
    const length = others.reduce((sum, part) => sum + part.length, 4);
    return [isRiff(first) ? sealed(first, littleEndian(4, 4), length) : first, ...others];
  },
};

function isRiff(part: Uint8Array): boolean {
  return nameAt(part, 0) === 'RIFF';
}

const jpeg: Container = {
  split: (file) => {
    const view = Buffer.from(file);
    return cut(file, 2, (at) => {
      if (view[at + 1] === 0xd9) return at + 2;
      const end = at + 2 + view.readUInt16BE(at + 2);
      // A scan's data go with its header, up to the next marker that is not part of them.
      return view[at + 1] === 0xda ? nextMarker(view, end) : end;
    });
  },
  lengthField: (part) => (part.length > 3 ? bigEndian(2, 2) : undefined),
  numberFields(part) {
    const marker = part[1]!;
    if (marker === 0xda) return [5, 6, 7, 8, 9].map((at) => bigEndian(at, 1));
    if (marker === 0xc4 || marker === 0xdb) return [4, 5, 6].map((at) => bigEndian(at, 1));
    if (marker < 0xc0 || marker > 0xcf) return [];
    return [
      bigEndian(5, 2),
      bigEndian(7, 2),
      ...[1, 4, 9, 10, 11, 12].map((at) => bigEndian(at, 1)),
    ];
  },
  sealPart: (part) =>
    part[1] === 0xda ? part : sealed(part, jpeg.lengthField(part), part.length - 2),
  sealWhole: (parts) => parts,
};

function nextMarker(view: Buffer, from: number): number {
  for (let at = from; at < view.length; at++) {
    const code = view[at + 1] ?? 0;
    if (view[at] === 0xff && code !== 0 && (code < 0xd0 || code > 0xd7)) return at;
  }
  return view.length;
}

const gif: Container = {
  split: (file) =>
    cut(file, 13 + gifTableBytes(file[10]!), (at) => {
      if (file[at] === 0x3b) return at + 1;
      let end = file[at] === 0x21 ? at + 2 : at + 11 + gifTableBytes(file[at + 9]!);
      while (end < file.length && file[end] !== 0) end += 1 + file[end]!;
      return end + 1;
    }),
  lengthField: (part) => (part[0] === 0x21 ? littleEndian(2, 1) : undefined),
  numberFields: (part) =>
    part[0] === 0x2c
      ? [...[1, 3, 5, 7].map((at) => littleEndian(at, 2)), littleEndian(9, 1), littleEndian(10, 1)]
      : nameAt(part, 0).startsWith('GIF8')
        ? [littleEndian(6, 2), littleEndian(8, 2), littleEndian(10, 1), littleEndian(11, 1)]
        : [],
  sealPart: (part) => part,
  sealWhole: (parts) => parts,
};

function gifTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

const bmp: Container = {
  split: (file) => {
    const header = 14 + Buffer.from(file).readUInt32LE(14);
    return cut(file, 14, (at) => (at < header ? header : file.length));
  },
  lengthField: (part) =>
    nameAt(part, 0).startsWith('BM')
      ? littleEndian(2, 4)
      : isBmpHeader(part)
        ? littleEndian(0, 4)
        : undefined,
  numberFields(part) {
    if (nameAt(part, 0).startsWith('BM')) return [littleEndian(10, 4)];
    if (!isBmpHeader(part)) return [];
    if (part[0] === 12) return [4, 6, 8, 10].map((at) => littleEndian(at, 2));
    const [sizes, counts] = [
      [4, 8, 16, 20, 32],
      [12, 14],
    ] as const;
    return [...sizes.map((at) => littleEndian(at, 4)), ...counts.map((at) => littleEndian(at, 2))];
  },
  sealPart: (part) => part,
  sealWhole: (parts) => parts,
};

function isBmpHeader(part: Uint8Array): boolean {
  return part.length >= 12 && part.length <= 124 && part[1] === 0 && part[2] === 0;
}

const iso: Container = {
  split: (file) => {
    const view = Buffer.from(file);
    return cut(file, 0, (at) => at + view.readUInt32BE(at));
  },
  lengthField: () => bigEndian(0, 4),
  numberFields(part) {
    const extent = Buffer.from(part).indexOf('ispe');
    return extent < 0 ? [] : [bigEndian(extent + 8, 4), bigEndian(extent + 12, 4)];
  },
  sealPart: (part) => sealed(part, bigEndian(0, 4), part.length),
  sealWhole: (parts) => parts,
};

export const containers: Readonly<Record<ImageFormat, Container>> = {
  jpeg,
  png,
  webp,
  avif: iso,
  heic: iso,
  gif,
  bmp,
};
