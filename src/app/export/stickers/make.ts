import { avatarSquare } from '#domain/finish/avatarSquare.ts';
import { type Avatar, mostIconPx } from '#domain/finish/avatar.ts';
import { drawAvatar } from '#domain/finish/drawAvatar.ts';
import { drawSticker } from '#domain/finish/drawSticker.ts';
import { placeSticker } from '#domain/finish/placement.ts';
import {
  type Sticker,
  type StickerFormat,
  type StickerFrame,
  stickerFrames,
} from '#domain/finish/sticker.ts';
import { type Attempt, levelsFor, withinBytes, withLevels } from '#domain/finish/withinBytes.ts';
import { EngineError } from '#domain/job/errors.ts';
import type { Box } from '#domain/picture/geometry.ts';
import type { Raster } from '#domain/picture/raster.ts';
import type { FaceSummary, Recipe } from '#sdk/index.ts';
import type { Headway } from '../../shared/state/jobSlice.ts';
import { rimColour, styleColours } from './making.ts';
import { canWriteWebp, fileOf } from './pixels.ts';
import { cutOut, cutOutLarge, headOf, pictureOf, type Source, type Wanted } from './source.ts';

// Stickers and avatars as pictures and as files. What is made here rejects as drawing does.

/** What is known of a run. */
export interface Run {
  readonly signal: AbortSignal;
  readonly onProgress: (headway: Headway) => void;
}

/** A preview has at most so many px on its longer side. */
const previewPx = 640;
const webpQuality = 0.92;
/** A picture that must be enlarged by more than this is drawn anew. */
const mostEnlarged = 1.02;

/** The frame of a sticker's size; null for the photo's own. */
export function frameOf({ size }: Sticker): StickerFrame | null {
  return size === 'own' ? null : stickerFrames[size];
}

/** The format that a sticker is written in here. */
export async function formatOf(sticker: Sticker): Promise<StickerFormat> {
  const frame = frameOf(sticker);
  if (!frame) return sticker.format;
  const [first, ...others] = frame.formats;
  return first === 'webp' && !(await canWriteWebp()) ? (others[0] ?? first) : first;
}

/** A sticker for the screen, and the size of its file, px. */
export function previewSticker(
  source: Source,
  sticker: Sticker,
  wanted: Wanted,
): { readonly picture: Raster; readonly width: number; readonly height: number } {
  const { figure, scale } = source;
  const longSide = Math.max(figure.box.width, figure.box.height);
  const frame = frameOf(sticker);
  const shown = frame ?? { scale: Math.min(1, previewPx / longSide) };
  const { width, height } = placeSticker(figure, sticker, frame ?? { scale: 1 / scale });
  return { picture: stickerPicture(source, sticker, wanted, shown, 1), width, height };
}

/** `known`, or what is wanted cut out sharp enough for a sticker on the screen or in a messenger. */
export async function stickerSource(
  wanted: Wanted,
  sticker: Sticker,
  known: Source | null,
  signal: AbortSignal,
): Promise<Source> {
  const frame = frameOf(sticker);
  const base = known ?? (await visible(wanted, 0, signal));
  return await sharpEnough(
    wanted,
    base,
    ({ figure }) => (frame ? placeSticker(figure, sticker, frame).scale : 1),
    signal,
  );
}

/** A sticker as a file, within what its messenger takes. */
export async function stickerFile(wanted: Wanted, sticker: Sticker, run: Run): Promise<Blob> {
  const frame = frameOf(sticker);
  const format = await formatOf(sticker);
  const source = await stickerSource(wanted, sticker, null, run.signal);
  if (!frame) {
    const large =
      source.scale < 1 ? await cutOutLarge(wanted, source, run.signal, run.onProgress) : source;
    const picture = stickerPicture(large ?? source, sticker, wanted, { scale: 1 }, 1);
    return await fileOf(picture, format, webpQuality);
  }
  return await limited(frame.mostBytes, format, run.signal, (scale) =>
    stickerPicture(source, sticker, wanted, frame, scale),
  );
}

/** The icon of a pack: what is wanted, small and without shadow, as PNG; null where the messenger wants none. */
export async function iconFile(
  wanted: Wanted,
  sticker: Sticker,
  run: Run,
): Promise<{ readonly name: string; readonly blob: Blob } | null> {
  const icon = frameOf(sticker)?.icon;
  if (!icon) return null;
  const source = await visible(wanted, 0, run.signal);
  const frame = { ...stickerFrames.whatsapp, ...icon, margin: 2, fit: 'exact' as const };
  const shown = { ...sticker, shadow: 0 };
  const blob = await limited(icon.mostBytes, 'png', run.signal, (scale) =>
    stickerPicture(source, shown, wanted, frame, scale),
  );
  return { name: `${icon.name}.png`, blob };
}

function stickerPicture(
  source: Source,
  sticker: Sticker,
  { recipe, person }: Wanted,
  frame: StickerFrame | { readonly scale: number },
  smaller: number,
): Raster {
  const outline = rimColour(sticker.outline, styleColours(recipe, person));
  const placement = placeSticker(source.figure, sticker, frame, smaller);
  return drawSticker(source.picture, source.figure, placement, { outline, shadow: sticker.shadow });
}

/** The file of a picture that is made at a scale, within `mostBytes`. @throws EngineError `ENCODE_FAILED`. */
async function limited(
  mostBytes: number,
  format: StickerFormat,
  signal: AbortSignal,
  pictureAt: (scale: number) => Raster,
): Promise<Blob> {
  let last: { readonly scale: number; readonly picture: Raster } | null = null;
  const make = async ({ quality, scale }: Attempt): Promise<Blob> => {
    signal.throwIfAborted();
    if (last?.scale !== scale) last = { scale, picture: pictureAt(scale) };
    const { picture } = last;
    if (format === 'webp') return await fileOf(picture, format, quality);
    return await fileOf(withLevels(picture, levelsFor(quality)), format, 1);
  };
  const file = await withinBytes(mostBytes, make);
  if (!file) throw new EngineError('ENCODE_FAILED', 'encode', `more than ${mostBytes} bytes`);
  return file;
}

/** What an avatar is made of. */
export interface AvatarSource {
  readonly source: Source;
  /** Of the same size; where the avatar's ground is what is drawn there. */
  readonly drawn: Raster | null;
}

/** `known`, or what an avatar is made of, sharp enough for its largest size. */
export async function avatarSource(
  wanted: Wanted & { readonly face: FaceSummary },
  avatar: Avatar,
  largestPx: number,
  known: AvatarSource | null,
  signal: AbortSignal,
): Promise<AvatarSource> {
  const base = known?.source ?? (await visible(wanted, 0, signal));
  const source = await sharpEnough(
    wanted,
    base,
    (at) => largestPx / squareOf(at, wanted.face, avatar, largestPx).width,
    signal,
  );
  const drawn = known?.source === source ? known.drawn : null;
  if (avatar.ground !== 'drawn' || drawn) return { source, drawn };
  const { work, recipe } = wanted;
  const drawnRecipe: Recipe = { ...recipe, background: 'drawn' };
  const widthPx = source.picture.width;
  return { source, drawn: await pictureOf({ work, recipe: drawnRecipe }, widthPx, signal) };
}

/** An avatar of a size, px. */
export function avatarPicture(
  { source, drawn }: AvatarSource,
  { recipe, person, face }: Wanted & { readonly face: FaceSummary },
  avatar: Avatar,
  sizePx: number,
): Raster {
  const own = styleColours(recipe, person);
  const square = squareOf(source, face, avatar, sizePx);
  const look = {
    shape: avatar.shape,
    ground: avatar.ground,
    colours: avatar.colours ?? own,
    outline: rimColour(avatar.outline, own),
    ring: rimColour(avatar.ring, own),
  };
  const pictures = { cutOut: source.picture, ...(drawn && { drawn }) };
  return drawAvatar(pictures, square, look, sizePx);
}

function squareOf(
  { picture, scale, figure }: Source,
  face: FaceSummary,
  { closeness, ground }: Avatar,
  sizePx: number,
): Box {
  const all = { left: true, top: true, right: true, bottom: true };
  const cut = ground === 'drawn' ? all : figure.cut;
  return avatarSquare(headOf(face, scale), closeness, sizePx <= mostIconPx, picture, cut);
}

async function visible(wanted: Wanted, widthPx: number, signal: AbortSignal): Promise<Source> {
  const source = await cutOut(wanted, widthPx, signal);
  if (!source) throw new EngineError('INTERNAL', 'compose', 'nothing of the figure can be seen');
  return source;
}

/** `base`, or the same at more px, if the photo has them and it would be enlarged. */
async function sharpEnough(
  wanted: Wanted,
  base: Source,
  enlargementOf: (source: Source) => number,
  signal: AbortSignal,
): Promise<Source> {
  const enlargement = enlargementOf(base);
  const photoWidth = wanted.work.photo.width;
  if (enlargement <= mostEnlarged || base.scale >= 1) return base;
  const widthPx = Math.min(photoWidth, Math.ceil(base.picture.width * enlargement));
  return await visible(wanted, widthPx, signal);
}
