import type { Edits } from '#domain/edit/edits.ts';
import { fitEdits } from '#domain/edit/fit.ts';
import { adjust } from '../../history/adjust.ts';
import type { Tool } from '../../shared/state/photoSlice.ts';
import { getState, patch } from '../../shared/state/store.ts';

// The tools that edit the shown photo and its drawing by hand. What they change is part of the recipe.

/** Puts a tool in the place of the controls. Nothing happens before there is a drawing. */
export function openTool(tool: Tool): void {
  const { work, incoming } = getState().photo;
  if (work && !incoming) patch('photo', { tool });
}

/** Gives the controls their place back. What was edited stays. */
export function closeTool(): void {
  patch('photo', { tool: null });
}

/** Changes some edits, of which undefined ones go; what is set in one `gesture` is undone at once. */
export function setEdits(
  change: { readonly [Name in keyof Edits]: Edits[Name] | undefined },
  gesture?: number,
): void {
  const { photo } = getState();
  const { work } = photo;
  // Edits of a recipe may have been made on another picture; from now on they are this one's.
  const own = work ? fitEdits(photo.edits, work.photo) : photo.edits;
  const wanted = Object.entries({ ...own, ...change });
  const edits: Edits = Object.fromEntries(wanted.filter(([, edit]) => edit !== undefined));
  adjust({ edits }, gesture);
}
