import type { BatchItem } from '../shared/state/batchSlice.ts';

// What can be said about a batch without touching a file.

/** So many of the last photos tell how long the next ones take. */
const durationsKept = 8;

/** A photo that has just joined the batch. */
export function newItem(id: string, fileName: string): BatchItem {
  return {
    id,
    fileName,
    status: 'waiting',
    problem: null,
    styleId: null,
    drawn: null,
    isSaved: false,
    thumbnailId: null,
    isLocked: false,
    isUnkept: false,
  };
}

/** The photo whose turn it is. */
export function nextItem(items: readonly BatchItem[]): BatchItem | undefined {
  return items.find(({ status, isLocked }) => status === 'waiting' && !isLocked);
}

/** How many photos of the batch are where. */
export interface Tally {
  readonly total: number;
  /** Those whose turn will come; not the locked ones. */
  readonly waiting: number;
  readonly running: number;
  readonly done: number;
  /** Failed or cancelled. */
  readonly missed: number;
}

export function tally(items: readonly BatchItem[]): Tally {
  const count = (holds: (item: BatchItem) => boolean): number => items.filter(holds).length;
  return {
    total: items.length,
    waiting: count(({ status, isLocked }) => status === 'waiting' && !isLocked),
    running: count(({ status }) => status === 'running'),
    done: count(({ status }) => status === 'done'),
    missed: count(({ status }) => status === 'failed' || status === 'cancelled'),
  };
}

/** 0..1: how much of the batch is settled; `fraction` is that of the running photo. */
export function batchFraction({ total, running, done, missed }: Tally, fraction: number): number {
  return total === 0 ? 0 : (done + missed + running * fraction) / total;
}

/** The durations with a further one, as many as are worth keeping. */
export function withDuration(durationsMs: readonly number[], durationMs: number): number[] {
  return [...durationsMs, durationMs].slice(-durationsKept);
}

/**
 * How long the rest takes if it goes on like the last photos; null before one was drawn. `fraction` is
 * that of the running photo.
 */
export function remainingMs(
  { waiting, running }: Tally,
  fraction: number,
  durationsMs: readonly number[],
): number | null {
  if (durationsMs.length === 0) return null;
  const mean = durationsMs.reduce((sum, durationMs) => sum + durationMs, 0) / durationsMs.length;
  return mean * (waiting + running * (1 - fraction));
}

/** The items with one of them at another place; `index` is clamped to the list. */
export function moveItem(
  items: readonly BatchItem[],
  id: string,
  index: number,
): readonly BatchItem[] {
  const moved = items.find((item) => item.id === id);
  if (!moved) return items;
  const others = items.filter((item) => item !== moved);
  return others.toSpliced(Math.max(0, index), 0, moved);
}

/** `photo.anime.webp`, then `photo.anime-2.webp`, `photo.anime-3.webp` and so on. */
export function* numberedNames(name: string): Generator<string, never> {
  yield name;
  const dot = name.lastIndexOf('.');
  for (let number = 2; ; number += 1) yield `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
}

/** The same names, numbered where two would be one file; some file systems know no upper case. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    for (const candidate of numberedNames(name)) {
      const key = candidate.normalize().toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return candidate;
    }
    return name;
  });
}
