import { goHome, showBatch } from '../batch/batchView.ts';
import { backdrops, type HandleId, sources } from '../shared/handles.ts';
import { developPhoto } from '../photo/drawing.ts';
import {
  filesOfResult,
  isReopening,
  lastResult,
  listEarlier,
  showResult,
  startResults,
} from './results.ts';
import { type AppState, getState, watch } from '../shared/state/store.ts';
import { type KeptVisit, openVisit, type Visit } from './keep.ts';
import { entryScene, sceneOf } from '../shared/scene.ts';

// Nothing is lost by going back, by a reload or by the logo: the photo has an entry in the tab's history, and what
// was drawn in this tab is kept for its next page.

let visit: Visit | null = null;
/** Names of the kept photos, by their source. */
const photoIds = new Map<HandleId, number>();
let lastPhotoId = 0;
/** The picture of each result as it was kept last. */
const keptPictures = new Map<number, Blob>();
let keeping = Promise.resolve();
/** Whether something that is listed would not come back after a reload. */
let isRefused = false;
/** Whether the tab is on its way back to the start, which takes a moment. */
let isReturning = false;
let isStarted = false;

/** Brings back what an earlier page of this tab has left, and keeps from now on what is drawn. */
export async function startVisit(): Promise<void> {
  if (isStarted) return;
  isStarted = true;
  startResults();
  visit = await openVisit(getState().settings.keepsGallery);
  if (visit) bringBack(visit.left);
  if (entryScene() === 'work' && isIdleStart(getState())) await backToDrawing();
  followScenes();
  watch(
    ({ history }) => history.results,
    () => keepLater(),
  );
  watch(
    ({ history }) => history.lastShownId,
    (id) => {
      if (id === null) return;
      keptPictures.delete(id);
      keepLater();
    },
  );
  addEventListener('beforeunload', (event) => {
    if (wouldLose(getState())) event.preventDefault();
  });
}

/** Shows the drawing that was shown last, or goes on with a photo that was left before it had one. Never rejects. */
export async function backToDrawing(): Promise<void> {
  const { unfinishedId } = getState().photo;
  const unfinished = unfinishedId === null ? undefined : sources.get(unfinishedId);
  if (unfinished) return await developPhoto(unfinished);
  const result = lastResult(getState());
  if (result) await showResult(result);
}

function bringBack({ results, photos }: KeptVisit): void {
  const fileNames = new Map(results.map(({ sourceId, fileName }) => [sourceId, fileName]));
  const sourceIds = new Map<number, HandleId>();
  for (const [photoId, blob] of photos) {
    const fileName = fileNames.get(photoId);
    if (fileName === undefined) continue;
    const sourceId = sources.adopt({ blob, fileName });
    sourceIds.set(photoId, sourceId);
    photoIds.set(sourceId, photoId);
    lastPhotoId = Math.max(lastPhotoId, photoId);
  }
  for (const { id, picture, drawing, backdrop } of results) {
    keptPictures.set(id, picture);
    const pictureId = drawing.recipe.backdrop?.pictureId;
    if (backdrop && pictureId !== undefined) backdrops.set(pictureId, backdrop);
  }
  listEarlier(
    results.map(({ id, sourceId, fileName, drawing, picture, thumbnail }) => {
      const sizeBytes = photos.get(sourceId)!.size;
      const photo = { sourceId: sourceIds.get(sourceId)!, fileName, sizeBytes };
      return { id, photo, drawing, picture, thumbnail };
    }),
  );
}

/** One after the other, or an older state could overwrite a newer one. */
function keepLater(): void {
  keeping = keeping.then(keepResults);
}

async function keepResults(): Promise<void> {
  const { results } = getState().history;
  if (!visit) {
    isRefused = results.length > 0;
    return;
  }
  let areAllKept = true;
  for (const { id, photo, drawing } of results) {
    const files = filesOfResult(id);
    const file = sources.get(photo.sourceId);
    if (!files || !file || keptPictures.get(id) === files.picture) continue;
    const sourceId = await keepPhoto(visit, photo.sourceId, file.blob);
    const { fileName } = photo;
    const backdrop = backdrops.get(drawing.recipe.backdrop?.pictureId ?? '');
    const facts = { id, fileName, drawing, ...files, backdrop, shownAt: Date.now() };
    const isKept = sourceId !== null && (await visit.keepResult({ ...facts, sourceId }));
    if (isKept) keptPictures.set(id, files.picture);
    areAllKept &&= isKept;
  }
  isRefused = !areAllKept;
  for (const id of keptPictures.keys()) {
    if (!results.some((result) => result.id === id)) keptPictures.delete(id);
  }
  await visit.forgetBut(
    results.map(({ id }) => id),
    results.flatMap(({ photo }) => photoIds.get(photo.sourceId) ?? []),
  );
}

/** The name that the photo is kept under; null where it cannot be kept. */
async function keepPhoto(
  { keepPhoto: keep, hasPhoto }: Visit,
  sourceId: HandleId,
  photo: Blob,
): Promise<number | null> {
  const known = photoIds.get(sourceId);
  // All that is kept may have been deleted meanwhile, here or in another tab.
  if (known !== undefined && (await hasPhoto(known))) return known;
  const photoId = ++lastPhotoId;
  if (!(await keep(photoId, photo))) return null;
  photoIds.set(sourceId, photoId);
  return photoId;
}

/** Whether the start page is shown and no photo is on its way: one that was just chosen goes first. */
function isIdleStart(state: AppState): boolean {
  return sceneOf(state) === 'start' && state.job.draw.status !== 'running';
}

/** Whether closing the page now loses a first drawing, a file that is being made, or what could not be kept. */
function wouldLose({ job }: AppState): boolean {
  const isDeveloping = job.draw.status === 'running' && job.draw.task === 'develop';
  return (isDeveloping && !isReopening()) || job.save.status === 'running' || isRefused;
}

/** Keeps the tab's history and the page in step. */
function followScenes(): void {
  // A kept batch shows itself.
  if (entryScene() === 'work' && sceneOf(getState()) === 'start') history.replaceState(null, '');
  watch(sceneOf, (scene) => {
    const entry = entryScene();
    if (scene === entry || isReturning) return;
    if (scene === 'start') {
      isReturning = true;
      history.back();
    } else if (entry === 'start') history.pushState({ scene }, '');
    else history.replaceState({ scene }, '');
  });
  addEventListener('popstate', () => void followEntry());
}

async function followEntry(): Promise<void> {
  const shown = sceneOf(getState());
  const wanted = entryScene();
  if (isReturning) {
    isReturning = false;
    if (shown !== wanted) history.pushState({ scene: shown }, '');
    return;
  }
  // A link with settings was entered in the address: it is about what is shown.
  if (location.hash !== '') history.replaceState({ scene: shown }, '', location.href);
  else if (wanted === shown) return;
  else if (wanted === 'start') goHome();
  else if (wanted === 'batch' && getState().batch.items.length > 0) showBatch();
  else await backToDrawing();
}
