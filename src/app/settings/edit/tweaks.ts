import { type FaceTweaks, leastTweaks } from '#domain/edit/tweaks.ts';
import type { FaceSummary } from '#sdk/index.ts';
import { adjust } from '../../history/adjust.ts';
import type { FinishedWork, PhotoSlice } from '../../shared/state/photoSlice.ts';
import { type AppState, getState } from '../../shared/state/store.ts';
import { setEdits } from './tools.ts';

// Changes the proportions and colours of a person's drawing, or of everybody's.

const none: FaceTweaks = {};

/** What is changed of the chosen person, or of everybody. */
export function shownTweaks({ photo }: AppState): FaceTweaks {
  return tweaksOf(photo, photo.chosenFace);
}

/** What is changed of a person, or of everybody where `faceId` is null. */
export function tweaksOf({ faceRecipes, edits }: PhotoSlice, faceId: number | null): FaceTweaks {
  const own = faceId === null ? undefined : faceRecipes[faceId]?.tweaks;
  return own ?? edits.tweaks ?? none;
}

/**
 * Changes something of the chosen person, or of everybody; what is undefined, or 0, is as the style has it. What is set
 * in one `gesture` is undone at once.
 */
export function setTweaks(
  change: { readonly [Name in keyof FaceTweaks]: FaceTweaks[Name] | undefined },
  gesture?: number,
): void {
  const state = getState();
  const wanted = Object.entries({ ...shownTweaks(state), ...change });
  const tweaks = leastTweaks(Object.fromEntries(wanted.filter(([, value]) => value !== undefined)));
  put(tweaks, gesture);
}

/** The chosen person looks as everybody does; without one, nothing is changed any more. */
export function resetTweaks(): void {
  put(undefined);
}

/** Whether anything is changed of the chosen person, or of everybody. */
export function isTweaked({ photo }: AppState): boolean {
  const { chosenFace, faceRecipes, edits } = photo;
  return (chosenFace === null ? edits.tweaks : faceRecipes[chosenFace]?.tweaks) !== undefined;
}

function put(tweaks: FaceTweaks | undefined, gesture?: number): void {
  const { chosenFace, faceRecipes, edits } = getState().photo;
  const isEmpty = !tweaks || Object.keys(tweaks).length === 0;
  if (chosenFace === null) {
    setEdits({ tweaks: isEmpty ? undefined : tweaks }, gesture);
    return;
  }
  const { [chosenFace]: before = {}, ...others } = faceRecipes;
  const { tweaks: _before, drawn: _drawn, ...rest } = before;
  // Where everybody is changed, only tweaks of their own leave a person unchanged.
  const keeps = tweaks && (!isEmpty || edits.tweaks !== undefined);
  const own = { ...rest, ...(keeps && { tweaks }) };
  const isOwn = Object.keys(own).length > 0;
  adjust({ faceRecipes: isOwn ? { ...others, [chosenFace]: own } : others }, gesture);
}

/** The face that handles in the picture are for: that of the chosen person, else the largest. */
export function handledFace(
  { drawing }: FinishedWork,
  chosenFace: number | null,
): FaceSummary | undefined {
  const drawn = drawing.faces.filter(({ head, untweaked }) => head && untweaked);
  return chosenFace === null ? drawn[0] : drawn.find(({ faceId }) => faceId === chosenFace);
}
