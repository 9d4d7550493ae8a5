import { describe, expect, test } from 'vitest';
import { shippedManifest, shippedStyle } from '../testing/shipped.ts';
import { resolvedNumbers } from './resolveStyle.ts';
import { codeOfNumbers, parseStyleFile, type StyleFile, writeStyleFile } from './styleFile.ts';

const manifest = shippedManifest();
const bounds = manifest.model.numbers;
const mine: StyleFile = {
  name: 'Blue hour',
  author: 'Ann',
  licence: 'CC0-1.0',
  numbers: { 'skin.gamma': 0.5, 'grade.low_b': -12.345678, 'strokes.lid': 0.1 },
  backdrop: ['#102030', '#405060'],
  thumbnail: 'data:image/webp;base64,UklGRg==',
};

test.each(manifest.styles.map(({ id }) => id))('%s is a file like any other', (id) => {
  const read = parseStyleFile(shippedStyle(id), bounds);
  expect(read).toMatchObject({ unknown: [], moved: [] });
  expect(codeOfNumbers(manifest, read)).toBe(id);
});

test('what is written is read again', () => {
  const read = parseStyleFile(writeStyleFile(mine), bounds);
  expect(read).toEqual({
    ...mine,
    numbers: { ...mine.numbers, 'grade.low_b': -12.346 },
    unknown: [],
    moved: [],
  });
});

test('a tuned mix survives its file', () => {
  const code = 'anime.60*comic.40**eyes.40*warmth.-70';
  const numbers = resolvedNumbers(manifest, code);
  const again = codeOfNumbers(
    manifest,
    parseStyleFile(writeStyleFile({ ...mine, numbers }), bounds),
  );
  const differing = Object.entries(resolvedNumbers(manifest, again)).filter(([name, value]) => {
    const { least, greatest } = bounds[name]!;
    return Math.abs(value - numbers[name]!) > 0.0006 * (greatest - least);
  });
  expect(differing).toEqual([]);
});

test('a thumbnail that is too large is left out', () => {
  const thumbnail = `data:image/png;base64,${'A'.repeat(80_000)}`;
  expect(parseStyleFile(writeStyleFile({ ...mine, thumbnail }), bounds).thumbnail).toBeUndefined();
});

describe('a file', () => {
  const whole = JSON.parse(writeStyleFile(mine)) as Record<string, unknown>;
  const read = (change: object) => parseStyleFile(JSON.stringify({ ...whole, ...change }), bounds);

  test.each([
    ['of another format', { format: 'preset' }, 'notAStyle'],
    ['of another version', { version: 2 }, 'otherVersion'],
    ['without a name', { name: ' ', names: {} }, 'notAStyle'],
    ['without numbers', { numbers: [] }, 'notAStyle'],
    ['with a number that is a word', { numbers: { 'skin.gamma': 'high' } }, 'notAStyle'],
    ['with a number that is null, as NaN becomes', { numbers: { 'skin.gamma': NaN } }, 'notAStyle'],
    ['of many megabytes', { extra: 'x'.repeat(10_000_000) }, 'tooLarge'],
  ])('%s is refused', (_what, change, fault) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ fault }));
  });

  test.each(['', '{', 'null', '[1]', '{"format":"toonstyle","version":1,"numbers":{"a":NaN}}'])(
    'with the text %j is refused',
    (text) => {
      expect(() => parseStyleFile(text, bounds)).toThrow(
        expect.objectContaining({ fault: 'notAStyle' }),
      );
    },
  );

  test('says which numbers are unknown or out of bounds', () => {
    const numbers = { 'skin.gamma': 99, 'skin.glitter': 1, constructor: 1 };
    expect(read({ numbers })).toMatchObject({
      numbers: { 'skin.gamma': bounds['skin.gamma']!.greatest },
      unknown: ['skin.glitter', 'constructor'],
      moved: ['skin.gamma'],
    });
  });

  test('holds no script: pictures of other kinds and long names are cut off', () => {
    const thumbnail = 'data:image/svg+xml;base64,PHN2Zz4=';
    const cut = read({ thumbnail, name: 'n'.repeat(500), backdrop: ['red', 'blue'] });
    expect(cut.thumbnail).toBeUndefined();
    expect(cut.backdrop).toBeUndefined();
    expect(cut.name).toHaveLength(60);
  });
});
