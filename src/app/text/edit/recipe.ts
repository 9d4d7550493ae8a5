import type { TextTable } from '../table.ts';

const en = {
  title: 'Recipe',
  hint: 'Style, sliders and edits, without any picture: for other photos, or to give to somebody else.',
  save: 'Save as a file',
  load: 'Load a file…',
  fromLink: 'the link',
  inUse: (name: string) => `Further photos get the edits of ${name}.`,
  stop: 'Stop using it',
  messages: {
    applied: (name: string) => `The recipe of ${name} is applied.`,
    appliedInPart: (name: string) =>
      `The recipe of ${name} is applied, but for crop and free strokes: they were made on a photo of another shape.`,
    appliedWithoutStyle: (name: string) =>
      `The recipe of ${name} is applied, but for its style, which is not on this device.`,
    notARecipe: (file: string) => `${file} is not a recipe.`,
    otherVersion: (file: string) =>
      `${file} comes from another version of Toonroom. Reload the page to update it.`,
    tooLarge: (file: string) => `${file} is too large for a recipe.`,
    linkWithoutStrokes:
      'The link leaves the strokes of the brush out: they would make it too long. A file holds them.',
  },
};

const zhCN: typeof en = {
  title: '配方',
  hint: '包含画风、滑块和编辑，不含任何图片，可用于其他照片或分享给他人。',
  save: '存为文件',
  load: '载入文件…',
  fromLink: '链接',
  inUse: (name) => `之后的照片也会使用“${name}”的编辑。`,
  stop: '停止使用',
  messages: {
    applied: (name) => `已应用“${name}”的配方。`,
    appliedInPart: (name) => `已应用“${name}”的配方。裁剪和手绘笔画来自比例不同的照片，未应用。`,
    appliedWithoutStyle: (name) => `已应用“${name}”的配方，但本机没有其中的画风。`,
    notARecipe: (file) => `${file} 不是配方文件。`,
    otherVersion: (file) => `${file} 由其他版本的 Toonroom 生成，请刷新页面以更新。`,
    tooLarge: (file) => `${file} 过大，不是配方文件。`,
    linkWithoutStrokes: '笔画过多，链接中未包含画笔笔画；存为文件可完整保留。',
  },
};

/** What is asked for, as a file or a link. */
export const recipeTexts: TextTable<typeof en> = { en, 'zh-CN': zhCN };
