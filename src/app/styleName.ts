import type { StyleEntry } from '#sdk/index.ts';
import type { Language } from './settingsSlice.ts';
import { getState } from './store.ts';

/** What a style is called in a language of the page. */
export function nameIn(language: Language, { en, zh }: StyleEntry['names']): string {
  return language === 'zh-CN' ? zh : en;
}

/** What a style is called on the screen now; its id where there is no such style any more. */
export function styleName(styleId: string): string {
  const { device, settings } = getState();
  const style = device.styles.find(({ id }) => id === styleId);
  return style ? nameIn(settings.language, style.names) : styleId;
}
