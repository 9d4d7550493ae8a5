import { toEngineError } from '#domain/job/errors.ts';
import type { Background, Colours } from '#sdk/index.ts';
import { failIntake } from '../photo/drawing.ts';
import { adjust } from '../history/adjust.ts';
import { backdrops } from '../shared/handles.ts';
import { type BackgroundGroup, backgroundGroups } from '../shared/state/settingsSlice.ts';

// What lies behind the people, and how it looks.

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
    const { checkPicture } = await import('../shared/pictureFile.ts');
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
