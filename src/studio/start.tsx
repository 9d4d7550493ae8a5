import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { settingsOfLastVisit, showLook } from '#app/settings/look.ts';
import { storeSettings } from '#app/settings/persistence.ts';
import { getState, patch, watch } from '#app/shared/state/store.ts';
import { loadText } from '#app/text/index.ts';
import { readList } from './set/actions.ts';
import { studioTexts } from './texts.ts';
import { StudioPage } from './view/StudioPage.tsx';

/** Starts the studio in the language and look of the app, which follows it back. */
export async function startStudio(root: HTMLElement): Promise<void> {
  const settings = settingsOfLastVisit();
  showLook(settings);
  patch('settings', settings);
  await loadText(settings.language);
  watch(
    ({ settings }) => settings,
    (current) => {
      showLook(current);
      document.title = studioTexts[current.language].documentTitle;
      if (current !== settings) storeSettings(() => localStorage, getState().settings);
    },
  );
  createRoot(root).render(
    <StrictMode>
      <StudioPage />
    </StrictMode>,
  );
  await readList();
}
