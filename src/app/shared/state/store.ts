import { createStore } from 'zustand/vanilla';
import { type CameraSlice, initialCamera } from './cameraSlice.ts';
import { type BatchSlice, initialBatch } from './batchSlice.ts';
import { type DeviceSlice, initialDevice } from './deviceSlice.ts';
import { type DiagnosticsSlice, initialDiagnostics } from './diagnosticsSlice.ts';
import { type GallerySlice, initialGallery } from './gallerySlice.ts';
import { type HistorySlice, initialHistory } from './historySlice.ts';
import { initialJobs, type JobSlice } from './jobSlice.ts';
import { initialOffline, type OfflineSlice } from './offlineSlice.ts';
import { initialPhoto, type PhotoSlice } from './photoSlice.ts';
import { initialRecipe, type RecipeSlice } from './recipeSlice.ts';
import { initialStyles, type StylesSlice } from './stylesSlice.ts';
import { initialSettings, type SettingsSlice } from './settingsSlice.ts';
import { initialVideo, type VideoSlice } from './videoSlice.ts';
import { initialWall, type WallSlice } from './wallSlice.ts';

/** Serialisable facts only; pictures and addresses live in `handles.ts` and are named by id here. */
export interface AppState {
  readonly photo: PhotoSlice;
  readonly settings: SettingsSlice;
  readonly job: JobSlice;
  readonly history: HistorySlice;
  readonly gallery: GallerySlice;
  readonly batch: BatchSlice;
  readonly device: DeviceSlice;
  readonly offline: OfflineSlice;
  readonly diagnostics: DiagnosticsSlice;
  readonly camera: CameraSlice;
  readonly video: VideoSlice;
  readonly wall: WallSlice;
  readonly styles: StylesSlice;
  readonly recipe: RecipeSlice;
}

export const appStore = createStore<AppState>()(() => ({
  photo: initialPhoto,
  settings: initialSettings,
  job: initialJobs,
  history: initialHistory,
  gallery: initialGallery,
  batch: initialBatch,
  device: initialDevice,
  offline: initialOffline,
  diagnostics: initialDiagnostics,
  camera: initialCamera,
  video: initialVideo,
  wall: initialWall,
  styles: initialStyles,
  recipe: initialRecipe,
}));

export const getState = appStore.getState;

/** Replaces some fields of one slice. */
export function patch<Name extends keyof AppState>(
  name: Name,
  change: Partial<AppState[Name]>,
): void {
  appStore.setState((state) => ({ [name]: { ...state[name], ...change } }));
}

/**
 * Calls `onChange` now and whenever the selected value becomes another one, outside of React.
 * Returns the function that stops it.
 */
export function watch<Value>(
  select: (state: AppState) => Value,
  onChange: (value: Value) => void,
): () => void {
  let last = select(getState());
  onChange(last);
  return appStore.subscribe((state) => {
    const next = select(state);
    if (Object.is(next, last)) return;
    last = next;
    onChange(next);
  });
}
