import { makeZip } from 'client-zip';
import type { Avatar } from '#domain/finish/avatar.ts';
import type { Sticker } from '#domain/finish/sticker.ts';
import { type ExpressionName, withExpression } from '#domain/edit/expressions.ts';
import { faceRecipe } from '#domain/job/recipe.ts';
import type { FaceSummary, Recipe } from '#sdk/index.ts';
import { uniqueNames } from '../../batch/batchQueue.ts';
import { downloadFile } from '../../shared/download.ts';
import { safeFileName, stemOf } from '../../shared/fileName.ts';
import { joinPhases } from '../../shared/phases.ts';
import type { Headway } from '../../shared/state/jobSlice.ts';
import { getState, patch } from '../../shared/state/store.ts';
import { styleName } from '../../text/styleName.ts';
import { faceToolTexts } from '../../text/edit/face.ts';
import { stickerTexts } from '../../text/edit/stickers.ts';
import { leaveDialog, runInDialog } from '../dialogExport.ts';
import { inStyle } from '../frames/pictureSources.ts';
import { offerFile, putInClipboard } from '../handOver.ts';
import { avatarPicture, avatarSource, formatOf, iconFile, type Run, stickerFile } from './make.ts';
import { fileOf } from './pixels.ts';
import type { Wanted } from './source.ts';

// Stickers and avatars that leave the page. Every action answers by changing the store and never rejects.

/** One sticker, or the avatars of one person in one or several sizes. */
export type Order =
  | { readonly kind: 'sticker'; readonly sticker: Sticker; readonly wanted: Wanted }
  | {
      readonly kind: 'avatar';
      readonly avatar: Avatar;
      readonly wanted: Wanted & { readonly face: FaceSummary };
    };

/** After the dialog was closed. */
export function leaveMaking(): void {
  leaveDialog();
  shareable = null;
}

/** Saves what is ordered: a picture, or a ZIP of avatars in several sizes. */
export async function saveOrder(order: Order): Promise<void> {
  await runInDialog('save', async ({ signal }) => {
    const file = await fileFor(order, { signal, onProgress: report });
    signal.throwIfAborted();
    downloadFile(file);
    return 'done';
  });
}

/** Puts it into the clipboard, as PNG; of several sizes the largest. */
export async function copyOrder(order: Order): Promise<void> {
  await runInDialog('copy', async ({ signal }) => {
    const asPng: Order =
      order.kind === 'sticker'
        ? { ...order, sticker: { ...order.sticker, size: 'own', format: 'png' } }
        : { ...order, avatar: { ...order.avatar, sizes: order.avatar.sizes.slice(0, 1) } };
    await putInClipboard(fileFor(asPng, { signal, onProgress: report }));
    return 'done';
  });
}

/** What took longer than the press of the button counts; the next press shares it at once. */
let shareable: { readonly order: Order; readonly file: File } | null = null;

/** Offers it to other apps. An order that is the same object as the last one is not made again. */
export async function shareOrder(order: Order): Promise<void> {
  await runInDialog('share', async ({ signal }) => {
    if (shareable?.order === order) return await offerFile(shareable.file, 'refused');
    const file = await fileFor(order, { signal, onProgress: report });
    signal.throwIfAborted();
    shareable = { order, file };
    const isPressed = navigator.userActivation?.isActive ?? true;
    return isPressed ? await offerFile(file, 'done') : 'done';
  });
}

/** One sticker of a pack: the same person in another style, or with another expression. */
export interface PackItem {
  readonly name: string;
  readonly recipe: Recipe;
}

/** The person in these styles. */
export function inStyles(recipe: Recipe, styleIds: readonly string[]): readonly PackItem[] {
  return styleIds.map((styleId) => ({
    name: styleName(styleId),
    recipe: inStyle(recipe, styleId),
  }));
}

/** The person, or everybody, with these expressions, in the style as it is. */
export function withExpressions(
  recipe: Recipe,
  person: number | null,
  expressions: readonly ExpressionName[],
): readonly PackItem[] {
  const names = faceToolTexts[getState().settings.language].expressions;
  return expressions.map((expression) => ({
    name: names[expression],
    recipe: expressed(recipe, person, expression),
  }));
}

function expressed(recipe: Recipe, person: number | null, expression: ExpressionName): Recipe {
  const faces = Object.entries(recipe.faces ?? {});
  if (person !== null) {
    const tweaks = withExpression(faceRecipe(recipe, person).tweaks ?? {}, expression);
    return {
      ...recipe,
      faces: { ...recipe.faces, [person]: { ...recipe.faces?.[person], tweaks } },
    };
  }
  const own = faces.map(([id, { tweaks, ...face }]) => [
    id,
    tweaks ? { ...face, tweaks: withExpression(tweaks, expression) } : face,
  ]);
  return {
    ...recipe,
    tweaks: withExpression(recipe.tweaks ?? {}, expression),
    faces: Object.fromEntries(own),
  };
}

/** Saves a ZIP with a sticker for each item, numbered, and the pack's icon where the messenger wants one. */
export async function savePack(
  wanted: Wanted,
  sticker: Sticker,
  items: readonly PackItem[],
): Promise<void> {
  await runInDialog('archive', async ({ signal }) => {
    const phase = joinPhases(
      items.map(() => 1),
      report,
    );
    const files: File[] = [];
    const format = await formatOf(sticker);
    const digits = String(items.length).length;
    for (const [index, { name, recipe }] of items.entries()) {
      const onProgress = phase(index);
      onProgress({ stage: 'scene', fraction: 0 });
      const blob = await stickerFile({ ...wanted, recipe }, sticker, { signal, onProgress });
      const number = String(index + 1).padStart(Math.max(2, digits), '0');
      files.push(new File([blob], safeFileName(`${number}-${name}`, `.${format}`, number)));
    }
    const icon = await iconFile(wanted, sticker, { signal, onProgress: report });
    if (icon) files.push(new File([icon.blob], icon.name));
    const { packFile } = stickerTexts[getState().settings.language];
    downloadFile(await zipOf(files, nameFor(wanted, packFile, 'zip'), signal));
    return 'done';
  });
}

async function zipOf(files: readonly File[], name: string, signal: AbortSignal): Promise<File> {
  const names = uniqueNames(files.map((file) => file.name));
  const lastModified = new Date();
  const entries = files.map((input, index) => ({ name: names[index]!, input, lastModified }));
  const archive = await new Response(makeZip(entries)).blob();
  signal.throwIfAborted();
  return new File([archive], name, { type: 'application/zip' });
}

async function fileFor(order: Order, run: Run): Promise<File> {
  run.onProgress({ stage: 'scene', fraction: 0 });
  const texts = stickerTexts[getState().settings.language];
  if (order.kind === 'sticker') {
    const format = await formatOf(order.sticker);
    const blob = await stickerFile(order.wanted, order.sticker, run);
    return new File([blob], nameFor(order.wanted, texts.stickerFile, format), { type: blob.type });
  }
  const { avatar, wanted } = order;
  const source = await avatarSource(wanted, avatar, Math.max(...avatar.sizes), null, run.signal);
  const files: File[] = [];
  for (const size of avatar.sizes) {
    run.signal.throwIfAborted();
    run.onProgress({ stage: 'encode', fraction: files.length / avatar.sizes.length });
    const blob = await fileOf(avatarPicture(source, wanted, avatar, size), 'png', 1);
    const name = nameFor(wanted, `${texts.avatarFile}-${size}`, 'png');
    files.push(new File([blob], name, { type: blob.type }));
  }
  const [only] = files;
  if (only && files.length === 1) return only;
  return await zipOf(files, nameFor(wanted, texts.avatarFile, 'zip'), run.signal);
}

function nameFor({ work }: Wanted, what: string, extension: string): string {
  return safeFileName(stemOf(work.photo.fileName), `-${what}.${extension}`, 'portrait');
}

function report(saveHeadway: Headway): void {
  patch('job', { saveHeadway });
}
