import type { Edits } from '#domain/edit/edits.ts';
import { editKey } from '#domain/edit/editKey.ts';
import { adjust } from '../../history/adjust.ts';
import type { Tool } from '../../shared/state/photoSlice.ts';
import { getState, patch } from '../../shared/state/store.ts';

// The tools that edit the shown photo and its drawing by hand. What they change is part of the recipe.

const nothing = (): void => undefined;

let finish = nothing;

/** Puts a tool in the place of the controls. Nothing happens before there is a drawing. */
export function openTool(tool: Tool): void {
  const { work, incoming, edits } = getState().photo;
  if (!work || incoming) return;
  // The faces of a crop that is still being drawn are not known yet.
  const isShown = editKey(edits.photo) === editKey(work.photo.edited?.edit);
  if (tool !== 'photo' || isShown) patch('photo', { tool });
}

/** Gives the controls their place back. What was edited stays. */
export function closeTool(): void {
  patch('photo', { tool: null });
}

/** Closes the tool in use after what it does last. */
export function finishTool(): void {
  finish();
  closeTool();
}

/** Sets what a tool does when it is finished rather than left. Returns the function that takes it back. */
export function atFinish(last: () => void): () => void {
  finish = last;
  return () => {
    if (finish === last) finish = nothing;
  };
}

/** Changes some edits, of which undefined ones go; what is set in one `gesture` is undone at once. */
export function setEdits(
  change: { readonly [Name in keyof Edits]: Edits[Name] | undefined },
  gesture?: number,
): void {
  adjust({ edits: changedEdits(change) }, gesture);
}

/** The edits of the shown photo after a change, without those that are undefined. */
export function changedEdits(change: {
  readonly [Name in keyof Edits]: Edits[Name] | undefined;
}): Edits {
  const wanted = Object.entries({ ...getState().photo.edits, ...change });
  return Object.fromEntries(wanted.filter(([, edit]) => edit !== undefined));
}
