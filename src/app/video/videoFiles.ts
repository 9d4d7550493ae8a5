// Where drawn videos are written to: files of the origin's private storage, so that memory stays flat.

const folderName = 'videos';
/** Every page has files of its own; its lock tells that it is still there. */
const pageId = crypto.randomUUID();
const lockName = (id: string): string => `toonroom-video-${id}`;

let holding: Promise<void> | null = null;
let created = 0;

/** A new, empty file; undefined where the browser has no private storage, such as in a private window. */
export async function createVideoFile(): Promise<FileSystemFileHandle | undefined> {
  try {
    const folder = await folderOf();
    holding ??= holdLock();
    await holding;
    created += 1;
    return await folder.getFileHandle(`${pageId} ${created}`, { create: true });
  } catch {
    return undefined;
  }
}

/** Deletes what pages have left that are gone. */
export async function sweepVideoFiles(): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    await sweep(await root.getDirectoryHandle(folderName));
  } catch {
    // There is no private storage, or nothing of a video in it.
  }
}

/** Deletes a file that nothing shows any more. */
export async function deleteVideoFile(file: FileSystemFileHandle | undefined): Promise<void> {
  // What cannot be deleted now is deleted by the first page that opens after this one is gone.
  if (file) await (await folderOf()).removeEntry(file.name).catch(() => undefined);
}

/** Deletes every drawn video, those of other pages too. */
export async function deleteAllVideoFiles(): Promise<void> {
  const root = await navigator.storage?.getDirectory?.().catch(() => undefined);
  await root?.removeEntry(folderName, { recursive: true }).catch(() => undefined);
}

/** Bytes of all drawn videos. */
export async function keptVideoBytes(): Promise<number> {
  let bytes = 0;
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(folderName);
    for await (const file of folder.values()) {
      if (file instanceof FileSystemFileHandle) bytes += (await file.getFile()).size;
    }
  } catch {
    // There are none.
  }
  return bytes;
}

async function folderOf(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return await root.getDirectoryHandle(folderName, { create: true });
}

async function sweep(folder: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map(({ name }) => name));
  for await (const name of folder.keys()) {
    const [id] = name.split(' ');
    if (!alive.has(lockName(id!))) await folder.removeEntry(name).catch(() => undefined);
  }
}

function holdLock(): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lockName(pageId), () => {
        resolve();
        return new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
}
