import { clear, createStore, del, entries, set, type UseStore } from 'idb-keyval';
import { resolvedNumbers, resolveStyle } from '#domain/style/resolveStyle.ts';
import {
  codeOfNumbers,
  mostStyleBytes,
  parseStyleFile,
  type ReadStyle,
  type StyleFile,
  StyleFileError,
  writeStyleFile,
} from '#domain/style/styleFile.ts';
import { engine } from '../../photo/engine.ts';
import { shownRecipe } from '../../photo/recipes.ts';
import { heroSample } from '../../photo/samples.ts';
import { downloadFile } from '../../shared/download.ts';
import { safeFileName } from '../../shared/fileName.ts';
import { addresses, ownModels } from '../../shared/handles.ts';
import type { OwnStyle, StyleMessage } from '../../shared/state/stylesSlice.ts';
import { getState, patch } from '../../shared/state/store.ts';
import { thumbnailOf } from '../../shared/thumbnails.ts';
import { nameIn } from '../../text/styleName.ts';
import { setStyle } from '../settingsActions.ts';
import { loadManifest } from './manifest.ts';
import { freeName, ownStyleVersion, parseOwnStyles, type StoredStyle } from './ownStylesStored.ts';

// The user's own styles: kept in IndexedDB, read from files and written to them. Every action here answers by changing
// the store and never rejects.

/** As many fit on the wall. */
const mostStyles = 60;
/** Several styles in one file: a list of what single files hold. */
const bundleFormat = 'toonstyles';

/** Small pictures of the styles, by code. */
const thumbnails = new Map<string, Blob>();
let database: UseStore | undefined;
let lastDeleted: StoredStyle | null = null;
let drawing: Promise<void> = Promise.resolve();
/** Styles whose small picture is to be drawn. */
const queued = new Set<string>();

function store(): UseStore {
  database ??= createStore('toonroom-styles', 'styles');
  return database;
}

/** Lists what is kept. */
export async function startOwnStyles(): Promise<void> {
  try {
    for (const style of parseOwnStyles(await entries<string, unknown>(store()))) list(style);
  } catch {
    // Where storage is refused, styles last as long as the page.
  }
}

function list({ thumbnail, ownModel, ...style }: StoredStyle): void {
  const { own } = getState().styles;
  if (thumbnail) thumbnails.set(style.id, thumbnail);
  if (ownModel) ownModels.set(style.id, { id: style.id, ...ownModel });
  const thumbnailId = thumbnail && addresses.adopt(URL.createObjectURL(thumbnail));
  const others = own.filter((other) => {
    if (other.id !== style.id) return true;
    if (other.thumbnailId !== null) addresses.free(other.thumbnailId);
    return false;
  });
  const model = ownModel && { model: { sizeBytes: ownModel.file.size } };
  patch('styles', { own: [...others, { ...style, ...model, thumbnailId }] });
}

const tell = (message: StyleMessage | null): void => patch('styles', { message });

export function dismissStyleMessage(): void {
  tell(null);
}

/** Keeps the style that is asked for under a name. */
export async function saveShownStyle(name: string): Promise<void> {
  const id = shownRecipe(getState()).styleId;
  const free = freeName(name.trim(), takenNames());
  const style = { id, names: { en: free, zh: free }, author: '', licence: '' };
  const outcome = await addStyle({ ...style, savedAt: Date.now(), thumbnail: null });
  tell(outcome === 'added' ? { kind: 'saved', name: free } : { kind: outcome });
}

/** Another name for a style; an empty one is left aside. */
export async function renameStyle(id: string, name: string): Promise<void> {
  const style = getState().styles.own.find((own) => own.id === id);
  const wanted = name.trim();
  if (!style || !wanted || wanted === shownName(style)) return;
  const free = freeName(wanted, takenNames(id));
  const renamed = { ...style, names: { en: free, zh: free } };
  const own = getState().styles.own.map((other) => (other.id === id ? renamed : other));
  patch('styles', { own });
  await keep(storedOf(renamed));
}

/** Forgets a style, until {@link restoreStyle}; what was drawn in it stays. */
export async function deleteStyle(id: string): Promise<void> {
  const gone = getState().styles.own.find((own) => own.id === id);
  if (!gone) return;
  lastDeleted = storedOf(gone);
  patch('styles', { own: getState().styles.own.filter((own) => own !== gone) });
  thumbnails.delete(id);
  // A model stays with the page: drawings, steps and results may still ask for it.
  if (gone.thumbnailId !== null) addresses.free(gone.thumbnailId);
  tell({ kind: 'deleted', name: shownName(gone) });
  await del(id, store()).catch(() => undefined);
}

/** Brings the style back that was deleted last. */
export async function restoreStyle(): Promise<void> {
  if (!lastDeleted) return;
  const style = lastDeleted;
  lastDeleted = null;
  list(style);
  tell(null);
  await keep(style);
}

/** A listed style as it is stored. */
function storedOf({ thumbnailId: _shown, model: _facts, ...style }: OwnStyle): StoredStyle {
  const ownModel = ownModels.get(style.id);
  return { ...style, thumbnail: thumbnails.get(style.id) ?? null, ...(ownModel && { ownModel }) };
}

/** Forgets all of them. Rejects where storage is refused. */
export async function eraseOwnStyles(): Promise<void> {
  for (const { id } of getState().styles.own) await deleteStyle(id);
  lastDeleted = null;
  tell(null);
  await clear(store());
}

/** Bytes of what is kept; null where there is nothing. Rejects where storage is refused. */
export async function keptStyleBytes(): Promise<number | null> {
  const stored = parseOwnStyles(await entries<string, unknown>(store()));
  if (stored.length === 0) return null;
  return stored.reduce(
    (sum, { id, thumbnail, ownModel }) =>
      sum + id.length + (thumbnail?.size ?? 0) + (ownModel?.file.size ?? 0),
    0,
  );
}

/** Lists a style and, unless it is for this visit only, keeps it on this device. */
export async function addStyle(
  style: StoredStyle,
  isForGood = true,
): Promise<'added' | 'tooMany' | 'refused'> {
  if (getState().styles.own.length >= mostStyles) return 'tooMany';
  list(style);
  const isKept = !isForGood || (await keep(style));
  drawThumbnails();
  return isKept ? 'added' : 'refused';
}

async function keep({ id, ...style }: StoredStyle): Promise<boolean> {
  try {
    await set(id, { version: ownStyleVersion, ...style }, store());
    return true;
  } catch {
    return false;
  }
}

/** Draws the small pictures that are missing, one after the other; a reload may have stopped an earlier one. */
export function drawThumbnails(): void {
  const missing = getState().styles.own.filter(
    ({ thumbnailId, model }) => thumbnailId === null && !model,
  );
  for (const { id } of missing) {
    if (queued.has(id)) continue;
    queued.add(id);
    drawing = drawing.then(() => drawThumbnail(id)).finally(() => queued.delete(id));
  }
}

/** Draws the app's sample in the style: a file that is passed on shows nobody else. */
async function drawThumbnail(id: string): Promise<void> {
  try {
    const response = await fetch(heroSample.url);
    const { photoId, preview } = await engine().open(await response.blob());
    preview.close();
    try {
      let picture: ImageBitmap | undefined;
      await engine().thumbnails(photoId, {
        faceId: 0,
        styleIds: [id],
        onThumbnail: (_styleId, bitmap) => {
          picture = bitmap;
        },
      });
      if (!picture) return;
      const taken = picture;
      const thumbnail = await thumbnailOf(taken).finally(() => taken.close());
      const style = getState().styles.own.find((own) => own.id === id);
      if (!style) return;
      const drawn = { ...storedOf(style), thumbnail };
      list(drawn);
      await keep(drawn);
    } finally {
      engine().release(photoId);
    }
  } catch {
    // It keeps the picture of the style that it is mostly made of.
  }
}

/** Loads styles from files: single ones, and bundles of them. The last one is put to use. */
export async function loadStyles(files: readonly File[]): Promise<void> {
  const taken: Taken[] = [];
  for (const file of files) {
    try {
      for (const text of await stylesIn(file)) taken.push(await takeText(text, file.name));
    } catch (error) {
      taken.push(failed(error, file.name));
    }
  }
  const loaded = taken.filter(({ isNew }) => isNew).length;
  const others = taken.filter(({ isNew }) => !isNew);
  // Of several, what went wrong is told before how many went well.
  const problem = others.find(({ message }) => message.kind !== 'known');
  const last = taken.at(-1);
  if (taken.length > 1 && !problem) tell({ kind: 'loadedMany', count: loaded });
  else tell((problem ?? last)?.message ?? null);
  const lastId = taken.findLast(({ id }) => id !== undefined)?.id;
  if (lastId !== undefined) setStyle(lastId);
}

/** The texts of the styles in a file. @throws StyleFileError */
async function stylesIn(file: File): Promise<readonly string[]> {
  if (file.size > mostStyleBytes * mostStyles) throw new StyleFileError('tooLarge', 'file');
  const text = await file.text();
  const bundle = bundleOf(text);
  if (!bundle) return [text];
  if (bundle.version !== 1) throw new StyleFileError('otherVersion', String(bundle.version));
  return bundle.styles.slice(0, mostStyles).map((style) => JSON.stringify(style));
}

function bundleOf(
  text: string,
): { readonly version: unknown; readonly styles: readonly unknown[] } | undefined {
  try {
    const { format, version, styles } = JSON.parse(text) as Record<string, unknown>;
    return format === bundleFormat && Array.isArray(styles) ? { version, styles } : undefined;
  } catch {
    // What is no JSON is no style either: its reader says so.
    return undefined;
  }
}

async function takeText(text: string, fileName: string): Promise<Taken> {
  try {
    return await take(parseStyleFile(text, (await loadManifest()).model.numbers));
  } catch (error) {
    return failed(error, fileName);
  }
}

function failed(error: unknown, fileName: string): Taken {
  const message: StyleMessage =
    error instanceof StyleFileError
      ? { kind: error.fault, fileName }
      : { kind: 'problem', problem: { code: 'APP_UNREACHABLE', retryable: false } };
  return { isNew: false, message };
}

interface Taken {
  readonly id?: string;
  readonly isNew: boolean;
  readonly message: StyleMessage;
}

async function take(read: ReadStyle): Promise<Taken> {
  const id = codeOfNumbers(await loadManifest(), read);
  const known = getState().styles.own.find((own) => own.id === id);
  const shipped = getState().device.styles.find((style) => style.id === id);
  const there = known ?? shipped;
  if (there) return { id, isNew: false, message: { kind: 'known', name: shownName(there) } };
  const free = (name: string): string => freeName(name, takenNames());
  const en = free(read.names?.['en'] ?? read.name);
  const zh = free(read.names?.['zh'] ?? read.name);
  const { author, licence } = read;
  const thumbnail = pictureOf(read.thumbnail);
  const outcome = await addStyle({
    id,
    names: { en, zh },
    author,
    licence,
    savedAt: Date.now(),
    thumbnail,
  });
  if (outcome === 'tooMany') return { isNew: false, message: { kind: outcome } };
  const name = nameIn(getState().settings.language, { en, zh });
  const count = read.unknown.length + read.moved.length;
  if (outcome === 'refused') return { id, isNew: true, message: { kind: outcome } };
  return {
    id,
    isNew: true,
    message: count > 0 ? { kind: 'adapted', name, count } : { kind: 'loaded', name },
  };
}

/** Hands a style to the browser as a file. */
export async function downloadStyle(id: string): Promise<void> {
  const style = getState().styles.own.find((own) => own.id === id);
  if (!style) return;
  try {
    const text = writeStyleFile(await fileOf(style));
    downloadFile(jsonFile(text, shownName(style), '.toonstyle'));
  } catch (error) {
    tell(failed(error, '').message);
  }
}

/** All of them as one file, but for models. */
export async function downloadAllStyles(): Promise<void> {
  const numbered = getState().styles.own.filter(({ model }) => !model);
  try {
    const files = await Promise.all(numbered.map(fileOf));
    const styles = files.map((file) => JSON.parse(writeStyleFile(file)) as unknown);
    const text = JSON.stringify({ format: bundleFormat, version: 1, styles }, null, 1);
    downloadFile(jsonFile(text, 'toonroom', '.toonstyles'));
  } catch (error) {
    tell(failed(error, '').message);
  }
}

async function fileOf({ id, names, author, licence }: OwnStyle): Promise<StyleFile> {
  const manifest = await loadManifest();
  const thumbnail = thumbnails.get(id);
  return {
    name: names.en,
    names: { ...names },
    author,
    licence,
    numbers: resolvedNumbers(manifest, id),
    backdrop: resolveStyle(manifest, id).backdrop,
    ...(thumbnail && { thumbnail: await dataUrlOf(thumbnail) }),
  };
}

function jsonFile(text: string, stem: string, ending: string): File {
  return new File([text], safeFileName(stem, ending, 'style'), { type: 'application/json' });
}

async function dataUrlOf(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `data:${picture.type};base64,${btoa(text)}`;
}

/** The picture of a `data:` URL, which the page's own policy lets nobody fetch. */
function pictureOf(url: string | undefined): Blob | null {
  const [, type, base64] = /^data:([^;]+);base64,(.*)$/.exec(url ?? '') ?? [];
  if (type === undefined || base64 === undefined) return null;
  try {
    return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
  } catch {
    return null;
  }
}

const shownName = ({ names }: Pick<OwnStyle, 'names'>): string =>
  nameIn(getState().settings.language, names);

/** Names of all styles but one. */
export function takenNames(exceptId?: string): readonly string[] {
  const { device, styles } = getState();
  const others = styles.own.filter(({ id }) => id !== exceptId);
  return [...device.styles, ...others].flatMap(({ names }) => Object.values<string>(names));
}
