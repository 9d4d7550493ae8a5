import { developPhoto, failIntake } from '#app/photo/drawing.ts';
import { forgetSource } from '#app/photo/shelf.ts';
import { type HandleId, sources } from '#app/shared/handles.ts';
import type { OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { type AppState, getState, patch } from '#app/shared/state/store.ts';

// Where photos come from: from the page around the frame, or from the person. Whatever is not known to be the page's
// own is the person's.

/** The name of a photo that came without one. */
const fileName = 'photo';

/** The files that the page itself gave, by their source. */
const fromHost = new Set<HandleId>();

/** Who asked for the photo that is being opened. */
let lastIntake: 'host' | 'user' = 'user';

/** Of photos that come faster than this only the last is opened. */
const restMs = 50;

let waiting: { readonly photo: Blob; readonly timer: ReturnType<typeof setTimeout> } | null = null;

/** Opens a photo of the page; of several that come at once only the last. */
export function takeFromHost(photo: Blob): void {
  waiting = { photo, timer: waiting?.timer ?? setTimeout(openWaiting, restMs) };
}

/** Whether a photo of the page waits to be opened. */
export const isHostPhotoWaiting = (): boolean => waiting !== null;

/** Forgets the photo of the page that is not opened yet. */
export function dropHostPhoto(): void {
  clearTimeout(waiting?.timer);
  waiting = null;
}

function openWaiting(): void {
  const photo = waiting?.photo;
  waiting = null;
  if (photo) void openFromHost(photo);
}

/** Opens the first file that a person chose, dropped or pasted, or says that there was none. */
export async function takeFromUser(files: ArrayLike<File>): Promise<void> {
  const [file] = Array.from(files);
  lastIntake = 'user';
  if (file) await developPhoto({ blob: file, fileName: file.name || fileName });
  else failIntake({ code: 'NO_FILE', retryable: false });
}

/** Whether the page itself gave a photo. */
export const isFromHost = ({ sourceId }: OpenedPhoto): boolean => fromHost.has(sourceId);

/** Whether what is opened or drawn at the moment is a photo of the page. */
export function isHostsJob({ photo: { incoming, work }, job: { draw } }: AppState): boolean {
  if (incoming) return isFromHost(incoming);
  const isOpening = 'task' in draw && draw.task === 'develop' && draw.status !== 'done';
  if (isOpening || !work) return lastIntake === 'host';
  return isFromHost(work.photo);
}

async function openFromHost(blob: Blob): Promise<void> {
  const file = { blob, fileName };
  const sourceId = sources.adopt(file);
  fromHost.add(sourceId);
  lastIntake = 'host';
  const { settings } = getState();
  const opened = developPhoto(file, {}, sourceId);
  // That has put the settings back to those of the drawing before; the page may have asked for others meanwhile.
  patch('settings', settings);
  await opened;
  forgetSource(sourceId);
}
