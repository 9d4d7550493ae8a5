import { createStore, delMany, get, getMany, keys, set, setMany, type UseStore } from 'idb-keyval';
import { keyPointCount } from '#domain/pair/keyPoints.ts';
import { verdicts } from '#domain/pair/pairFile.ts';
import { hasRoomFor } from '#app/shared/keeping.ts';
import { fieldsOf, numberIn, oneOf } from '#app/shared/storedFields.ts';
import type { KeptPicture, PairFacts, PairFiles } from './pairs.ts';

// The set of pairs in IndexedDB: the facts of a pair under one key, its pictures under another, so that the list is read
// without them.

const version = 1;
const factsKey = (id: string): string => `facts ${id}`;
const filesKey = (id: string): string => `files ${id}`;

/** How a pair's facts are stored. */
interface Stored {
  readonly version: number;
  readonly facts: PairFacts;
  /** Deleted, but it can still be brought back until another one is deleted or the page is opened again. */
  readonly isDeleted: boolean;
}

let database: UseStore | undefined;

function store(): UseStore {
  database ??= createStore('toonroom-pairs', 'pairs');
  return database;
}

/** There is no room for another pair. */
export class NoRoom extends Error {}

/** Everything that is kept, oldest first, after what was deleted is gone. Rejects where storage is refused. */
export async function readSet(): Promise<readonly PairFacts[]> {
  const factsKeys = (await keys<string>(store())).filter((key) => key.startsWith('facts '));
  const stored = (await getMany<unknown>(factsKeys, store())).map(parseStored);
  const known = stored.filter((record) => record !== null);
  await erase(known.filter(({ isDeleted }) => isDeleted).map(({ facts }) => facts.id));
  return known
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ facts }) => facts)
    .toSorted((a, b) => a.savedAt - b.savedAt);
}

/** Rejects with {@link NoRoom} where `sizeBytes` more cannot be kept, or where storage is refused. */
export async function ensureRoom(sizeBytes: number): Promise<void> {
  if (!(await hasRoomFor(sizeBytes))) throw new NoRoom();
}

/** Keeps a pair, in place of one of the same id. Rejects with {@link NoRoom}, or where storage is refused. */
export async function keepPair(facts: PairFacts, files: PairFiles): Promise<void> {
  const stored: Stored = { version, facts, isDeleted: false };
  try {
    await setMany(
      [
        [factsKey(facts.id), stored],
        [filesKey(facts.id), files],
      ],
      store(),
    );
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    throw isFull ? new NoRoom() : error;
  }
}

/** The pictures of a pair; null where they are gone. */
export async function readFiles(id: string): Promise<PairFiles | null> {
  return (await get<PairFiles>(filesKey(id), store())) ?? null;
}

/** Deletes a pair, or brings it back. */
export async function markDeleted(facts: PairFacts, isDeleted: boolean): Promise<void> {
  const stored: Stored = { version, facts, isDeleted };
  await set(factsKey(facts.id), stored, store());
}

/** Deletes pairs for good. */
export async function erase(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await delMany(
    ids.flatMap((id) => [factsKey(id), filesKey(id)]),
    store(),
  );
}

/** What makes no sense is left out. */
function parseStored(value: unknown): Stored | null {
  const stored = fieldsOf(value);
  const facts = fieldsOf(stored.get('facts'));
  const verdict = oneOf(verdicts, facts.get('verdict'));
  const savedAt = numberIn({ min: 0, max: Number.MAX_SAFE_INTEGER }, facts.get('savedAt'));
  const id = facts.get('id');
  const isPair = isPicture(facts.get('photo')) && isPicture(facts.get('cartoon'));
  if (stored.get('version') !== version || typeof id !== 'string' || !verdict || !isPair)
    return null;
  return savedAt === undefined ? null : (value as Stored);
}

function isPicture(value: unknown): value is KeptPicture {
  const points = fieldsOf(value).get('points');
  return points instanceof Float64Array && points.length === keyPointCount * 2;
}
