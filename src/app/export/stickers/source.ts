import { type FaceSpot, keptPart, visibleBox, withKept } from '#domain/finish/cutOut.ts';
import type { HeadSpot } from '#domain/finish/avatarSquare.ts';
import type { Figure } from '#domain/finish/placement.ts';
import type { Box } from '#domain/picture/geometry.ts';
import type { Plane, Raster } from '#domain/picture/raster.ts';
import type { FaceSummary, Recipe } from '#sdk/index.ts';
import { drawCloseUp } from '../../photo/offScreen.ts';
import { engine, outputOf, withFile } from '../../photo/engine.ts';
import type { Headway } from '../../shared/state/jobSlice.ts';
import type { FinishedWork } from '../../shared/state/photoSlice.ts';
import { takePixels } from './pixels.ts';

// Drawings without their background, and what of them is wanted.

/** What to cut out of which drawing. */
export interface Wanted {
  readonly work: FinishedWork;
  readonly recipe: Recipe;
  /** The id of a face; everybody where null. */
  readonly person: number | null;
}

/** A person, or everybody, cut out. */
export interface Source {
  /** The whole picture, transparent but for the figure. */
  readonly picture: Raster;
  readonly figure: Figure;
  /** What of the whole picture is kept, on a coarse grid. */
  readonly kept: Plane;
  /** Px of the picture per px of the photo. */
  readonly scale: number;
}

/** Further px around a figure that is drawn anew: its edge may lie a little elsewhere at another size. */
const sparePx = 3;

/** The recipe with nothing behind the people. */
function cutRecipe({ backdrop: _backdrop, ...recipe }: Recipe): Recipe {
  return { ...recipe, background: 'none' };
}

/** The whole drawing of a recipe, at least `widthPx` wide but no wider than the photo. Rejects as drawing does. */
export async function pictureOf(
  { work, recipe }: Pick<Wanted, 'work' | 'recipe'>,
  widthPx: number,
  signal: AbortSignal,
): Promise<Raster> {
  const drawing = { ...work.drawing, recipe };
  const closeUp = await drawCloseUp({ ...work, drawing }, widthPx, signal);
  if (!closeUp) throw new DOMException('There is no memory for it.', 'QuotaExceededError');
  closeUp.photo.close();
  return takePixels(closeUp.drawing);
}

/**
 * What is wanted, cut out of a drawing at least `widthPx` wide (0: as wide as a preview); null where nothing of it can be
 * seen. Rejects as drawing does.
 */
export async function cutOut(
  wanted: Wanted,
  widthPx: number,
  signal: AbortSignal,
): Promise<Source | null> {
  const { work, recipe, person } = wanted;
  const whole = await pictureOf({ work, recipe: cutRecipe(recipe) }, widthPx, signal);
  const scale = whole.width / work.photo.width;
  const faces = spotsOf(work.drawing.faces, scale);
  const kept = keptPart(whole, faces, person);
  const picture = withKept(whole, kept, { x: 0, y: 0, ...sizeOf(whole) }, whole);
  const box = visibleBox(picture);
  return box && { picture, kept, scale, figure: { box, cut: cutSides(picture, box) } };
}

/** The same figure drawn at the photo's own size: only the part of the picture that it lies in. */
export async function cutOutLarge(
  { work, recipe }: Wanted,
  known: Source,
  signal: AbortSignal,
  onProgress: (headway: Headway) => void,
): Promise<Source | null> {
  const { photo } = work;
  const region = enlarged(known.figure.box, 1 / known.scale, photo);
  const output = { ...outputOf('png'), metadata: 'none' as const, crop: region };
  const options = { signal, onProgress };
  const blob = await engine().encode(photo.photoId, withFile(cutRecipe(recipe)), output, options);
  const part = takePixels(await createImageBitmap(blob));
  const picture = withKept(part, known.kept, region, photo);
  const box = visibleBox(picture);
  if (!box) return null;
  return {
    picture,
    kept: known.kept,
    scale: picture.width / region.width,
    figure: { box, cut: known.figure.cut },
  };
}

/** Heads in px of a picture. */
export function headOf(face: FaceSummary, scale: number): HeadSpot {
  const { box, head } = face;
  const [spot] = spotsOf([face], scale);
  return {
    box: spot?.box ?? box,
    ...(head && { head: { x: head.x * scale, y: head.y * scale, side: head.side * scale } }),
  };
}

function spotsOf(faces: readonly FaceSummary[], scale: number): readonly FaceSpot[] {
  return faces.map(({ faceId, box }) => ({
    faceId,
    box: {
      x: box.x * scale,
      y: box.y * scale,
      width: box.width * scale,
      height: box.height * scale,
    },
  }));
}

/** Sides of the picture that go through the figure. */
function cutSides(picture: Raster, box: Box): Figure['cut'] {
  const nearPx = 2;
  return {
    left: box.x < nearPx,
    top: box.y < nearPx,
    right: box.x + box.width > picture.width - nearPx,
    bottom: box.y + box.height > picture.height - nearPx,
  };
}

/** The box in px of the photo, whole and within it. */
function enlarged(box: Box, scale: number, photo: { width: number; height: number }): Box {
  const left = Math.max(0, Math.floor(box.x * scale) - sparePx);
  const top = Math.max(0, Math.floor(box.y * scale) - sparePx);
  const right = Math.min(photo.width, Math.ceil((box.x + box.width) * scale) + sparePx);
  const bottom = Math.min(photo.height, Math.ceil((box.y + box.height) * scale) + sparePx);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const sizeOf = ({ width, height }: Raster) => ({ width, height });
