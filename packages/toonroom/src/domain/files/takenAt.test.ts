import { expect, test } from 'vitest';
import { bytesOf, u16, u32 } from './bytes.ts';
import { takenAt } from './takenAt.ts';

/** An EXIF block with a single moment in it. */
const exifOf = (moment: string): Uint8Array =>
  bytesOf(
    bytesOf('MM', u16(42), u32(8)),
    bytesOf(u16(1), u16(0x8769), u16(4), u32(1), u32(26), u32(0)),
    bytesOf(u16(1), u16(0x9003), u16(2), u32(20), u32(44), u32(0)),
    bytesOf(moment, 0),
  );

test('the day of a photo is read', () => {
  expect(takenAt(exifOf('2024:05:17 18:03:59'))).toEqual({ year: 2024, month: 5, day: 17 });
});

test.each(['0000:00:00 00:00:00', '2024:13:01 00:00:00', '    :  :     :  :  '])(
  '“%s” is no day',
  (moment) => {
    expect(takenAt(exifOf(moment))).toBeUndefined();
  },
);

test('bytes that end early or are none have no day', () => {
  const whole = exifOf('2024:05:17 18:03:59');
  for (let length = 0; length < whole.length; length++) {
    expect(takenAt(whole.subarray(0, length))).toBeUndefined();
  }
});
