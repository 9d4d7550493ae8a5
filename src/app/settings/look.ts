import { loadSettings } from './persistence.ts';
import {
  baseOf,
  initialSettings,
  type Language,
  languages,
  type SettingsSlice,
} from '../shared/state/settingsSlice.ts';

/** The settings to begin with: of the last visit, else the defaults in the language of the browser. */
export function settingsOfLastVisit(): SettingsSlice {
  const language = preferredLanguage(navigator.languages);
  return loadSettings(() => localStorage, { ...initialSettings, language });
}

/** The first of the browser's preferred languages that the page speaks, else English. */
export function preferredLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const spoken = languages.find((language) => baseOf(language) === baseOf(tag));
    if (spoken) return spoken;
  }
  return 'en';
}

/** Tells the document what the style sheets and screen readers go by. */
export function showLook({ language, theme }: Pick<SettingsSlice, 'language' | 'theme'>): void {
  document.documentElement.lang = language;
  document.documentElement.dataset['theme'] = theme;
}
