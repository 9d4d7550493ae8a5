import {
  formatStyleCode,
  mostParts,
  parseStyleCode,
  plainCode,
  type StyleCode,
  withoutPart,
  withPart,
  withShare,
} from '#domain/style/styleCode.ts';
import type { TuneControl } from '#domain/style/tune.ts';
import { shownRecipe } from '../../photo/recipes.ts';
import { type AppState, getState } from '../../shared/state/store.ts';
import { setStyle } from '../settingsActions.ts';

// Changes the style of the chosen person, or of everybody. A drag or a run of keys is one `gesture`.

/** The style that is asked for, in its parts. */
export function shownCode(state: AppState): StyleCode {
  const { styleId } = shownRecipe(state);
  return parseStyleCode(styleId) ?? plainCode(styleId);
}

function change(changed: Partial<StyleCode>, gesture?: number): void {
  setStyle(formatStyleCode({ ...shownCode(getState()), ...changed }), gesture);
}

/** `setting` is −100..100; 0 leaves the style as it is. */
export function setControl(control: TuneControl, setting: number, gesture?: number): void {
  change({ tuned: { ...shownCode(getState()).tuned, [control]: setting } }, gesture);
}

/** `share` of the number's range in thousandths; null for what style and controls give it. */
export function setNumber(name: string, share: number | null, gesture?: number): void {
  const { [name]: _before, ...others } = shownCode(getState()).numbers;
  change({ numbers: share === null ? others : { ...others, [name]: share } }, gesture);
}

/** Undoes every control and every number; a mix stays one. */
export function resetTuning(): void {
  const { parts } = shownCode(getState());
  setStyle(formatStyleCode({ parts, tuned: {}, numbers: {} }));
}

/** Puts a style into the mix with an equal share. There is room for three. */
export function addToMix(id: string): void {
  const code = shownCode(getState());
  if (code.parts.length >= mostParts || code.parts.some((part) => part.id === id)) return;
  setStyle(formatStyleCode(withPart(code, id, Math.round(100 / (code.parts.length + 1)))));
}

/** Takes a style out of the mix, whose last one stays. */
export function removeFromMix(id: string): void {
  setStyle(formatStyleCode(withoutPart(shownCode(getState()), id)));
}

/** `share` is 1..99 per cent; the other styles keep their proportion to each other. */
export function setShare(id: string, share: number, gesture?: number): void {
  change({ parts: withShare(shownCode(getState()).parts, id, share) }, gesture);
}
