import {
  formatStyleCode,
  mostParts,
  parseStyleCode,
  plainCode,
  type StyleCode,
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
  const { parts } = shownCode(getState());
  if (parts.length >= mostParts || parts.some((part) => part.id === id)) return;
  const share = Math.round(100 / (parts.length + 1));
  change({ parts: withShare([...parts, { id, share: 0 }], id, share) });
}

/** Takes a style out of the mix, whose last one stays. */
export function removeFromMix(id: string): void {
  const { parts } = shownCode(getState());
  if (parts.length < 2) return;
  const [first, ...others] = withShare(parts, id, 0).filter((part) => part.id !== id);
  if (first) change({ parts: [first, ...others] });
}

/** `share` is 1..99 per cent; the other styles keep their proportion to each other. */
export function setShare(id: string, share: number, gesture?: number): void {
  change({ parts: withShare(shownCode(getState()).parts, id, share) }, gesture);
}

/** The parts with another share of one of them; the others share the rest as before, whole and at least 1 each. */
export function withShare(
  parts: StyleCode['parts'],
  id: string,
  share: number,
): StyleCode['parts'] {
  const others = parts.filter((part) => part.id !== id);
  const before = others.reduce((sum, part) => sum + part.share, 0);
  const rest = 100 - Math.min(share, 100 - others.length);
  let left = rest;
  const shares = new Map(
    others.map((part, index) => {
      const isLast = index === others.length - 1;
      const most = left - (others.length - 1 - index);
      const own = isLast ? left : Math.round((rest * part.share) / before);
      const whole = Math.min(most, Math.max(1, own));
      left -= whole;
      return [part.id, whole] as const;
    }),
  );
  const [first, ...more] = parts.map((part) => ({
    id: part.id,
    share: shares.get(part.id) ?? 100 - rest,
  }));
  return [first!, ...more];
}
