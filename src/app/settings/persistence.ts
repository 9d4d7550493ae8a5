import { shapes } from '#domain/compose/crop.ts';
import { coloursOf, exaggerationRange, strengthRange } from '#domain/job/recipe.ts';
import {
  languages,
  outputFormats,
  type SettingsSlice,
  themes,
} from '../shared/state/settingsSlice.ts';
import {
  booleanOf,
  fieldsOf,
  keptBackgrounds,
  numberIn,
  oneOf,
  textOf,
} from '../shared/storedFields.ts';

const storageKey = 'toonroom.settings';
const version = 1;

/** Opens the browser's storage; where storage is forbidden, opening it throws. */
type OpenStorage = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What `stored` (JSON of an earlier visit, or anything) says, field by field, else `fallback`. */
export function parseSettings(stored: string | null, fallback: SettingsSlice): SettingsSlice {
  const fields = readFields(stored);
  if (fields.get('version') !== version) return fallback;
  return {
    language: oneOf(languages, fields.get('language')) ?? fallback.language,
    theme: oneOf(themes, fields.get('theme')) ?? fallback.theme,
    styleId: textOf(fields.get('styleId')) ?? fallback.styleId,
    strength: numberIn(strengthRange, fields.get('strength')) ?? fallback.strength,
    exaggeration: numberIn(exaggerationRange, fields.get('exaggeration')) ?? fallback.exaggeration,
    background: oneOf(keptBackgrounds, fields.get('background')) ?? fallback.background,
    backdropColours: coloursOf(fields.get('backdropColours')) ?? fallback.backdropColours,
    backdropBlur: numberIn(strengthRange, fields.get('backdropBlur')) ?? fallback.backdropBlur,
    backdropPictureId: fallback.backdropPictureId,
    format: oneOf(outputFormats, fields.get('format')) ?? fallback.format,
    keepsCameraData: booleanOf(fields.get('keepsCameraData')) ?? fallback.keepsCameraData,
    shape: oneOf(shapes, fields.get('shape')) ?? fallback.shape,
    besidePhoto: booleanOf(fields.get('besidePhoto')) ?? fallback.besidePhoto,
    keepsGallery: booleanOf(fields.get('keepsGallery')) ?? fallback.keepsGallery,
    inShareMenu: booleanOf(fields.get('inShareMenu')) ?? fallback.inShareMenu,
    countdown: booleanOf(fields.get('countdown')) ?? fallback.countdown,
    mirrorsSelfies: booleanOf(fields.get('mirrorsSelfies')) ?? fallback.mirrorsSelfies,
    singleKeys: booleanOf(fields.get('singleKeys')) ?? fallback.singleKeys,
  };
}

/** The settings of the last visit; `fallback` where storage is missing or refused. */
export function loadSettings(openStorage: OpenStorage, fallback: SettingsSlice): SettingsSlice {
  try {
    return parseSettings(openStorage().getItem(storageKey), fallback);
  } catch {
    return fallback;
  }
}

/** Keeps the settings for the next visit, where the browser allows it. */
export function storeSettings(openStorage: OpenStorage, settings: SettingsSlice): void {
  try {
    openStorage().setItem(storageKey, JSON.stringify({ version, ...settings }));
  } catch {
    // Private windows and full disks refuse; the settings then last as long as the page.
  }
}

/** Whether something of an earlier visit is kept. */
export function hasStoredSettings(openStorage: OpenStorage): boolean {
  try {
    return openStorage().getItem(storageKey) !== null;
  } catch {
    return false;
  }
}

export function forgetSettings(openStorage: OpenStorage): void {
  try {
    openStorage().removeItem(storageKey);
  } catch {
    // Where storage is refused, nothing is kept.
  }
}

function readFields(stored: string | null): ReadonlyMap<string, unknown> {
  try {
    return fieldsOf(stored === null ? null : JSON.parse(stored));
  } catch {
    return fieldsOf(null);
  }
}
