import { isPicture } from './fileKinds.ts';

/** Something of a drop that may turn out to be a folder: as the browser gives it, the newer way first. */
export type DroppedEntry =
  | { readonly handle: FileSystemHandle }
  | { readonly entry: FileSystemEntry };

/** What is to be looked through before it is known what to make of it. */
export interface Delivery {
  readonly files: readonly File[];
  /** What the same files were dropped as; null for one that the browser does not tell. */
  readonly entries: readonly (DroppedEntry | null)[];
}

/** Where the bytes of a photo are: a handle outlives the page and takes no room, but has to be asked. */
export type FileOrHandle = Blob | FileSystemFileHandle;

/** A file of a drop, a paste or a file field. */
export interface FoundFile {
  readonly file: File;
  /** Whether it is a picture or a video that can be drawn, as its name, its type or else its first bytes tell. */
  readonly isPicture: boolean;
  /** Where the browser gives one. */
  readonly handle?: FileSystemFileHandle;
}

/** Names as a person sorts them: 2 before 10. */
const naturally = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** A file with the answer to {@link isPicture}. */
async function foundFile(file: File, handle?: FileSystemFileHandle): Promise<FoundFile> {
  const found = { file, isPicture: await isPicture(file) };
  return handle ? { ...found, handle } : found;
}

/**
 * Every file of a delivery, those of its folders too: folder by folder in natural order, without hidden
 * ones, and no further than `enough` pictures. Never rejects: what cannot be read is not there.
 */
export async function filesOf(
  { files, entries }: Delivery,
  enough: number,
): Promise<readonly FoundFile[]> {
  const roots = entries.filter((entry) => entry !== null);
  const hasFolder = roots.some(isFolder);
  // A paste has files of its own making, which are no entries.
  if (roots.length < files.length && !hasFolder) {
    const shown = files
      .filter((file) => !/(^|\/)\./.test(pathOf(file)))
      .toSorted((a, b) => naturally.compare(pathOf(a), pathOf(b)));
    return await Promise.all(shown.map((file) => foundFile(file)));
  }
  const found: FoundFile[] = [];
  for (const root of roots.toSorted(byName)) await walk(root, found, enough).catch(() => undefined);
  return found;
}

/** Where a file lies in the folder that was chosen. */
function pathOf({ webkitRelativePath, name }: File): string {
  return webkitRelativePath || name;
}

function byName(a: DroppedEntry, b: DroppedEntry): number {
  return naturally.compare(rootOf(a).name, rootOf(b).name);
}

function rootOf(found: DroppedEntry): FileSystemHandle | FileSystemEntry {
  return 'handle' in found ? found.handle : found.entry;
}

function isFolder(found: DroppedEntry): boolean {
  return 'handle' in found ? found.handle.kind === 'directory' : found.entry.isDirectory;
}

async function walk(found: DroppedEntry, files: FoundFile[], enough: number): Promise<void> {
  const root = rootOf(found);
  if (root.name.startsWith('.')) return;
  if (files.filter((file) => file.isPicture).length >= enough) return;
  if (isFolder(found)) {
    const children = await childrenOf(found);
    for (const child of children.toSorted(byName)) {
      await walk(child, files, enough).catch(() => undefined);
    }
  } else {
    files.push(await fileOf(found));
  }
}

async function childrenOf(found: DroppedEntry): Promise<DroppedEntry[]> {
  const children: DroppedEntry[] = [];
  if ('handle' in found) {
    for await (const handle of (found.handle as FileSystemDirectoryHandle).values()) {
      children.push({ handle });
    }
    return children;
  }
  const reader = (found.entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // It gives a hundred at a time, and none when it is through.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some.map((entry) => ({ entry })));
  }
}

async function fileOf(found: DroppedEntry): Promise<FoundFile> {
  if ('handle' in found) {
    const handle = found.handle as FileSystemFileHandle;
    return await foundFile(await handle.getFile(), handle);
  }
  const entry = found.entry as FileSystemFileEntry;
  return await foundFile(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
}
