import { expect, test } from 'vitest';
import { freeName, ownStyleVersion, parseOwnStyles } from './ownStylesStored.ts';

const record = (change: object = {}) => ({
  version: ownStyleVersion,
  names: { en: 'Blue hour', zh: '蓝调' },
  author: 'Ann',
  licence: '',
  savedAt: 1,
  thumbnail: null,
  ...change,
});

test('styles are read, the newest last', () => {
  const stored = parseOwnStyles([
    ['anime**warmth.-40', record({ savedAt: 5 })],
    ['anime.60*comic.40', record({ savedAt: 2, thumbnail: new Blob(['x']) })],
  ]);
  expect(stored.map(({ id }) => id)).toEqual(['anime.60*comic.40', 'anime**warmth.-40']);
  expect(stored[0]?.thumbnail).toBeInstanceOf(Blob);
});

test.each([
  ['of another version', 'anime', record({ version: 0 })],
  ['without a style code', 'no code', record()],
  ['without names', 'anime', record({ names: { en: 'Blue hour' } })],
  ['without a time', 'anime', record({ savedAt: 'yesterday' })],
  ['that is nothing', 'anime', null],
])('a record %s is left out', (_what, id, value) => {
  expect(parseOwnStyles([[id, value]])).toEqual([]);
});

test('a name that is taken gets a number', () => {
  expect(freeName('Blue', [])).toBe('Blue');
  expect(freeName('Blue', ['Blue', 'Blue 2'])).toBe('Blue 3');
});
