import { startOffline } from './offline.ts';
import { loadSettings, storeSettings } from './persistence.ts';
import { initialSettings } from './settingsSlice.ts';
import { getState, patch, watch } from './store.ts';
import { preferredLanguage, texts } from './text/index.ts';

const storeDelayMs = 300;

/** Restores the settings of the last visit and keeps the document and the storage in step. */
export function startApp(): void {
  const language = preferredLanguage(navigator.languages);
  patch(
    'settings',
    loadSettings(() => localStorage, { ...initialSettings, language }),
  );
  watch(
    ({ settings }) => settings.language,
    (chosen) => {
      document.documentElement.lang = chosen;
      document.title = texts[chosen].documentTitle;
    },
  );
  watch(
    ({ settings }) => settings.theme,
    (theme) => {
      document.documentElement.dataset['theme'] = theme;
    },
  );
  startOffline();
  void restoreBatch();
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    ({ settings }) => settings,
    () => {
      clearTimeout(timer);
      timer = setTimeout(
        () => storeSettings(() => localStorage, getState().settings),
        storeDelayMs,
      );
    },
  );
}

async function restoreBatch(): Promise<void> {
  try {
    const { startBatch } = await import('./batch.ts');
    await startBatch();
  } catch {
    // Who wants a batch fetches this once more and is told.
  }
}
