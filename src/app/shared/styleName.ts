import type { StyleEntry } from '#sdk/index.ts';
import { baseOf, type Language } from './state/settingsSlice.ts';
import { type AppState, getState } from './state/store.ts';

/** What a style is called in a language of the page; in English where it has no name in that. */
export function nameIn(language: Language, names: StyleEntry['names']): string {
  const byLanguage: Readonly<Record<string, string>> = names;
  return byLanguage[baseOf(language)] ?? names.en;
}

/** A style's names; undefined where no such style is known. */
export function styleNames(
  { device }: AppState,
  styleId: string | null,
): StyleEntry['names'] | undefined {
  return device.styles.find(({ id }) => id === styleId)?.names;
}

/** What a style is called on the screen now; its id where no such style is known. */
export function styleName(styleId: string): string {
  const state = getState();
  const names = styleNames(state, styleId);
  return names ? nameIn(state.settings.language, names) : styleId;
}
