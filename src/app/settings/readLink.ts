import { isPattern } from '#domain/compose/pattern.ts';
import { coloursOf, exaggerationRange, strengthRange } from '#domain/job/recipe.ts';
import { formatStyleCode, parseStyleCode } from '#domain/style/styleCode.ts';
import { keptBackgrounds, numberIn, oneOf } from '../shared/storedFields.ts';
import { fitsLink, type LinkedSettings } from './settingsLink.ts';

// Reads the settings of an address; fetched where an address has some.

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

/** The packed edits and makings that a hash carries; undefined where it has none. */
export function linkedRecipe(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('recipe') ?? undefined;
}

function linkedStyle(text: string): string | undefined {
  const code = fitsLink(text) ? parseStyleCode(text) : undefined;
  return code && formatStyleCode(code);
}

function fractionOf(percent: string | null): number | undefined {
  return percent !== null && /^\d{1,3}$/.test(percent) ? Number(percent) / 100 : undefined;
}
