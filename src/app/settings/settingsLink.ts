import { isOwnModel } from '../shared/styleEntries.ts';
import { isPattern } from '#domain/compose/pattern.ts';
import type { SettingsSlice } from '../shared/state/settingsSlice.ts';

// Settings in an address: behind its '#', which browsers keep to themselves. Never pixels.

/** What a link carries: what all are drawn with, but nothing of single people, of the file or of the page. */
export type LinkedSettings = Pick<
  SettingsSlice,
  'styleId' | 'strength' | 'exaggeration' | 'background' | 'backdropColours' | 'backdropBlur'
>;

/** A style with more changes is handed on as a file: some apps cut long links off. */
const mostStyleLetters = 1000;

/** Whether a link can carry this style; nobody else has a model of the user's own. */
export const fitsLink = (styleId: string): boolean =>
  styleId.length <= mostStyleLetters && !isOwnModel(styleId);

/** Whether a link to these settings names their style. */
export const isLinked = (styleId: string | null): boolean => styleId === null || fitsLink(styleId);

/** `#style=anime&strength=80&exaggeration=110&background=dots&colours=ffd966-f28b5b`; the sliders in per cent. */
export function settingsHash({
  styleId,
  strength,
  exaggeration,
  background,
  backdropColours,
  backdropBlur,
}: LinkedSettings): string {
  const fields = new URLSearchParams({
    ...(styleId !== null && fitsLink(styleId) ? { style: styleId } : {}),
    strength: percentOf(strength),
    exaggeration: percentOf(exaggeration),
    ...(background === 'picture' ? {} : { background }),
    ...(background === 'blurred' ? { blur: percentOf(backdropBlur) } : {}),
    ...(isPattern(background) && backdropColours
      ? { colours: backdropColours.map((colour) => colour.slice(1)).join('-') }
      : {}),
  });
  return `#${fields.toString()}`;
}

/** Takes what stands behind the '#' out of the page's address. */
export function dropHash(): void {
  history.replaceState(history.state, '', location.pathname + location.search);
}

function percentOf(fraction: number): string {
  return String(Math.round(fraction * 100));
}
