import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startApp } from '#app/start.ts';
import { whenLoaded } from '#app/whenLoaded.ts';
import { App } from './App.tsx';
import { fetchWorkScene } from './workScene.ts';

/** Starts the app in place of the first paint. */
export function mount(root: HTMLElement): void {
  startApp();
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
