import { isAbort, EngineError } from '#domain/job/errors.ts';
import { guessPoints } from '#domain/pair/moving.ts';
import type { KeyPoints } from '#domain/pair/keyPoints.ts';
import { fitted, type Zoom } from '#domain/picture/zoom.ts';
import { type Points, type Side, sides } from '../align/alignment.ts';
import { openPicture, type OpenPicture } from '../pictures/openPicture.ts';
import { realign } from './aligning.ts';
import { zoomToPoints } from './place.ts';
import { emptyTable, getStudio, patchStudio } from './store.ts';

// Photos and cartoons that are put on the table. Every action here answers by changing the store and never rejects.

const opening: Partial<Record<Side, AbortController>> = {};
/** What the landmarker found in each picture on the table; null where it saw no face. */
const found: Record<Side, KeyPoints | null> = { photo: null, cartoon: null };

/** Opens a file as the photo or the cartoon, in place of the one before. What was there stays where this one cannot be used. */
export async function putPicture(side: Side, file: File): Promise<void> {
  opening[side]?.abort();
  const ending = new AbortController();
  opening[side] = ending;
  const { signal } = ending;
  showOpening(side, true);
  patchStudio({ problem: null, note: null });
  try {
    const { picture, points } = await openPicture(file, signal);
    signal.throwIfAborted();
    if (side === 'photo' && !points) {
      patchStudio({ problem: { kind: 'noFace' } });
      return;
    }
    found[side] = points;
    put(side, picture);
  } catch (error) {
    if (isAbort(error)) return;
    const code = error instanceof EngineError ? error.code : 'INTERNAL';
    patchStudio({ problem: { kind: 'picture', side, code } });
  } finally {
    if (opening[side] === ending) showOpening(side, false);
  }
}

function showOpening(side: Side, isOpening: boolean): void {
  patchStudio({ opening: { ...getStudio().opening, [side]: isOpening } });
}

/** Nothing that is being opened comes onto the table any more. */
function stopOpening(): void {
  for (const side of sides) {
    opening[side]?.abort();
    delete opening[side];
  }
  patchStudio({ opening: { photo: false, cartoon: false } });
}

/** Another picture makes another pair: one that is kept stays as it was. */
function put(side: Side, picture: OpenPicture): void {
  const { photo, cartoon, view } = getStudio();
  const pictures = { photo, cartoon, [side]: picture };
  const guess = guessedPoints(pictures.photo, pictures.cartoon);
  patchStudio({
    ...emptyTable,
    ...pictures,
    view,
    points: guess?.points ?? null,
    zooms: {
      photo: zoomOf(pictures.photo, found.photo),
      cartoon: zoomOf(pictures.cartoon, guess?.points.cartoon ?? found.cartoon),
    },
    note: guess?.isBlind ? { kind: 'guessed' } : null,
  });
  realign();
}

/** At first the face is what somebody wants to see. */
function zoomOf(picture: OpenPicture | null, points: KeyPoints | null): Zoom {
  return picture && points ? zoomToPoints(points, picture.raster) : fitted;
}

function guessedPoints(
  photo: OpenPicture | null,
  cartoon: OpenPicture | null,
): { points: Points; isBlind: boolean } | null {
  if (!photo || !cartoon || !found.photo) return null;
  const drawn = found.cartoon ?? guessPoints(found.photo, photo.raster, cartoon.raster);
  return { points: { photo: found.photo, cartoon: drawn }, isBlind: found.cartoon === null };
}

/** Puts the cartoon's points where they were guessed at first. */
export function guessAgain(): void {
  const { photo, cartoon, points, past } = getStudio();
  if (!photo || !cartoon || !points) return;
  const drawn = found.cartoon ?? guessPoints(points.photo, photo.raster, cartoon.raster);
  patchStudio({
    points: { ...points, cartoon: drawn },
    past: [...past, { points, gesture: null }],
    future: [],
    isChanged: true,
  });
  realign();
}

/** Puts a pair on the table that was kept. */
export function putPair(
  pictures: { readonly photo: OpenPicture; readonly cartoon: OpenPicture },
  points: Points,
): void {
  stopOpening();
  found.photo = points.photo;
  found.cartoon = points.cartoon;
  patchStudio({
    ...emptyTable,
    ...pictures,
    points,
    zooms: {
      photo: zoomOf(pictures.photo, points.photo),
      cartoon: zoomOf(pictures.cartoon, points.cartoon),
    },
    problem: null,
    note: null,
  });
  realign();
}

/** Clears the table. */
export function clearTable(): void {
  stopOpening();
  found.photo = null;
  found.cartoon = null;
  patchStudio({ ...emptyTable, problem: null });
  realign();
}
