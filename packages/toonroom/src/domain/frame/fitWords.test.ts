import { describe, expect, it, test } from 'vitest';
import { fitWords } from './fitWords.ts';
import { directionOf, graphemesOf, piecesOf } from './words.ts';

/** Every character as wide as half its height. */
const measure = (text: string): number => graphemesOf(text).length * 0.5;
const box = { shape: 'box', width: 200, height: 100 } as const;
const ellipse = { ...box, shape: 'ellipse' } as const;
const size = { min: 4, max: 40 };

test('few words are as large as they may be', () => {
  const fitted = fitWords('Hello', box, size, measure);
  expect(fitted).toMatchObject({ size: 40, lines: ['Hello'], width: 100, isCut: false });
});

describe.each([box, ellipse])('in a $shape', (room) => {
  it('breaks between words, and all of them fit', () => {
    const text = 'We have a very long way to go but the view is worth it';
    const { lines, lineHeight, width, isCut } = fitWords(text, room, size, measure);
    expect(lines.join(' ')).toBe(text);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.length * lineHeight).toBeLessThanOrEqual(100.01);
    expect(width).toBeLessThanOrEqual(200.01);
    expect(isCut).toBe(false);
  });

  it('makes lines even', () => {
    const { lines } = fitWords('aaaa bbbb cccc dddd', room, { min: 24, max: 24 }, measure);
    expect(lines).toEqual(['aaaa bbbb', 'cccc dddd']);
  });

  it('keeps a word whole while it fits at a smaller size', () => {
    const { lines } = fitWords('incomprehensibilities', room, size, measure);
    expect(lines).toEqual(['incomprehensibilities']);
  });

  it('breaks a word that never fits', () => {
    const text = 'x'.repeat(120);
    const { lines, isCut } = fitWords(text, room, size, measure);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(text);
    expect(isCut).toBe(false);
  });

  it('breaks Chinese anywhere, but begins no line with a closing mark', () => {
    const text = '我们还有很长的路要走，不过，风景值得。“是吗？”她问。';
    const { lines } = fitWords(text, room, { min: 18, max: 18 }, measure);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(text);
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。？”]/);
      expect(line).not.toMatch(/“$/);
    }
  });

  it('parts no emoji and no letter from its marks', () => {
    const family = '👨‍👩‍👧‍👦';
    const text = family.repeat(60) + 'é'.normalize('NFD').repeat(60);
    const { lines } = fitWords(text, room, size, measure);
    expect(lines.join('')).toBe(text);
    const whole = graphemesOf(text);
    expect(lines.flatMap((line) => graphemesOf(line))).toEqual(whole);
  });

  it('keeps the order of words that run from right to left', () => {
    const text = 'مرحبا بكم في غرفة الرسم الصغيرة';
    const { lines } = fitWords(text, room, size, measure);
    expect(lines.join(' ')).toBe(text);
  });

  it('keeps lines of one’s own', () => {
    expect(fitWords('one\n\ntwo', room, size, measure).lines).toEqual(['one', '', 'two']);
  });

  it('has nothing to say without words', () => {
    expect(fitWords('  \n ', room, size, measure)).toMatchObject({ lines: [''], isCut: false });
  });

  it.each([
    ['words', 'word '.repeat(2000)],
    ['one word', 'x'.repeat(10_000)],
    ['Chinese', '长'.repeat(10_000)],
    ['lines', 'a\n'.repeat(5000)],
    ['emoji', '👋🏽'.repeat(2500)],
  ])('cuts off 10,000 characters of %s, soon', (_, text) => {
    const start = performance.now();
    const { lines, size: px, isCut } = fitWords(text, room, size, measure);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(isCut).toBe(true);
    expect(px).toBe(4);
    expect(lines.at(-1)).toMatch(/…$/);
  });
});

test.each([
  ['Hello', 'ltr'],
  ['… “שלום”', 'rtl'],
  ['123 مرحبا', 'rtl'],
  ['Hello مرحبا', 'ltr'],
  ['你好', 'ltr'],
  ['', 'ltr'],
] as const)('%s runs %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

test('punctuation stays with its word, a hyphen ends a piece', () => {
  const pieces = piecesOf('“Well-known,” she said (twice): $5.50', measure)[0]!;
  expect(pieces.map(({ text }) => text)).toEqual([
    '“Well-',
    'known,”',
    'she',
    'said',
    '(twice):',
    '$5.50',
  ]);
});
