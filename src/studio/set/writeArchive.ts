import { makeZip } from 'client-zip';
import { manifestName, type PairRecord, writeManifest } from '#domain/pair/pairFile.ts';
import type { PairFacts, PairFiles } from './pairs.ts';

interface WriteOptions {
  readonly readFiles: (id: string) => Promise<PairFiles | null>;
  readonly signal: AbortSignal;
  /** Is told after each pair how many are written. */
  readonly onPair: (done: number) => void;
}

/**
 * A ZIP of pairs, in the format of `training/toonroom_training/data/pairs.py`. Pictures are read one pair at a time, as the
 * stream is read, so that memory does not grow with the set.
 */
export function writeArchive(
  pairs: readonly PairFacts[],
  options: WriteOptions,
): ReadableStream<Uint8Array> {
  return makeZip(entriesOf(pairs, options));
}

async function* entriesOf(
  pairs: readonly PairFacts[],
  { readFiles, signal, onPair }: WriteOptions,
): AsyncGenerator<{ name: string; input: string | Blob; lastModified: Date }> {
  const lastModified = new Date();
  const records = pairs.map(recordOf);
  yield { name: manifestName, input: writeManifest(records), lastModified };
  for (const [index, { id, photo, cartoon, aligned }] of records.entries()) {
    signal.throwIfAborted();
    const files = await readFiles(id);
    if (!files) throw new RangeError(`the pictures of ${id} are gone`);
    yield { name: photo.file, input: files.photo, lastModified };
    yield { name: cartoon.file, input: files.cartoon, lastModified };
    if (aligned !== null && files.aligned) {
      yield { name: aligned, input: files.aligned, lastModified };
    }
    onPair(index + 1);
  }
}

function recordOf(
  { id, name, verdict, comment, photo, cartoon, isAligned }: PairFacts,
  index: number,
): PairRecord {
  const folder = String(index + 1).padStart(4, '0');
  return {
    id,
    name,
    verdict,
    comment,
    photo: { ...photo, file: `${folder}/photo.png` },
    cartoon: { ...cartoon, file: `${folder}/cartoon.png` },
    aligned: isAligned ? `${folder}/aligned.png` : null,
  };
}
