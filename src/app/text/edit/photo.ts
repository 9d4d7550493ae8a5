import type { TextTable } from '../table.ts';

const en = {
  hint: 'TODO',
};

const zhCN: typeof en = {
  hint: 'TODO 中文',
};

export const photoToolTexts: TextTable<typeof en> = { en, 'zh-CN': zhCN };
