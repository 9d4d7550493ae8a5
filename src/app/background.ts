import { toEngineError } from '#domain/errors.ts';
import type { Background, Colours } from '#sdk/index.ts';
import { failIntake } from './render.ts';
import { adjust } from './adjust.ts';
import { backdrops } from './handles.ts';

// What lies behind the people, and how it looks.

/** The first choice; what is a colour, a pattern or a picture is chosen below it. */
export const backgroundGroups = ['drawn', 'photo', 'blurred', 'colour', 'none'] as const;
export type BackgroundGroup = (typeof backgroundGroups)[number];

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

/** Puts a picture file behind the people, or says why it cannot be used. Never rejects. */
export async function setBackdropPicture(file: Blob): Promise<void> {
  try {
    const { checkPicture } = await import('./pictureFile.ts');
    await checkPicture(file);
  } catch (error) {
    const { code } = toEngineError(error, 'decode');
    failIntake({ code, retryable: false });
    return;
  }
  const backdropPictureId = crypto.randomUUID();
  backdrops.set(backdropPictureId, file);
  adjust({ background: 'picture', backdropPictureId });
}
