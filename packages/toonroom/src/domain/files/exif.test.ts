import { describe, expect, test } from 'vitest';
import { bytesOf } from './bytes.ts';
import { orientationFromExif } from './exif.ts';
import { exifTiff } from '../testing/imageBytes.ts';

describe.each([
  ['big-endian', false],
  ['little-endian', true],
] as const)('a %s block', (_, little) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('gives orientation %i', (orientation) => {
    expect(orientationFromExif(exifTiff(orientation, little))).toBe(orientation);
    const marked = bytesOf('Exif\0\0', exifTiff(orientation, little));
    expect(orientationFromExif(marked)).toBe(orientation);
  });

  test.each([0, 9, 65535])('takes %i for upright', (orientation) => {
    expect(orientationFromExif(exifTiff(orientation, little))).toBe(1);
  });

  test('is upright when it is cut short anywhere', () => {
    const tiff = exifTiff(6, little);
    for (let length = 0; length < 20; length++) {
      expect(orientationFromExif(tiff.subarray(0, length))).toBe(1);
    }
  });
});
