import { configureEngine, ensureStyleId } from '#app/photo/engine.ts';
import { showLook } from '#app/settings/look.ts';
import { ownStylesAreRead } from '#app/shared/styleEntries.ts';
import type { SettingsSlice } from '#app/shared/state/settingsSlice.ts';
import { getState, patch, watch } from '#app/shared/state/store.ts';

/** Starts the app's parts that the editor uses. Unlike the app itself it reads and keeps nothing on this device. */
export function startEditor(settings: SettingsSlice): void {
  configureEngine({ keepsModels: false });
  // There are none here.
  ownStylesAreRead();
  patch('settings', settings);
  watch(
    ({ settings }) => `${settings.language} ${settings.theme}`,
    () => showLook(getState().settings),
  );
  watch(
    ({ photo }) => photo.work?.photo.photoId,
    (photoId) => {
      if (photoId !== undefined) void startStyleWall();
    },
  );
  // Where the styles cannot be fetched yet, the first photo asks again.
  ensureStyleId().catch(() => undefined);
}

/** Without it the wall keeps its sketches; the next photo asks again. */
async function startStyleWall(): Promise<void> {
  try {
    (await import('#app/photo/styleWall.ts')).startStyleWall();
  } catch {
    // The drawing itself does not need it.
  }
}
