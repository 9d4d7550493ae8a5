import { parseStyleCode } from '#domain/style/styleCode.ts';
import type { StyleEntry } from '#sdk/index.ts';
import { baseOf, type Language } from '../shared/state/settingsSlice.ts';
import { type AppState, getState } from '../shared/state/store.ts';

/** What a changed style is called. Kept here: names are given in every language, but only one table of texts is there. */
const tunedNames: Readonly<Record<Language, (style: string) => string>> = {
  en: (style) => `${style}, tuned`,
  'zh-CN': (style) => `${style}（微调）`,
};

/** What a style is called in a language of the page; in English where it has no name in that. */
export function nameIn(language: Language, names: StyleEntry['names']): string {
  const byLanguage: Readonly<Record<string, string>> = names;
  return byLanguage[baseOf(language)] ?? names.en;
}

/** What a style code is called: by its own name, or by what it is made of; undefined where its parts are not known. */
export function styleNames(
  { device, styles }: Pick<AppState, 'device' | 'styles'>,
  styleId: string | null,
): StyleEntry['names'] | undefined {
  if (styleId === null) return undefined;
  const named =
    device.styles.find(({ id }) => id === styleId) ?? styles.own.find(({ id }) => id === styleId);
  if (named) return named.names;
  const code = parseStyleCode(styleId);
  if (!code) return undefined;
  const parts = code.parts.map(({ id, share }) => {
    return { share, names: device.styles.find((style) => style.id === id)?.names };
  });
  if (parts.some(({ names }) => names === undefined)) return undefined;
  const mixIn = (language: Language): string =>
    parts
      .map(({ names, share }) => {
        const name = nameIn(language, names!);
        return parts.length === 1 ? name : `${name} ${share}%`;
      })
      .join(' + ');
  const { tuned, numbers, backdrop } = code;
  const isTuned = Object.keys({ ...tuned, ...numbers }).length > 0 || backdrop !== undefined;
  const described = Object.entries(tunedNames).map(([language, tunedName]) => {
    const mix = mixIn(language as Language);
    return [baseOf(language), isTuned ? tunedName(mix) : mix];
  });
  return Object.fromEntries(described) as StyleEntry['names'];
}

/** What a style is called on the screen now; its id where no such style is known. */
export function styleName(styleId: string): string {
  const state = getState();
  const names = styleNames(state, styleId);
  return names ? nameIn(state.settings.language, names) : styleId;
}
