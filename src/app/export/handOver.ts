import { isAbort } from '#domain/job/errors.ts';
import type { SaveTask } from '../shared/state/jobSlice.ts';
import { PageError } from '../shared/pageError.ts';
import { exportPhoto, failSave, savePhoto } from '../photo/exporting.ts';
import { settingsHash } from '../settings/settingsLink.ts';
import type { OutputFormat } from '../shared/state/settingsSlice.ts';
import { getState, patch, watch } from '../shared/state/store.ts';

// The drawing for the clipboard and for other apps, and a link to its settings. Every action here answers by changing the store and never rejects.

/** Whether this browser takes pictures into the clipboard. */
export function canCopy(): boolean {
  return typeof ClipboardItem === 'function' && navigator.clipboard?.write !== undefined;
}

/** Whether this browser takes words into the clipboard; on an insecure address none does. */
export function canCopyText(): boolean {
  return navigator.clipboard?.writeText !== undefined;
}

/** Whether this browser hands files of this format to other apps. */
export function canShare(format: OutputFormat): boolean {
  const file = new File(['?'], `drawing.${format}`, { type: `image/${format}` });
  return navigator.canShare?.({ files: [file] }) ?? false;
}

/** Draws the photo at its own size into the clipboard, as PNG: the one format that all of them take. */
async function copyPhoto(): Promise<void> {
  await exportPhoto('copy', 'png', async (file) => {
    await putInClipboard(file);
    return 'done';
  });
}

/** Puts a PNG into the clipboard as soon as it is there. */
export async function putInClipboard(file: Promise<Blob>): Promise<void> {
  let failure: unknown;
  file.catch((error: unknown) => {
    failure = error;
  });
  try {
    // The promise goes in at once: later, Safari would no longer count it to the press of the button.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': file })]);
  } catch (error) {
    throw failure ?? new PageError('COPY_REFUSED', { cause: error });
  }
}

/** A drawing that took longer than the press of the button counts; the next press shares it at once. */
let shareable: File | null = null;

watch(
  ({ job }) => job.save,
  (save) => {
    if (!('task' in save && save.task === 'share')) shareable = null;
  },
);

/** Draws the photo at its own size and offers it to other apps. */
async function sharePhoto(): Promise<void> {
  if (!shareable) {
    await exportPhoto('share', getState().settings.format, async (file) => {
      shareable = await file;
      const isPressed = navigator.userActivation?.isActive ?? true;
      return isPressed ? await offerFile(shareable, 'done') : 'done';
    });
    return;
  }
  try {
    await offerFile(shareable, 'refused');
    patch('job', { save: { status: 'idle' } });
  } catch (error) {
    failSave('share', error);
  }
}

/** Resolves to `ifLate` where the browser finds that the press of the button is too long ago. */
export async function offerFile(file: File, ifLate: 'done' | 'refused'): Promise<'done' | 'idle'> {
  try {
    await navigator.share({ files: [file] });
    return 'idle';
  } catch (error) {
    if (isAbort(error)) return 'idle';
    const isLate = error instanceof DOMException && error.name === 'NotAllowedError';
    if (isLate && ifLate === 'done') return 'done';
    throw new PageError('SHARE_REFUSED', { cause: error });
  }
}

/** Puts the page's address with the settings into the clipboard. */
async function copyLink(): Promise<void> {
  const { job, settings } = getState();
  if (job.save.status === 'running') return;
  try {
    const { origin, pathname } = location;
    const recipe = linkedRecipe();
    const link = recipe.then((words) => `${origin}${pathname}${settingsHash(settings)}${words}`);
    if (canCopy()) {
      // The promise goes in at once: later, Safari would no longer count it to the press of the button.
      const type = 'text/plain';
      const words = link.then((text) => new Blob([text], { type }));
      await navigator.clipboard.write([new ClipboardItem({ [type]: words })]);
    } else await navigator.clipboard.writeText(await link);
    patch('job', { save: { status: 'done', task: 'link' } });
  } catch (error) {
    failSave('link', new PageError('COPY_REFUSED', { cause: error }));
  }
}

async function linkedRecipe(): Promise<string> {
  const recipes = await import('./recipes/recipes.ts');
  return await recipes.linkedRecipe();
}

/** Draws the photo in every style. */
async function saveAllStyles(task: 'archive' | 'sheet'): Promise<void> {
  try {
    const { saveArchive, saveSheet } = await import('./allStyles.ts');
    await (task === 'archive' ? saveArchive() : saveSheet());
  } catch (error) {
    // Neither rejects: only the fetch can have failed.
    failSave(task, new PageError('APP_UNREACHABLE', { cause: error }));
  }
}

/** What the button of each way out of the page does. */
export const handOver: Readonly<Record<SaveTask, () => Promise<void>>> = {
  save: savePhoto,
  copy: copyPhoto,
  share: sharePhoto,
  archive: () => saveAllStyles('archive'),
  sheet: () => saveAllStyles('sheet'),
  link: copyLink,
};
