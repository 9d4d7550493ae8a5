import type { Shape } from '#domain/crop.ts';
import type { BackendReason, Background, Notice, Stage } from '#sdk/index.ts';
import type { BatchStatus } from '../batchSlice.ts';
import type { ProblemCode } from '../jobSlice.ts';
import type { Language, OutputFormat, Theme } from '../settingsSlice.ts';
import { en } from './en.ts';
import { zhCN } from './zhCN.ts';

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
  readonly backendReasons: Readonly<Record<BackendReason, string>>;
  readonly batchStatuses: Readonly<Record<BatchStatus, string>>;
  readonly stageNames: Readonly<Record<Stage, string>>;
  readonly backgroundNames: Readonly<Record<Background, string>>;
  readonly formatNames: Readonly<Record<OutputFormat, string>>;
  readonly formatHints: Readonly<Record<OutputFormat, string>>;
  readonly shapeNames: Readonly<Record<Shape, string>>;
  readonly shapeHints: Readonly<Record<Shape, string>>;
  readonly themeNames: Readonly<Record<Theme, string>>;
}

export const texts: Readonly<Record<Language, Text>> = { en, 'zh-CN': zhCN };

/** How each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '中文' };

/** The same where there is no room. */
export const languageMarks: Readonly<Record<Language, string>> = { en: 'EN', 'zh-CN': '中' };
