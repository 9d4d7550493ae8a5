import type { TextTable } from '../table.ts';

const en = {
  toolsTitle: 'Edit by hand',
  toolNames: { photo: 'Crop and light', brush: 'Brush', face: 'Face' },
  done: 'Done',
  makeTitle: 'Make something of it',
  makeNames: { sticker: 'Sticker, avatar', frame: 'Frame, print' },
};

const zhCN: typeof en = {
  toolsTitle: '手动编辑',
  toolNames: { photo: '裁剪与光线', brush: '画笔', face: '五官' },
  done: '完成',
  makeTitle: '制作',
  makeNames: { sticker: '贴纸与头像', frame: '相框与打印' },
};

/** The names of the tools that edit by hand and of what can be made of a drawing. */
export const toolTexts: TextTable<typeof en> = { en, 'zh-CN': zhCN };
