import type { AppState } from '../store.ts';

/** What the page is about. */
export const scenes = ['start', 'work', 'batch'] as const;
export type Scene = (typeof scenes)[number];

export function sceneOf({ photo, batch }: AppState): Scene {
  if (batch.isShown) return 'batch';
  return photo.work !== null || photo.incoming !== null ? 'work' : 'start';
}
