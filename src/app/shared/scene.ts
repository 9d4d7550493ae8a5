import type { AppState } from './state/store.ts';
import { fieldsOf, oneOf } from './storedFields.ts';

/** What the page is about. */
const scenes = ['start', 'work', 'batch'] as const;
export type Scene = (typeof scenes)[number];

/** What the shown entry of the tab's history is about. */
export function entryScene(): Scene {
  return oneOf(scenes, fieldsOf(history.state).get('scene')) ?? 'start';
}

export function sceneOf({ photo, batch }: AppState): Scene {
  if (batch.isShown) return 'batch';
  return photo.work !== null || photo.incoming !== null ? 'work' : 'start';
}
