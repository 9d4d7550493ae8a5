import type { Language } from '../shared/state/settingsSlice.ts';

/** The words of a part of the page that is fetched when it is asked for, in every language. */
export type TextTable<Words> = Readonly<Record<Language, Words>>;
