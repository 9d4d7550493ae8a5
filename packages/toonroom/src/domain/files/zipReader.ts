import { viewOf } from './bytes.ts';

// Reads what a ZIP holds without reading all of it: archives may be larger than the memory. Source: PKWARE APPNOTE 6.3.

/** Bytes of a file from `start` on; fewer where the file ends. */
export type ReadBytes = (start: number, length: number) => Promise<Uint8Array>;

/** A file of an archive. */
export interface ZipEntry {
  /** As written, one character per byte. */
  readonly name: string;
  /** How its data is packed: as it is, or deflated. */
  readonly isDeflated: boolean;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly crc: number;
  /** Where its own header begins. */
  readonly headerAt: number;
}

const marks = {
  entry: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  end64Locator: 0x07064b50,
  local: 0x04034b50,
} as const;

const endBytes = 22;
const locatorBytes = 20;
const mostCommentBytes = 0xffff;
/** What stands in a field whose number needs 64 bits. */
const elsewhere = 0xffffffff;

/** The files of an archive of `sizeBytes`. @throws RangeError when it is none, is damaged, or is packed otherwise. */
export async function readZip(sizeBytes: number, read: ReadBytes): Promise<readonly ZipEntry[]> {
  const tailBytes = Math.min(sizeBytes, endBytes + mostCommentBytes + locatorBytes);
  const tail = viewOf(await read(sizeBytes - tailBytes, tailBytes));
  let at = tail.byteLength - endBytes;
  while (at >= 0 && tail.getUint32(at, true) !== marks.end) at -= 1;
  if (at < 0) throw new RangeError('not a ZIP, or cut short');
  let count = tail.getUint16(at + 10, true);
  let length = tail.getUint32(at + 12, true);
  let start = tail.getUint32(at + 16, true);
  const locator = at - locatorBytes;
  if (locator >= 0 && tail.getUint32(locator, true) === marks.end64Locator) {
    const end = viewOf(await read(wide(tail, locator + 8), 56));
    if (end.byteLength < 56 || end.getUint32(0, true) !== marks.end64) {
      throw new RangeError('a damaged ZIP');
    }
    count = wide(end, 32);
    length = wide(end, 40);
    start = wide(end, 48);
  }
  return entriesOf(viewOf(await read(start, length)), count);
}

function entriesOf(view: DataView, count: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  // Reading beyond the end is a RangeError, too.
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== marks.entry) throw new RangeError('a damaged ZIP');
    const method = view.getUint16(at + 10, true);
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const name = textAt(view, at + 46, nameBytes);
    if (method !== 0 && method !== 8) throw new RangeError(`${name} is packed in an unknown way`);
    const [sizeBytes, packedBytes, headerAt] = wideFields(
      [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)],
      view,
      at + 46 + nameBytes,
      extraBytes,
    );
    const isDeflated = method === 8;
    const crc = view.getUint32(at + 16, true);
    entries.push({ name, isDeflated, packedBytes, sizeBytes, crc, headerAt });
    at += 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Numbers of an entry: those that need 64 bits stand in the extra field of id 1, in this order. */
function wideFields(
  numbers: readonly [number, number, number],
  view: DataView,
  extraAt: number,
  extraBytes: number,
): readonly [number, number, number] {
  if (!numbers.includes(elsewhere)) return numbers;
  let at = extraAt;
  while (at < extraAt + extraBytes && view.getUint16(at, true) !== 1) {
    at += 4 + view.getUint16(at + 2, true);
  }
  at += 4;
  const taken = numbers.map((value) => {
    if (value !== elsewhere) return value;
    at += 8;
    return wide(view, at - 8);
  });
  return taken as [number, number, number];
}

function wide(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function textAt(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Where an entry's data begins. @throws RangeError when its header is damaged. */
export async function dataStart({ headerAt, name }: ZipEntry, read: ReadBytes): Promise<number> {
  const header = viewOf(await read(headerAt, 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== marks.local) {
    throw new RangeError(`the header of ${name} is damaged`);
  }
  return headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true);
}
