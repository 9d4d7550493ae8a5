// What the parts that keep something in IndexedDB have in common.

/** The browser may have room for so much of what it offers; the rest is for the networks and the app. */
const largestShare = 0.5;
/** After a reload the page before is gone by then; later on, another page holds the lock. */
const lockPatienceMs = 1500;

/** Whether `sizeBytes` more may be kept. Rejects where storage is refused. */
export async function hasRoomFor(sizeBytes: number): Promise<boolean> {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return usage + sizeBytes <= quota * largestShare;
}

/** Holds a Web Lock for the life of the page; false where another page has it or there are no locks. */
export function holdForLife(lockName: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (!('locks' in navigator)) {
      resolve(false);
      return;
    }
    const options = { signal: AbortSignal.timeout(lockPatienceMs) };
    navigator.locks
      .request(lockName, options, () => {
        resolve(true);
        return new Promise<never>(() => undefined);
      })
      .catch(() => resolve(false));
  });
}
