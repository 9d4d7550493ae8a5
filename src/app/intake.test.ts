import { describe, expect, it } from 'vitest';
import { drawingFileName } from './download.ts';
import { choosePhoto } from './intake.ts';

const file = (name: string, type: string): File => new File(['x'], name, { type });

describe('choosePhoto', () => {
  it('takes the first picture of several files', () => {
    const photo = file('b.png', 'image/png');
    const carrier = { files: [file('a.txt', 'text/plain'), photo, file('c.png', 'image/png')] };
    expect(choosePhoto(carrier)).toBe(photo);
  });

  it('takes the first file when none calls itself a picture, as its bytes decide', () => {
    const unnamed = file('IMG_1', '');
    expect(choosePhoto({ files: [unnamed, file('a.txt', 'text/plain')] })).toBe(unnamed);
  });

  it('finds nothing in a drop without files', () => {
    expect(choosePhoto({ files: [] })).toBeNull();
    expect(choosePhoto(null)).toBeNull();
  });
});

describe('drawingFileName', () => {
  it('keeps the name of the photo and adds style and extension', () => {
    expect(drawingFileName('holiday.2024.HEIC', '3d', 'jpeg')).toBe('holiday.2024-3d.jpg');
    expect(drawingFileName('me', 'comic', 'webp')).toBe('me-comic.webp');
    expect(drawingFileName('', '3d', 'png')).toBe('portrait-3d.png');
  });
});
