import { describe, expect, it } from 'vitest';
import { words as docsWords } from '../../docs/words.ts';
import { baseOf, type Language, languages } from '../shared/state/settingsSlice.ts';
import { texts } from './texts.ts';
import { laterTexts } from './later.ts';
import { brushToolTexts } from './edit/brush.ts';
import { faceToolTexts } from './edit/face.ts';
import { frameTexts } from './edit/frame.ts';
import { photoToolTexts } from './edit/photo.ts';
import { recipeTexts } from './edit/recipe.ts';
import { stickerTexts } from './edit/stickers.ts';
import { toolTexts } from './edit/tools.ts';
import { embedTexts } from '#embed/text.ts';
import { studioTexts } from '#studio/texts.ts';

/** All tables of a language, those that are fetched later included. */
const tables = (language: Language): object => ({
  ...texts[language],
  later: laterTexts[language],
  tools: toolTexts[language],
  recipe: recipeTexts[language],
  photoTool: photoToolTexts[language],
  brushTool: brushToolTexts[language],
  faceTool: faceToolTexts[language],
  stickers: stickerTexts[language],
  frame: frameTexts[language],
  embed: embedTexts[language],
  docs: docsWords[baseOf(language) === 'zh' ? 'zh' : 'en'],
  studio: studioTexts[language],
});

/** Every sentence of a table by its path; functions are called with placeholders. */
function sentences(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const name = `${path}${key}`;
    if (typeof value === 'string') return [[name, value]];
    if (typeof value === 'function') return [[name, String(value('1', '2', '3'))]];
    return typeof value === 'object' && value !== null ? sentences(value, `${name}.`) : [];
  });
}

describe('texts', () => {
  it('have the same keys in every language', () => {
    const keys = languages.map((language) => sentences(tables(language)).map(([path]) => path));
    for (const others of keys) expect(others.toSorted()).toEqual(keys[0]?.toSorted());
  });

  it.each(languages)('are neither empty nor loud (%s)', (language) => {
    const wrong = sentences(tables(language)).filter(
      ([, sentence]) => sentence.trim() === '' || /[!！]/.test(sentence),
    );
    expect(wrong).toEqual([]);
  });

  it('are translated, save for names', () => {
    const english = new Map(sentences(tables('en')));
    const untranslated = sentences(tables('zh-CN')).filter(
      ([path, sentence]) => english.get(path) === sentence,
    );
    expect(untranslated.map(([path]) => path)).toEqual([
      'formatNames.png',
      'formatNames.jpeg',
      'formatNames.webp',
      'shapeNames.4:5',
      'shapeNames.16:9',
    ]);
  });

  it('carry what they are given', () => {
    for (const language of languages) {
      expect(texts[language].progressDownloadShare('3D', '40%')).toMatch(/3D.*40%/);
    }
  });
});
