import { jpegWithDpi, pngWithDpi } from '#domain/files/density.ts';
import { printDpi } from '#domain/frame/paper.ts';
import type { Exported } from '../../photo/exporting.ts';
import { sceneFile } from '../../photo/frames/sceneFile.ts';
import { leaveDialog, runInDialog } from '../dialogExport.ts';
import { downloadFile } from '../../shared/download.ts';
import { safeFileName, stemOf } from '../../shared/fileName.ts';
import { getState, patch } from '../../shared/state/store.ts';
import { frameTexts } from '../../text/edit/frame.ts';
import { offerFile, putInClipboard } from '../handOver.ts';
import { type FrameFormat, maker, makerScene } from './maker.ts';
import { filePictures } from './pictures.ts';
import { printPicture } from './printing.ts';

// Frames that leave the page. Every action here answers by changing the store and never rejects.

/** A file that took longer than the press of the button counts; the next press shares it at once. */
let shareable: { readonly key: string; readonly file: File } | null = null;

/** After the dialog was closed. */
export function leaveFrames(): void {
  leaveDialog();
  shareable = null;
}

/** Saves the frame as a file. */
async function saveFrame(): Promise<void> {
  await runInDialog('save', async (exported) => {
    const file = await frameFile(exported, maker.getState().format);
    exported.signal.throwIfAborted();
    downloadFile(file);
    return 'done';
  });
}

/** Puts the frame into the clipboard, as PNG. */
async function copyFrame(): Promise<void> {
  await runInDialog('copy', async (exported) => {
    await putInClipboard(frameFile(exported, 'png'));
    return 'done';
  });
}

/** Offers the frame to other apps. */
async function shareFrame(): Promise<void> {
  await runInDialog('share', async (exported) => {
    const { frame, print, format } = maker.getState();
    const key = JSON.stringify([exported.work.drawing.bitmapId, frame, print, format]);
    const made = shareable?.key === key ? shareable.file : null;
    const file = made ?? (await frameFile(exported, format));
    exported.signal.throwIfAborted();
    shareable = { key, file };
    const isPressed = navigator.userActivation?.isActive ?? true;
    return isPressed ? await offerFile(file, made ? 'refused' : 'done') : 'done';
  });
}

/** Prints the frame through the browser; without a paper on A4. */
async function printFrame(): Promise<void> {
  await runInDialog('save', async (exported) => {
    const { frame, print } = maker.getState();
    const paper = print ?? ({ paper: 'a4', fit: 'fit', hasMargin: true } as const);
    const { page } = makerScene(exported.work, { frame, print: paper });
    const file = await frameFile(exported, 'png', paper);
    exported.signal.throwIfAborted();
    await printPicture(file, page!);
    return 'idle';
  });
}

async function frameFile(
  { work, signal }: Exported,
  format: FrameFormat,
  print = maker.getState().print,
): Promise<File> {
  const { frame } = maker.getState();
  const scene = makerScene(work, { frame, print });
  const pictures = await filePictures(work, scene, signal, (saveHeadway) =>
    patch('job', { saveHeadway }),
  );
  try {
    const { pictureOf } = pictures;
    const blob = await sceneFile({ scene, frame, photo: work.photo, pictureOf }, format);
    const whole = scene.page ? await withDensity(blob, format) : blob;
    return new File([whole], nameOf(work.photo.fileName, format), { type: blob.type });
  } finally {
    pictures.close();
  }
}

async function withDensity(blob: Blob, format: FrameFormat): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return format === 'png' ? pngWithDpi(bytes, printDpi) : jpegWithDpi(bytes, printDpi);
}

function nameOf(photoName: string, format: FrameFormat): string {
  const { frame, print } = maker.getState();
  const text = frameTexts[getState().settings.language];
  const isPortraits = print?.paper === 'passport';
  const name = isPortraits ? text.paperNames.passport : text.kindNames[frame.kind];
  const extension = format === 'png' ? 'png' : 'jpg';
  const what = name.replaceAll(/[\\/:?*|"<>]/g, ' ');
  return safeFileName(stemOf(photoName), `-${what}.${extension}`, 'portrait');
}

export const waysOut = ['save', 'copy', 'share', 'print'] as const;
export type WayOut = (typeof waysOut)[number];

/** What the button of each way out does. */
export const handOverFrame: Readonly<Record<WayOut, () => Promise<void>>> = {
  save: saveFrame,
  copy: copyFrame,
  share: shareFrame,
  print: printFrame,
};
