import type { OwnModel } from '#sdk/index.ts';

/** Names a value of the registry in the store, where the value itself must not be. */
export type HandleId = number;

interface Registry<Value> {
  /** Takes ownership of `value`: nobody else may free it. */
  adopt(value: Value): HandleId;
  /** The value, or undefined once it has been freed. The caller must not free or keep it. */
  get(id: HandleId): Value | undefined;
  /** Frees the value; does nothing when it is gone already. */
  free(id: HandleId): void;
}

/** A registry that owns values which the garbage collector does not free in time. */
export function createRegistry<Value>(dispose: (value: Value) => void): Registry<Value> {
  const values = new Map<HandleId, Value>();
  let lastId = 0;
  return {
    adopt(value) {
      lastId += 1;
      values.set(lastId, value);
      return lastId;
    },
    get: (id) => values.get(id),
    free(id) {
      const value = values.get(id);
      if (value === undefined) return;
      values.delete(id);
      dispose(value);
    },
  };
}

/** Every bitmap the page shows; `shelf.ts`, `results.ts`, `styleWall.ts` and `closeUps.ts` adopt and free them. */
export const bitmaps = createRegistry<ImageBitmap>((bitmap) => bitmap.close());

/** A photo as it arrived, kept so that it can be opened again. */
export interface IncomingFile {
  readonly blob: Blob;
  readonly fileName: string;
}

/** The files of photos that are shown, unfinished or have a result; `shelf.ts` frees them. */
export const sources = createRegistry<IncomingFile>(() => undefined);

/**
 * Pictures to put behind people, by ids that no other page has. None is freed: results and steps may ask for it again.
 */
export const backdrops = new Map<string, Blob>();

/** The models of the user's own, by the id that names them as styles. */
export const ownModels = new Map<string, OwnModel>();

/** Addresses of pictures; the part that adopts one frees it. */
export const addresses = createRegistry<string>((address) => URL.revokeObjectURL(address));
