import { beforeEach, expect, test } from 'vitest';
import type { StyleEntry } from '#sdk/index.ts';
import { getState, patch } from '../shared/state/store.ts';
import { styleName, styleNames } from './styleName.ts';

const entry = (id: string, en: string, zh: string): StyleEntry => ({
  id,
  names: { en, zh },
  licence: 'Apache-2.0',
  thumbnailUrl: '',
  sizeBytes: 1,
  backdrop: ['#000000', '#ffffff'],
  chroma: 1,
});

beforeEach(() => {
  patch('device', { styles: [entry('anime', 'Anime', '动漫'), entry('comic', 'Comic', '美漫')] });
  const own = { author: '', licence: '', savedAt: 1, thumbnailId: null };
  const names = { en: 'Blue hour', zh: '蓝调' };
  patch('styles', { own: [{ ...own, id: 'comic**warmth.-40', names }] });
});

test.each([
  ['anime', 'Anime', '动漫'],
  ['comic**warmth.-40', 'Blue hour', '蓝调'],
  ['anime.60*comic.40', 'Anime 60% + Comic 40%', '动漫 60% + 美漫 40%'],
  ['anime**eyes.20', 'Anime, tuned', '动漫（微调）'],
  [
    'anime.50*comic.50**backdrop.000000ffffff',
    'Anime 50% + Comic 50%, tuned',
    '动漫 50% + 美漫 50%（微调）',
  ],
])('%s is called %s and %s', (code, en, zh) => {
  expect(styleNames(getState(), code)).toEqual({ en, zh });
});

test('what is made of an unknown style has no name but its code', () => {
  expect(styleNames(getState(), 'anime.50*baroque.50')).toBeUndefined();
  expect(styleName('baroque')).toBe('baroque');
});
