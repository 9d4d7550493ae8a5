import { en } from './en.ts';
import type { Text } from './index.ts';
import type { Language } from '../shared/state/settingsSlice.ts';
import { zhCN } from './zhCN.ts';

/** All languages at once: for the build and for tests. The page loads one of them. */
export const texts: Readonly<Record<Language, Text>> = { en, 'zh-CN': zhCN };
