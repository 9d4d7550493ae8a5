import { createStore, delMany, entries, get, keys, set, type UseStore } from 'idb-keyval';
import { hasRoomFor, holdForLife } from '../shared/keeping.ts';
import { parseResult, type StoredResult, visitVersion } from './stored.ts';

// What a reload brings back: this tab's photos, their drawings and thumbnails. A tab holds a Web Lock while it is
// open. A visit without a lock belongs to a closed tab; the next page erases it.

const databaseName = 'toonroom-visit';
const sessionKey = 'toonroom-visit';

let database: UseStore | undefined;

function store(): UseStore {
  database ??= createStore(databaseName, 'files');
  return database;
}

const lockName = (visit: string): string => `${databaseName} ${visit}`;
const resultKey = (visit: string, id: number): string => `${visit} result ${id}`;
const photoKey = (visit: string, sourceId: number): string => `${visit} photo ${sourceId}`;
const visitOf = (key: string): string => key.split(' ', 1)[0]!;

/** What an earlier page of this tab has left. */
export interface KeptVisit {
  /** In the order in which they were first drawn. */
  readonly results: readonly StoredResult[];
  readonly photos: ReadonlyMap<number, Blob>;
}

/** This tab's place in the storage. */
export interface Visit {
  readonly left: KeptVisit;
  /** Keeps a result. Whether it is kept. */
  readonly keepResult: (result: Omit<StoredResult, 'version'>) => Promise<boolean>;
  /** Keeps a photo. Whether it is kept. */
  readonly keepPhoto: (sourceId: number, photo: Blob) => Promise<boolean>;
  /** Whether a photo is still kept. */
  readonly hasPhoto: (sourceId: number) => Promise<boolean>;
  /** Forgets all other results and photos of this tab. */
  readonly forgetBut: (resultIds: readonly number[], sourceIds: readonly number[]) => Promise<void>;
}

/**
 * Opens this tab's visit and erases those of closed tabs; with `adopts`, the newest of those goes on here instead.
 * Null where the browser keeps nothing.
 */
export async function openVisit(adopts: boolean): Promise<Visit | null> {
  try {
    const own = sessionStorage.getItem(sessionKey);
    let visit = own !== null && (await holdForLife(lockName(own))) ? own : null;
    const closed = await closedVisits(visit);
    if (visit === null && adopts) visit = await firstHeld(await newestFirst(closed));
    visit ??= await freshVisit();
    sessionStorage.setItem(sessionKey, visit);
    await erase(closed.filter((other) => other !== visit));
    return { left: await read(visit), ...writersOf(visit) };
  } catch {
    // Private windows and full disks refuse: the visit then lasts as long as the page.
    return null;
  }
}

/** Bytes of what open tabs keep; null where that is nothing. Rejects where storage is refused. */
export async function keptVisitBytes(): Promise<number | null> {
  const kept = await entries<string, unknown>(store());
  if (kept.length === 0) return null;
  return kept.reduce((total, [, value]) => total + bytesOf(value), 0);
}

/** Forgets what all tabs have kept. Rejects where storage is refused. */
export async function eraseVisits(): Promise<void> {
  await delMany(await keys<string>(store()), store());
}

function writersOf(visit: string): Omit<Visit, 'left'> {
  return {
    keepResult: (result) => keep(resultKey(visit, result.id), { ...result, version: visitVersion }),
    keepPhoto: (sourceId, photo) => keep(photoKey(visit, sourceId), photo),
    async hasPhoto(sourceId) {
      try {
        return (await get(photoKey(visit, sourceId), store())) !== undefined;
      } catch {
        return false;
      }
    },
    async forgetBut(resultIds, sourceIds) {
      const wanted = new Set([
        ...resultIds.map((id) => resultKey(visit, id)),
        ...sourceIds.map((id) => photoKey(visit, id)),
      ]);
      try {
        const kept = await keys<string>(store());
        const gone = kept.filter((key) => visitOf(key) === visit && !wanted.has(key));
        if (gone.length > 0) await delMany(gone, store());
      } catch {
        // Erased with the visit.
      }
    },
  };
}

async function keep(key: string, value: StoredResult | Blob): Promise<boolean> {
  try {
    if (!(await hasRoomFor(bytesOf(value)))) return false;
    await set(key, value, store());
    return true;
  } catch {
    return false;
  }
}

async function read(visit: string): Promise<KeptVisit> {
  const results: StoredResult[] = [];
  const photos = new Map<number, Blob>();
  for (const [key, value] of await entries<string, unknown>(store())) {
    if (visitOf(key) !== visit) continue;
    const result = parseResult(value);
    if (result) results.push(result);
    else if (value instanceof Blob) photos.set(Number(key.split(' ')[2]), value);
  }
  return {
    results: results.filter(({ sourceId }) => photos.has(sourceId)).toSorted((a, b) => a.id - b.id),
    photos,
  };
}

async function freshVisit(): Promise<string> {
  const visit = crypto.randomUUID();
  await holdForLife(lockName(visit));
  return visit;
}

/** Visits in the storage that no tab holds any more. */
async function closedVisits(own: string | null): Promise<readonly string[]> {
  const { held = [] } = await navigator.locks.query();
  const open = new Set(held.map(({ name }) => name));
  const all = new Set((await keys<string>(store())).map(visitOf));
  return [...all].filter((visit) => visit !== own && !open.has(lockName(visit)));
}

async function newestFirst(visits: readonly string[]): Promise<readonly string[]> {
  const shownAt = new Map<string, number>();
  for (const [key, value] of await entries<string, unknown>(store())) {
    const visit = visitOf(key);
    const time = parseResult(value)?.shownAt ?? 0;
    if (visits.includes(visit)) shownAt.set(visit, Math.max(time, shownAt.get(visit) ?? 0));
  }
  return visits.toSorted((a, b) => (shownAt.get(b) ?? 0) - (shownAt.get(a) ?? 0));
}

async function firstHeld(visits: readonly string[]): Promise<string | null> {
  for (const visit of visits) if (await holdForLife(lockName(visit))) return visit;
  return null;
}

async function erase(visits: readonly string[]): Promise<void> {
  if (visits.length === 0) return;
  const kept = await keys<string>(store());
  await delMany(
    kept.filter((key) => visits.includes(visitOf(key))),
    store(),
  );
}

function bytesOf(value: unknown): number {
  if (value instanceof Blob) return value.size;
  const result = parseResult(value);
  if (!result) return 0;
  return result.picture.size + result.thumbnail.size + (result.backdrop?.size ?? 0);
}
