import { describe, expect, test } from 'vitest';
import {
  baseStyleId,
  formatStyleCode,
  parseStyleCode,
  plainCode,
  withoutPart,
  withPart,
  withShare,
} from './styleCode.ts';

describe('a style code', () => {
  test.each([
    'anime',
    'anime.60*comic.40',
    'anime(grade.low_a.512,skin.gamma.0).60*comic.40',
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

const shares = (parts: readonly { readonly share: number }[]) => parts.map(({ share }) => share);

describe('a mix', () => {
  test('shares the rest as before', () => {
    const parts = [
      { id: 'a', share: 50 },
      { id: 'b', share: 30 },
      { id: 'c', share: 20 },
    ] as const;
    expect(shares(withShare(parts, 'a', 75))).toEqual([75, 15, 10]);
    expect(shares(withShare(parts, 'c', 60))).toEqual([25, 15, 60]);
    expect(shares(withShare(parts, 'a', 0))).toEqual([0, 60, 40]);
  });

  test('pushes no style out, and its shares add up to 100', () => {
    const parts = [
      { id: 'a', share: 98 },
      { id: 'b', share: 1 },
      { id: 'c', share: 1 },
    ] as const;
    for (let share = 1; share <= 100; share++) {
      for (const { id } of parts) {
        const moved = shares(withShare(parts, id, share));
        expect(moved.reduce((sum, one) => sum + one, 0)).toBe(100);
        expect(Math.min(...moved)).toBeGreaterThanOrEqual(1);
      }
    }
  });

  test('keeps what was changed in a style with that style, and gives it back', () => {
    const tuned = parseStyleCode('comic**eyes.20*skin.gamma.278')!;
    const mixed = withPart(tuned, 'anime', 50);
    expect(formatStyleCode(mixed)).toBe('anime.50*comic(skin.gamma.278).50**eyes.20');
    expect(formatStyleCode(withoutPart(mixed, 'anime'))).toBe('comic**eyes.20*skin.gamma.278');
    expect(formatStyleCode(withoutPart(mixed, 'comic'))).toBe('anime**eyes.20');
  });
});
