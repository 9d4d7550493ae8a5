import { coloursOf, exaggerationRange, strengthRange } from '#domain/job/recipe.ts';
import { keptBackgrounds, numberIn, oneOf } from '../shared/storedFields.ts';
import { formatStyleCode, parseStyleCode } from '#domain/style/styleCode.ts';
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

/** Whether a link can carry this style. */
const fitsLink = (styleId: string): boolean => styleId.length <= mostStyleLetters;

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
    ...(styleId === null || !fitsLink(styleId) ? {} : { style: styleId }),
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

/**
 * What a hash says, field by field; what is unknown or out of range is left out. Whether there is a style of
 * that id only the manifest can tell.
 */
export function parseHash(hash: string): Partial<LinkedSettings> {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const styleId = linkedStyle(fields.get('style') ?? '');
  const strength = numberIn(strengthRange, fractionOf(fields.get('strength')));
  const exaggeration = numberIn(exaggerationRange, fractionOf(fields.get('exaggeration')));
  const background = oneOf(keptBackgrounds, fields.get('background'));
  const backdropBlur = numberIn(strengthRange, fractionOf(fields.get('blur')));
  const backdropColours = coloursOf(
    fields
      .get('colours')
      ?.split('-')
      .map((colour) => `#${colour}`),
  );
  return {
    ...(styleId === undefined ? {} : { styleId }),
    ...(strength === undefined ? {} : { strength }),
    ...(exaggeration === undefined ? {} : { exaggeration }),
    ...(background === undefined ? {} : { background }),
    ...(backdropBlur === undefined ? {} : { backdropBlur }),
    // A pattern without colours has the style's own.
    ...(backdropColours === undefined && !isPattern(background ?? '')
      ? {}
      : { backdropColours: backdropColours ?? null }),
  };
}

function linkedStyle(text: string): string | undefined {
  const code = fitsLink(text) ? parseStyleCode(text) : undefined;
  return code && formatStyleCode(code);
}

/** Takes what stands behind the '#' out of the page's address. */
export function dropHash(): void {
  history.replaceState(history.state, '', location.pathname + location.search);
}

function percentOf(fraction: number): string {
  return String(Math.round(fraction * 100));
}

function fractionOf(percent: string | null): number | undefined {
  return percent !== null && /^\d{1,3}$/.test(percent) ? Number(percent) / 100 : undefined;
}
