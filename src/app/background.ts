import { patternKinds } from '#domain/pattern.ts';
import type { Background, Colours } from '#sdk/index.ts';
import { adjust } from './adjust.ts';
import { backdrops } from './handles.ts';
import { getState } from './store.ts';

// What lies behind the people, and how it looks.

/** The first choice; what is a colour, a pattern or a picture is chosen below it. */
export const backgroundGroups = ['drawn', 'photo', 'blurred', 'colour', 'none'] as const;
export type BackgroundGroup = (typeof backgroundGroups)[number];

/** The choices of the group `colour`. */
export const backdropKinds = [...patternKinds, 'picture'] as const;

export function groupOf(background: Background): BackgroundGroup {
  return backgroundGroups.find((group) => group === background) ?? 'colour';
}

export function chooseGroup(group: BackgroundGroup): void {
  setBackground(group === 'colour' ? 'plain' : group);
}

export function setBackground(background: Background): void {
  adjust({ background });
}

/** `colours` null for the style's own; what is set in one `gesture` is undone at once. */
export function setBackdropColours(backdropColours: Colours | null, gesture?: number): void {
  adjust({ backdropColours }, gesture);
}

/** `amount` is 0..1. */
export function setBackdropBlur(backdropBlur: number, gesture?: number): void {
  adjust({ backdropBlur }, gesture);
}

/** Puts a picture file behind the people. One that cannot be decoded leaves the background plain. */
export function setBackdropPicture(file: Blob): void {
  adjust({ background: 'picture', backdropPictureId: backdrops.adopt(file) });
}

/** Whether there is a picture to put behind the people. */
export function hasBackdropPicture(): boolean {
  const { backdropPictureId } = getState().settings;
  return backdropPictureId !== null && backdrops.get(backdropPictureId) !== undefined;
}
