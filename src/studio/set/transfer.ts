import { isAbort } from '#domain/job/errors.ts';
import { downloadFile } from '#app/shared/download.ts';
import { getStudio, patchStudio } from '../table/store.ts';
import { list, takeOver } from './actions.ts';
import { ensureRoom, NoRoom, readFiles } from './keep.ts';
import type { PairFacts } from './pairs.ts';
import { ArchiveError, openArchive } from './readArchive.ts';
import { writeArchive } from './writeArchive.ts';

// The set as a file. Every action here answers by changing the store and never rejects.

const fileName = 'toonroom-pairs.zip';

/** What is taken over is listed this often: a list of hundreds is not drawn anew for every pair. */
const listMs = 500;

let moving: AbortController | undefined;

/** Stops the export or the import; what was taken over before stays. */
export function cancelTransfer(): void {
  moving?.abort();
}

/**
 * Writes all pairs into a ZIP: into a file that is chosen first, where the browser has such a thing, so that the archive is
 * never held; else as a download.
 */
export async function exportSet(): Promise<void> {
  const pairs = getStudio().pairs ?? [];
  if (pairs.length === 0 || getStudio().transfer) return;
  await transfer('export', pairs.length, async (signal) => {
    const target = await window.showSaveFilePicker?.({ suggestedName: fileName });
    const zip = writeArchive(pairs, { readFiles, signal, onPair: count });
    if (target) await zip.pipeTo(await target.createWritable(), { signal });
    else {
      const archive = await new Response(zip).blob();
      signal.throwIfAborted();
      downloadFile(new File([archive], fileName, { type: 'application/zip' }));
    }
    patchStudio({ note: { kind: 'exported', count: pairs.length } });
  });
}

/** Takes over the pairs of a ZIP; those that are kept already stay as they are. */
export async function importSet(file: File): Promise<void> {
  if (getStudio().transfer) return;
  const taken: PairFacts[] = [];
  let listed = 0;
  const listTaken = (): void => {
    list(...taken.slice(listed));
    listed = taken.length;
  };
  await transfer(
    'import',
    0,
    async (signal) => {
      const { records, filesOf } = await openArchive(file);
      await ensureRoom(file.size);
      const kept = new Set(getStudio().pairs?.map(({ id }) => id));
      patchStudio({ transfer: { way: 'import', done: 0, total: records.length } });
      let listedMs = performance.now();
      try {
        for (const [index, record] of records.entries()) {
          signal.throwIfAborted();
          if (!kept.has(record.id)) {
            taken.push(await takeOver(record, await filesOf(record)));
            kept.add(record.id);
          }
          count(index + 1);
          if (performance.now() - listedMs < listMs) continue;
          listTaken();
          listedMs = performance.now();
        }
      } finally {
        listTaken();
      }
      const known = records.length - taken.length;
      patchStudio({ note: { kind: 'imported', taken: taken.length, known } });
    },
    () => taken.length,
  );
}

async function transfer(
  way: 'export' | 'import',
  total: number,
  work: (signal: AbortSignal) => Promise<void>,
  takenSoFar: () => number = () => 0,
): Promise<void> {
  moving = new AbortController();
  patchStudio({ transfer: { way, done: 0, total }, problem: null, note: null });
  try {
    await work(moving.signal);
  } catch (error) {
    // Closing the browser's dialog is an abort, too.
    if (isAbort(error)) return;
    const { fault, what } = error instanceof ArchiveError ? error : { fault: null, what: '' };
    if (fault) patchStudio({ problem: { kind: 'archive', fault, what, taken: takenSoFar() } });
    else if (error instanceof NoRoom) patchStudio({ problem: { kind: 'noRoom' } });
    else patchStudio({ problem: { kind: way === 'export' ? 'exportFailed' : 'notKept' } });
  } finally {
    moving = undefined;
    patchStudio({ transfer: null });
  }
}

function count(done: number): void {
  const { transfer: current } = getStudio();
  if (current) patchStudio({ transfer: { ...current, done } });
}
