import { expect, it } from 'vitest';
import { drawingFileName } from './download.ts';

it('keeps the name of the photo and adds style and extension', () => {
  expect(drawingFileName('holiday.2024.HEIC', '3d', 'jpeg')).toBe('holiday.2024-3d.jpg');
  expect(drawingFileName('me', 'comic', 'webp')).toBe('me-comic.webp');
  expect(drawingFileName('', '3d', 'png')).toBe('portrait-3d.png');
  expect(drawingFileName('me.jpg', 'anime', 'webp', '.')).toBe('me.anime.webp');
});
