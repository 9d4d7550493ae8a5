import type { Adjustable } from '../shared/state/historySlice.ts';
import { shownPhoto } from '../shared/state/photoSlice.ts';
import { forgetSaved } from '../photo/exporting.ts';
import { editsOf } from '#domain/edit/edits.ts';
import { isSame } from '#domain/edit/same.ts';
import { onRestore, requestRedraw } from '../photo/drawing.ts';
import { type AppState, getState, patch } from '../shared/state/store.ts';
import { emptyTimeline, stepBack, stepForward, withStep } from '../shared/state/undo.ts';

// Sets what can be taken back. Each photo has its own steps: those done to another one stay with that one.

/** What is written into a file does not change the drawing. */
const ofFiles: readonly (keyof Adjustable)[] = [
  'format',
  'shape',
  'besidePhoto',
  'keepsCameraData',
];

// Strokes that were never drawn are not lost: one step back brings them back.
onRestore((recipe) => {
  const edits = editsOf(recipe);
  if (!isSame(edits, getState().photo.edits)) noteStep({ edits });
});

/** Changes settings and draws again where they ask for it; changes of one `gesture` are taken back together. */
export function adjust(change: Partial<Adjustable>, gesture?: number): void {
  noteStep(change, gesture);
  apply(change);
}

/** Lets a change that is about to be made be taken back. */
export function noteStep(change: Partial<Adjustable>, gesture?: number): void {
  const state = getState();
  const { sourceId, timeline } = shownTimeline(state);
  if (sourceId === undefined) return;
  const next = withStep(timeline, adjustableOf(state), change, gesture);
  patch('history', { timelines: { ...state.history.timelines, [sourceId]: next } });
}

/** Takes the shown photo's last step back. */
export function undo(): void {
  move(stepBack);
}

/** Does again what was taken back. */
export function redo(): void {
  move(stepForward);
}

export function canUndo(state: AppState): boolean {
  return stepBack(shownTimeline(state).timeline, adjustableOf(state)) !== null;
}

export function canRedo(state: AppState): boolean {
  return stepForward(shownTimeline(state).timeline, adjustableOf(state)) !== null;
}

function move(step: typeof stepBack): void {
  const state = getState();
  const { sourceId, timeline } = shownTimeline(state);
  const next = step(timeline, adjustableOf(state));
  if (sourceId === undefined || !next) return;
  patch('history', { timelines: { ...state.history.timelines, [sourceId]: next.timeline } });
  apply(next.change);
}

function apply({ faceRecipes, edits, ...settings }: Partial<Adjustable>): void {
  patch('settings', settings);
  if (faceRecipes) patch('photo', { faceRecipes });
  // Another crop counts its people anew.
  const isCropped = edits && !isSame(edits.photo, getState().photo.edits.photo);
  if (edits) patch('photo', { edits, ...(isCropped && { chosenFace: null }) });
  if (ofFiles.some((key) => key in settings)) forgetSaved();
  else requestRedraw();
}

function shownTimeline({ photo, history }: AppState) {
  const sourceId = shownPhoto(photo)?.sourceId;
  const timeline = (sourceId !== undefined && history.timelines[sourceId]) || emptyTimeline;
  return { sourceId, timeline };
}

function adjustableOf({ settings, photo }: AppState): Adjustable {
  return { ...settings, faceRecipes: photo.faceRecipes, edits: photo.edits };
}
