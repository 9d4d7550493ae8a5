import { expect, test } from 'vitest';
import { defaultRecipe, faceRecipe, hasOwnStrength, stylesOf, type Recipe } from './recipe.ts';
import { validateRecipe } from './validateRecipe.ts';

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

const group: Recipe = {
  styleId: '3d',
  strength: 0.8,
  exaggeration: 1,
  background: 'blurred',
  faces: { 1: { styleId: 'comic', exaggeration: 0.5 }, 2: { drawn: false, strength: 0.9 } },
};

test('a face gets what is asked for it, and otherwise what all get', () => {
  expect(faceRecipe(group, 0)).toEqual({ styleId: '3d', strength: 0.8, exaggeration: 1 });
  expect(faceRecipe(group, 1)).toEqual({ styleId: 'comic', strength: 0.8, exaggeration: 0.5 });
  expect(faceRecipe(group, 2)).toEqual({ styleId: '3d', strength: 0, exaggeration: 0 });
  expect([0, 1, 2].map((faceId) => hasOwnStrength(group, faceId))).toEqual([false, false, true]);
  expect(stylesOf(group)).toEqual(['3d', 'comic']);
  expect(stylesOf(defaultRecipe('3d'))).toEqual(['3d']);
});

test('faces are validated as the recipe is', () => {
  expect(validateRecipe(group)).toEqual(group);
  const wild = { ...group, faces: { 0: { strength: 7, exaggeration: -1, unknown: 1 } } };
  expect(validateRecipe(wild).faces).toEqual({ 0: { strength: 1, exaggeration: 0 } });
});

test('how a background looks is validated as well', () => {
  const backdrop = { colours: ['#ffd966', '#F28B5B'], blur: 0.3, pictureId: 'a' } as const;
  expect(validateRecipe({ ...group, backdrop })).toEqual({ ...group, backdrop });
  const wild = { blur: 7, pictureId: '', unknown: 1 };
  expect(validateRecipe({ ...group, backdrop: wild }).backdrop).toEqual({ blur: 1 });
});

test.each([
  null,
  'recipe',
  {},
  { styleId: '', strength: 1, exaggeration: 1 },
  { styleId: '3d', strength: '1', exaggeration: 1 },
  { styleId: '3d', strength: Number.NaN, exaggeration: 1 },
  { styleId: '3d', strength: 1 },
  { ...defaultRecipe('3d'), background: 'sea' },
  { ...defaultRecipe('3d'), backdrop: 'sea' },
  { ...defaultRecipe('3d'), backdrop: { colours: ['red', 'blue'] } },
  { ...defaultRecipe('3d'), backdrop: { colours: ['#ffd966'] } },
  { ...defaultRecipe('3d'), backdrop: { blur: 'much' } },
  { ...defaultRecipe('3d'), faces: null },
  { ...defaultRecipe('3d'), faces: { first: {} } },
  { ...defaultRecipe('3d'), faces: { 0: null } },
  { ...defaultRecipe('3d'), faces: { 0: { drawn: 'no' } } },
  { ...defaultRecipe('3d'), faces: { 0: { styleId: '' } } },
  { ...defaultRecipe('3d'), faces: { 0: { strength: Number.NaN } } },
])('%j is refused', (value) => {
  expect(() => validateRecipe(value)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
});
