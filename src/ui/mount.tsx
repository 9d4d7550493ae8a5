import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { SettingsSlice } from '#app/shared/state/settingsSlice.ts';
import { startApp } from '#app/page/start.ts';
import { whenLoaded } from '#app/shared/whenLoaded.ts';
import { App } from './App.tsx';
import { fetchWorkScene } from './workScene.ts';

/** Starts the app, with these settings, in place of the first paint. */
export function mount(root: HTMLElement, settings: SettingsSlice): void {
  startApp(settings);
  // In slices, between which the page stays responsive.
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
  whenLoaded(() => void fetchWorkScene());
}
