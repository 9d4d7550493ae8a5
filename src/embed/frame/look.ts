import { baseOf, type Language, languages, type Theme } from '#app/shared/state/settingsSlice.ts';
import type { Request } from '../protocol/messages.ts';

export type Look = Omit<Extract<Request, { readonly type: 'setLook' }>, 'type'>;

/** The app's settings for a look; undefined for a language that the frame does not speak. */
export function settingsForLook({
  theme,
  language,
}: Look): { readonly theme?: Theme; readonly language?: Language } | undefined {
  const spoken = languages.find((known) => baseOf(known) === baseOf(language ?? ''));
  if (language !== undefined && spoken === undefined) return undefined;
  return {
    ...(theme !== undefined && { theme: theme === 'auto' ? 'system' : theme }),
    ...(spoken !== undefined && { language: spoken }),
  };
}
