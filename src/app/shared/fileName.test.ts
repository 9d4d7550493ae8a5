import { describe, expect, it } from 'vitest';
import { drawingFileName, safeFileName } from './fileName.ts';

const named = (stem: string): string => safeFileName(stem, '-3d.png', 'portrait');

describe('safeFileName', () => {
  it('leaves an ordinary name alone', () => {
    expect(named('holiday 2024 (1)')).toBe('holiday 2024 (1)-3d.png');
    expect(named('小美的照片')).toBe('小美的照片-3d.png');
  });

  it.each([
    ['a\\b/c', 'a_b_c'],
    ['a:b?c*d|e"f<g>h', 'a_b_c_d_e_f_g_h'],
    ['a\tb\nc', 'a b c'],
    ['a\u00adb\u200bc\u200ed\u200fe\u202ef', 'abcdef'],
    ['a\u0000b\u007fc\u0085', 'abc'],
    ['👩\u200d👧 me', '👩👧 me'],
    ['..hidden. . ', 'hidden'],
    ['e\u0301', '\u00e9'],
    ['lone \ud800 surrogate', 'lone  surrogate'],
  ])('%j becomes %j', (stem, clean) => {
    expect(named(stem)).toBe(`${clean}-3d.png`);
  });

  it('keeps clear of the names of devices', () => {
    expect(safeFileName('CON', '.png', 'portrait')).toBe('_CON.png');
    expect(safeFileName('com1.old', '.png', 'portrait')).toBe('_com1.old.png');
    expect(safeFileName('console', '.png', 'portrait')).toBe('console.png');
  });

  it('falls back where nothing is left', () => {
    expect(named('')).toBe('portrait-3d.png');
    expect(named(' .\u200b. ')).toBe('portrait-3d.png');
  });

  it('holds at most 200 bytes, cut between characters', () => {
    const name = named('👩🏽'.repeat(100));
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^(?:👩🏽)+-3d\.png$/u);
    expect(named('a'.repeat(500))).toHaveLength(200);
  });
});

it('keeps the name of the photo and adds style and extension', () => {
  expect(drawingFileName('holiday.2024.HEIC', '3d', 'jpeg')).toBe('holiday.2024-3d.jpg');
  expect(drawingFileName('me', 'comic', 'webp')).toBe('me-comic.webp');
  expect(drawingFileName('', '3d', 'png')).toBe('portrait-3d.png');
  expect(drawingFileName('me.jpg', 'anime', 'webp', '.')).toBe('me.anime.webp');
});
