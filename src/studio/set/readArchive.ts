import { crc32 } from '#domain/files/crc32.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { dataStart, type ReadBytes, readZip, type ZipEntry } from '#domain/files/zipReader.ts';
import {
  ManifestError,
  manifestName,
  type PairRecord,
  readManifest,
} from '#domain/pair/pairFile.ts';
import type { PairFiles } from './pairs.ts';

/** Larger than any manifest of a set that a browser can keep. */
const mostManifestBytes = 64_000_000;

/** An archive that cannot be used, or a part of it. */
export class ArchiveError extends Error {
  readonly fault: 'notZip' | 'notPairs' | 'newer' | 'damaged';
  /** What is damaged: a field of the manifest or a file. */
  readonly what: string;

  constructor(fault: ArchiveError['fault'], what = '') {
    super(`${fault} ${what}`);
    this.fault = fault;
    this.what = what;
  }
}

/** An archive of pairs: what it holds, and how to read it pair by pair. */
export interface Archive {
  readonly records: readonly PairRecord[];
  /** The pictures of a pair, checked. Rejects with an {@link ArchiveError}. */
  readonly filesOf: (record: PairRecord) => Promise<PairFiles>;
}

/** Opens an archive that {@link writeArchive} or another program has written. Rejects with an {@link ArchiveError}. */
export async function openArchive(file: Blob): Promise<Archive> {
  const read: ReadBytes = async (start, length) =>
    new Uint8Array(await file.slice(start, start + length).arrayBuffer());
  const entries = await readZip(file.size, read).catch(() => {
    throw new ArchiveError('notZip');
  });
  const byName = new Map(entries.map((entry) => [entry.name, entry]));

  async function bytesOf(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const entry = byName.get(name);
    if (!entry) throw new ArchiveError('damaged', name);
    return await unpack(file, entry, read).catch(() => {
      throw new ArchiveError('damaged', name);
    });
  }

  async function pictureOf(name: string, size: { width: number; height: number }): Promise<Blob> {
    const bytes = await bytesOf(name);
    if (!hasSize(bytes, size)) throw new ArchiveError('damaged', name);
    return new Blob([bytes], { type: 'image/png' });
  }

  const manifest = byName.get(manifestName);
  if (!manifest || manifest.sizeBytes > mostManifestBytes) throw new ArchiveError('notPairs');
  return {
    records: recordsOf(new TextDecoder().decode(await bytesOf(manifestName))),
    filesOf: async ({ photo, cartoon, aligned }) => ({
      photo: await pictureOf(photo.file, photo),
      cartoon: await pictureOf(cartoon.file, cartoon),
      aligned: aligned === null ? null : await pictureOf(aligned, photo),
    }),
  };
}

function recordsOf(json: string): readonly PairRecord[] {
  try {
    return readManifest(json);
  } catch (error) {
    if (error instanceof ManifestError) throw new ArchiveError(error.fault, error.field);
    throw error;
  }
}

async function unpack(
  file: Blob,
  entry: ZipEntry,
  read: ReadBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const start = await dataStart(entry, read);
  const packed = file.slice(start, start + entry.packedBytes);
  const stream = entry.isDeflated
    ? packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))
    : packed.stream();
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  if (crc32(bytes) !== entry.crc) throw new RangeError(`${entry.name} is damaged`);
  return bytes;
}

function hasSize(bytes: Uint8Array, { width, height }: { width: number; height: number }): boolean {
  try {
    const header = readImageHeader(bytes);
    return header.format === 'png' && header.width === width && header.height === height;
  } catch {
    return false;
  }
}
