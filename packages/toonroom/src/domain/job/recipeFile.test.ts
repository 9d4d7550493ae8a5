import { expect, test } from 'vitest';
import { defaultAvatar } from '../finish/avatar.ts';
import { defaultSticker } from '../finish/sticker.ts';
import { initialFrame } from '../frame/frame.ts';
import type { Making } from './making.ts';
import type { Recipe } from './recipe.ts';
import { parseRecipeFile, RecipeFileError, writeRecipeFile } from './recipeFile.ts';

const recipe: Recipe = {
  styleId: 'anime',
  strength: 0.8,
  exaggeration: 1.1,
  background: 'dots',
  backdrop: { colours: ['#ffd966', '#f28b5b'] },
  tweaks: { eyes: 0.3 },
  madeOn: { width: 40, height: 30 },
};

const making: Making = {
  sticker: { ...defaultSticker, size: 'whatsapp' },
  avatar: { ...defaultAvatar, sizes: [512, 32] },
  frame: { ...initialFrame, caption: '生日快乐 🎂' },
  print: { paper: 'a4', fit: 'fill', hasMargin: true },
};

const fault = (text: string): string => {
  try {
    parseRecipeFile(text);
  } catch (error) {
    return error instanceof RecipeFileError ? error.fault : String(error);
  }
  return 'none';
};

test('gives a recipe back as it was', () => {
  expect(parseRecipeFile(writeRecipeFile({ recipe, making }))).toEqual({ recipe, making });
});

test('needs no word of what is made', () => {
  const text = JSON.stringify({ format: 'toonrecipe', version: 1, recipe });
  expect(parseRecipeFile(text)).toEqual({ recipe, making: {} });
});

test('refuses what nobody can make', () => {
  const wrong = { ...making, print: { ...making.print, paper: 'wall' } };
  expect(fault(writeRecipeFile({ recipe, making: wrong as Making }))).toBe('notARecipe');
});

test('leaves single people out, and a picture of the user’s own', () => {
  const own = { background: 'picture', backdrop: { pictureId: 'beach' } } as const;
  const text = writeRecipeFile({
    recipe: {
      ...recipe,
      ...own,
      faces: { 0: { drawn: false } },
      strokes: [{ effect: { kind: 'photo' }, area: { kind: 'person', faceId: 3 }, path: null }],
    },
    making: {},
  });
  expect(text).not.toContain('beach');
  const { backdrop: _backdrop, ...others } = recipe;
  expect(parseRecipeFile(text).recipe).toEqual({ ...others, background: 'drawn' });
});

test.each([
  ['', 'notARecipe'],
  ['null', 'notARecipe'],
  ['[1, 2]', 'notARecipe'],
  ['{"format":"toonstyle","version":1}', 'notARecipe'],
  ['{"format":"toonrecipe","version":9,"recipe":{}}', 'otherVersion'],
  ['{"format":"toonrecipe","version":1}', 'notARecipe'],
  ['{"format":"toonrecipe","version":1,"recipe":{"styleId":"anime"}}', 'notARecipe'],
])('%j: %s', (text, expected) => {
  expect(fault(text)).toBe(expected);
});
