import { describe, expect, test } from 'vitest';
import { baseStyleId, formatStyleCode, parseStyleCode, plainCode, sharesOf } from './styleCode.ts';

describe('a style code', () => {
  test.each([
    'anime',
    'anime.60*comic.40',
    '3d.34*anime.33*comic.33',
    'comic**lineWeight.-30*warmth.100*grade.low_a.512*skin.gamma.0*strokes.spark2.1000*backdrop.ffd966f28b5b',
  ])('%s is read and written the same', (code) => {
    const parsed = parseStyleCode(code);
    expect(parsed && formatStyleCode(parsed)).toBe(code);
  });

  test.each([
    '',
    'Anime',
    'anime.60',
    'anime.60*comic.30',
    'anime*comic',
    'anime.100*comic.0',
    'anime.50*anime.50',
    'a.25*b.25*c.25*d.25',
    'anime**lineWeight',
    'anime**lineWeight.',
    'anime**lineWeight.NaN',
    'anime**lineWeight.1e9',
    'anime**backdrop.ffd966',
    'anime**<script>.1',
    `anime**eyes.1${'*skin.gamma.1'.repeat(1000)}`,
  ])('%s is none', (code) => {
    expect(parseStyleCode(code)).toBeUndefined();
  });

  test('values beyond a range are moved to its end', () => {
    const parsed = parseStyleCode('anime**eyes.-999*skin.gamma.9999*hair.low.-5');
    expect(parsed).toMatchObject({
      tuned: { eyes: -100 },
      numbers: { 'skin.gamma': 1000, 'hair.low': 0 },
    });
  });

  test('is the same whatever was chosen first', () => {
    const half = { tuned: { eyes: 0 }, numbers: {} };
    const a = formatStyleCode({
      ...half,
      parts: [
        { id: 'comic', share: 40 },
        { id: 'anime', share: 60 },
      ],
    });
    expect(a).toBe('anime.60*comic.40');
  });

  test('is named after the style that it is mostly made of', () => {
    expect(baseStyleId('anime.30*comic.70**eyes.20')).toBe('comic');
    expect(baseStyleId('sketch')).toBe('sketch');
    expect(plainCode('sketch').parts).toEqual([{ id: 'sketch', share: 100 }]);
  });
});

test('shares are whole and add up to 100', () => {
  expect(sharesOf({ a: 1, b: 1, c: 1 })).toEqual([
    { id: 'a', share: 34 },
    { id: 'b', share: 33 },
    { id: 'c', share: 33 },
  ]);
  expect(sharesOf({ a: 0.999, b: 0.001 })).toEqual([{ id: 'a', share: 100 }]);
  expect(sharesOf({ a: 0, b: 0 })).toBeUndefined();
});
