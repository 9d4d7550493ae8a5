import { expect, test } from 'vitest';
import { defaultRecipe, validateRecipe } from './recipe.ts';

test('numbers are clamped to their ranges', () => {
  expect(validateRecipe({ styleId: '3d', strength: 1.2, exaggeration: 9, other: 1 })).toEqual({
    styleId: '3d',
    strength: 1,
    exaggeration: 1.3,
  });
  expect(validateRecipe({ styleId: '3d', strength: -1, exaggeration: -0.1 })).toEqual({
    styleId: '3d',
    strength: 0,
    exaggeration: 0,
  });
});

test('the default is valid as it stands', () => {
  expect(validateRecipe(defaultRecipe('3d'))).toEqual(defaultRecipe('3d'));
});

test.each([
  null,
  'recipe',
  {},
  { styleId: '', strength: 1, exaggeration: 1 },
  { styleId: '3d', strength: '1', exaggeration: 1 },
  { styleId: '3d', strength: Number.NaN, exaggeration: 1 },
  { styleId: '3d', strength: 1 },
])('%j is refused', (value) => {
  expect(() => validateRecipe(value)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
});
