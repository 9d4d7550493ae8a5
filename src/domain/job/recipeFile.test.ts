import { expect, test } from 'vitest';
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

test('gives a recipe back as it was', () => {
  expect(parseRecipeFile(writeRecipeFile(recipe))).toEqual(recipe);
});

test('leaves single people out, and a picture of the user’s own', () => {
  const text = writeRecipeFile({
    ...recipe,
    background: 'picture',
    backdrop: { pictureId: 'beach' },
    faces: { 0: { drawn: false } },
  });
  expect(text).not.toContain('beach');
  const { backdrop: _backdrop, ...others } = recipe;
  expect(parseRecipeFile(text)).toEqual({ ...others, background: 'drawn' });
});

const fault = (text: string): string => {
  try {
    parseRecipeFile(text);
  } catch (error) {
    return error instanceof RecipeFileError ? error.fault : String(error);
  }
  return 'none';
};

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
