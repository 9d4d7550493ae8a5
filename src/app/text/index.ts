import type { Shape } from '#domain/compose/crop.ts';
import type { Notice, Stage } from '#sdk/index.ts';
import type { ProblemCode } from '../shared/state/jobSlice.ts';
import type {
  BackgroundGroup,
  Language,
  OutputFormat,
  Theme,
} from '../shared/state/settingsSlice.ts';
import type { en } from './en.ts';

/** What a failure is called and what to do about it. */
export interface ProblemText {
  readonly what: string;
  readonly next: string;
}

/** The English table's keys; where the keys are codes of another floor, exactly those codes. */
export type Text = Omit<typeof en, keyof CodedText> & CodedText;

interface CodedText {
  readonly problems: Readonly<Record<ProblemCode, ProblemText>>;
  readonly notices: Readonly<Record<Notice, string>>;
  readonly stageNames: Readonly<Record<Stage, string>>;
  readonly backgroundNames: Readonly<Record<BackgroundGroup, string>>;
  readonly formatNames: Readonly<Record<OutputFormat, string>>;
  readonly formatHints: Readonly<Record<OutputFormat, string>>;
  readonly shapeNames: Readonly<Record<Shape, string>>;
  readonly shapeHints: Readonly<Record<Shape, string>>;
  readonly themeNames: Readonly<Record<Theme, string>>;
}

const loaders: Readonly<Record<Language, () => Promise<Text>>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-CN': async () => (await import('./zhCN.ts')).zhCN,
};

const loaded: Partial<Record<Language, Text>> = {};

/** Fetches a language's texts; must have been awaited before the page is shown in it. Rejects without a connection. */
export async function loadText(language: Language): Promise<void> {
  loaded[language] ??= await loaders[language]();
}

/** The texts of a language that was loaded. */
export function textOf(language: Language): Text {
  const text = loaded[language];
  if (!text) throw new Error(`The texts of ${language} were not loaded.`);
  return text;
}

/** How each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '中文' };

/** The same where there is no room. */
export const languageMarks: Readonly<Record<Language, string>> = { en: 'EN', 'zh-CN': '中' };
