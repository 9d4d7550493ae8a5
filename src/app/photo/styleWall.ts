import { bitmaps } from '../shared/handles.ts';
import { drawThumbnails } from './offScreen.ts';
import { isOwnModel } from '../shared/styleEntries.ts';
import { shownRecipe } from './recipes.ts';
import { type AppState, getState, patch, watch } from '../shared/state/store.ts';
import { wallFace, wallKey } from '../shared/state/wallSlice.ts';

// Fills the wall of styles with pictures of the person who is looked at. Fetched with the first drawing.

/** Each weighs 150 kB, 30 MB in all; beyond that the people drawn before are forgotten. */
const mostPictures = 200;

let drawing: AbortController | null = null;
let isStarted = false;

/** Keeps the wall in step with the shown photo and the chosen person, from now on. */
export function startStyleWall(): void {
  if (isStarted) return;
  isStarted = true;
  // The preview is another one once the photo is edited.
  watch(({ photo: { work } }) => `${work?.photo.photoId} ${work?.photo.previewId}`, freePictures);
  watch(wantedWall, () => void drawWall());
}

/** Changes with everything that the wall depends on; null while there is nothing to draw it from. */
function wantedWall(state: AppState): string | null {
  const { work, incoming } = state.photo;
  if (!work || incoming || state.batch.isShown) return null;
  return `${work.photo.photoId} ${work.photo.previewId} ${wallFace(state)} ${wallStyles(state).join(' ')}`;
}

/** The manifest's styles, the user's own, and the chosen one where it is none of these. */
function wallStyles(state: AppState): readonly string[] {
  const own = state.styles.own.filter(({ id }) => !isOwnModel(id));
  const listed = [...state.device.styles, ...own].map(({ id }) => id);
  const chosen = shownRecipe(state).styleId;
  return chosen === '' || isOwnModel(chosen) || listed.includes(chosen)
    ? listed
    : [...listed, chosen];
}

async function drawWall(): Promise<void> {
  drawing?.abort();
  drawing = null;
  const { work } = getState().photo;
  if (!work || wantedWall(getState()) === null) return;
  freeOthers(wallStyles(getState()));
  if (Object.keys(getState().wall.pictures).length >= mostPictures) freePictures();
  const { wall } = getState();
  const faceId = wallFace(getState());
  const styleIds = wallStyles(getState()).filter(
    (styleId) => !(wallKey(faceId, styleId) in wall.pictures),
  );
  if (styleIds.length === 0) return;
  const own = new AbortController();
  drawing = own;
  const order = {
    faceId,
    styleIds,
    edit: work.photo.edited?.edit,
    onThumbnail(styleId: string, bitmap: ImageBitmap) {
      if (own.signal.aborted) return bitmap.close();
      const { pictures } = getState().wall;
      const key = wallKey(faceId, styleId);
      patch('wall', { pictures: { ...pictures, [key]: bitmaps.adopt(bitmap) } });
    },
  };
  try {
    await drawThumbnails(work.photo.photoId, order, own.signal);
  } catch {
    // What is missing keeps its sketch; a drawing that matters meets the same failure and tells it.
  }
}

/** Frees the pictures of styles that are not on the wall any more, such as values that a slider passed. */
function freeOthers(styleIds: readonly string[]): void {
  const entries = Object.entries(getState().wall.pictures);
  const isShown = ([key]: (typeof entries)[number]): boolean =>
    styleIds.some((styleId) => key.endsWith(` ${styleId}`));
  patch('wall', { pictures: Object.fromEntries(entries.filter(isShown)) });
  for (const [, id] of entries.filter((entry) => !isShown(entry))) bitmaps.free(id);
}

function freePictures(): void {
  const freed = Object.values(getState().wall.pictures);
  patch('wall', { pictures: {} });
  for (const id of freed) bitmaps.free(id);
}
