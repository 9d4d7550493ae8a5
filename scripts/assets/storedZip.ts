import { crc32 } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const version = 20;
/** 1980-01-01 00:00, the format's earliest date, so that the same input gives the same bytes. */
const dosDate = 0x0021;
const dosTime = 0;

/** A ZIP archive of uncompressed entries with fixed timestamps (MediaPipe reads them in place). */
export function storedZip(entries: readonly ZipEntry[]): Uint8Array {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const encodedName = new TextEncoder().encode(name);
    const common = commonFields(encodedName, bytes);
    const header = concat([u32(0x04034b50), common, encodedName]);
    central.push(centralRecord(common, encodedName, offset));
    local.push(header, bytes);
    offset += header.length + bytes.length;
  }
  const directory = concat(central);
  const end = concat([
    u32(0x06054b50),
    u16(0), // this disk
    u16(0), // the disk of the directory
    u16(entries.length),
    u16(entries.length),
    u32(directory.length),
    u32(offset),
    u16(0), // comment length
  ]);
  return concat([...local, directory, end]);
}

/** The fields that a local header and its record in the central directory share. */
function commonFields(name: Uint8Array, bytes: Uint8Array): Uint8Array {
  return concat([
    u16(version),
    u16(0), // flags
    u16(0), // method: stored
    u16(dosTime),
    u16(dosDate),
    u32(crc32(bytes)),
    u32(bytes.length),
    u32(bytes.length),
    u16(name.length),
    u16(0), // extra length
  ]);
}

function centralRecord(common: Uint8Array, name: Uint8Array, offset: number): Uint8Array {
  return concat([
    u32(0x02014b50),
    u16(version),
    common,
    u16(0), // comment length
    u16(0), // disk
    u16(0), // internal attributes
    u32(0), // external attributes
    u32(offset),
    name,
  ]);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >>> 8);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
