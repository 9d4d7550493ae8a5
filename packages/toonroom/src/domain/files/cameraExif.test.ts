import { describe, expect, test } from 'vitest';
import { bytesOf, u16, u32 } from './bytes.ts';
import { cameraExif } from './cameraExif.ts';
import { fieldsAt, readTiff } from './exif.ts';
import {
  privateExif,
  privateLatitude,
  privateMark,
  tiff,
  type TiffEntry,
} from '../testing/imageBytes.ts';

const size = { width: 640, height: 480 };
const written = new Set([0x0112, 0x0131, 0x8769, 0x9000, 0xa002, 0xa003]);

/** What a block keeps of its photo: each field's value as text, by its tag; numbers and ratios as they read. */
function kept(exif: Uint8Array): Record<string, string> {
  const block = cameraExif(exif, size);
  if (!block) return {};
  const { view, directoryAt } = readTiff(block)!;
  const values: [string, string][] = [];
  const read = (offset: number): void => {
    for (const { tag, type, count, valueAt } of fieldsAt(readTiff(block)!, offset)) {
      if (tag === 0x8769) read(view.getUint32(valueAt));
      if (written.has(tag)) continue;
      const at = view.getUint32(valueAt);
      const start = count > 4 ? at : valueAt;
      const value =
        type === 2
          ? String.fromCharCode(...block.subarray(start, start + count)).replace(/\0$/, '')
          : type === 5
            ? `${view.getUint32(at)}/${view.getUint32(at + 4)}`
            : String(view.getUint16(valueAt));
      values.push([tag.toString(16), value]);
    }
  };
  read(directoryAt);
  return Object.fromEntries(values);
}

/** A block with these fields in its first directory and in the one of how the picture was taken. */
function block(image: readonly TiffEntry[], exif: readonly TiffEntry[] = [], little = false) {
  return tiff([{ entries: [...image, [0x8769, 4, 1]] }, { entries: exif }], little);
}

function text(value: string): Uint8Array {
  return bytesOf(value, 0);
}

function ratio(a: number, b: number): Uint8Array {
  return bytesOf(u32(a), u32(b));
}

function contains(bytes: Uint8Array, part: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from(part));
}

test('a new block, byte by byte', () => {
  const entries: readonly TiffEntry[] = [[0x010f, 2, text('Box')]];
  expect(cameraExif(tiff([{ entries }], true), size)).toEqual(
    bytesOf(
      bytesOf('MM', u16(42), u32(8)),
      u16(4),
      bytesOf(u16(0x010f), u16(2), u32(4), 'Box\0'),
      bytesOf(u16(0x0112), u16(3), u32(1), u16(1), u16(0)),
      bytesOf(u16(0x0131), u16(2), u32(9), u32(62)),
      bytesOf(u16(0x8769), u16(4), u32(1), u32(72)),
      u32(0),
      'Toonroom\0\0',
      u16(3),
      bytesOf(u16(0x9000), u16(7), u32(4), '0232'),
      bytesOf(u16(0xa002), u16(4), u32(1), u32(640)),
      bytesOf(u16(0xa003), u16(4), u32(1), u32(480)),
      u32(0),
    ),
  );
});

describe.each([
  ['big-endian', false],
  ['little-endian', true],
] as const)('of a %s block', (_, little) => {
  const exif = privateExif('Eleventh', 6, little);

  test.each([
    ['as it is', exif],
    ['with its mark', bytesOf('Exif\0\0', exif)],
  ])('date, camera and exposure stay, %s', (_, exif) => {
    expect(kept(exif)).toEqual({
      '10f': 'Eleventh',
      '110': 'Mark II',
      '829a': '1/250',
      '829d': '18/10',
      '8827': '400',
      '9003': '2023:07:09 18:45:31',
      '9011': '+02:00',
      '9291': '42',
      '920a': '50/1',
      a405: '75',
      a434: '50mm F1.8',
    });
  });

  test('nothing else does', () => {
    const clean = cameraExif(exif, size)!;
    expect(contains(exif, bytesOf(privateMark))).toBe(true);
    expect(contains(clean, bytesOf(privateMark))).toBe(false);
    expect(contains(exif, privateLatitude(little))).toBe(true);
    for (const latitude of [privateLatitude(), privateLatitude(true)]) {
      expect(contains(clean, latitude)).toBe(false);
    }
  });

  test('a block that is cut short gives a part of that or nothing', () => {
    const whole = kept(exif);
    for (let length = 0; length < exif.length; length++) {
      expect(whole).toMatchObject(kept(exif.subarray(0, length)));
    }
  });
});

describe('of all fields there can be, only those of the list pass', () => {
  const moment = text('2023:07:09 18:45:31');

  test.each([
    ['image', 2, moment, ['10e', '10f', '110', '132', '13b', '8298']],
    ['image', 3, u16(7), []],
    ['image', 5, ratio(1, 2), []],
    ['image', 7, moment, []],
    ['exif', 2, moment, ['9003', '9004', 'a434']],
    ['exif', 2, text('-05:30'), ['9010', '9011', '9012', 'a434']],
    ['exif', 2, text('007'), ['9290', '9291', '9292', 'a434']],
    ['exif', 3, u16(7), ['8827', 'a405']],
    ['exif', 5, ratio(1, 2), ['829a', '829d', '920a']],
    ['exif', 4, u32(7), []],
    ['exif', 7, moment, []],
    ['exif', 10, ratio(1, 2), []],
  ] as const)('%s directory, type %i', (place, type, value, tags) => {
    expect(Object.keys(kept(everyTag(place, type, value))).toSorted()).toEqual(tags);
  });

  /** A block whose directory holds the same value under every tag there is, but for the one that leads on. */
  function everyTag(place: 'image' | 'exif', type: number, value: Uint8Array): Uint8Array {
    const tags = Array.from({ length: 65536 }, (_, tag) => tag).filter((tag) => tag !== 0x8769);
    const bytesPerValue = type === 3 ? 2 : type === 4 ? 4 : type === 5 || type === 10 ? 8 : 1;
    const head = bytesOf(
      bytesOf('MM', u16(42), u32(place === 'image' ? 26 : 8)),
      bytesOf(u16(1), u16(0x8769), u16(4), u32(1), u32(26), u32(0)),
      u16(tags.length),
    );
    const valuesAt = head.length + 12 * tags.length;
    const fields = new DataView(new ArrayBuffer(12 * tags.length));
    tags.forEach((tag, index) => {
      fields.setUint16(12 * index, tag);
      fields.setUint16(12 * index + 2, type);
      fields.setUint32(12 * index + 4, value.length / bytesPerValue);
      fields.setUint32(12 * index + 8, valuesAt);
      if (value.length <= 4) new Uint8Array(fields.buffer).set(value, 12 * index + 8);
    });
    return bytesOf(head, new Uint8Array(fields.buffer), value);
  }
});

test('directories that lead to one another are read once', () => {
  const make: TiffEntry = [0x010f, 2, text('Eleventh')];
  const circle = tiff([
    { entries: [make, [0x8769, 4, 0], [0x8825, 4, 0]], next: 0 },
    { entries: [[0x8769, 4, 1]], next: 0 },
  ]);
  expect(kept(circle)).toEqual({ '10f': 'Eleventh' });
});

test('a value that cannot be is left out, and the others stay', () => {
  const taken: TiffEntry = [0x9003, 2, text('2023:07:09 18:45:31')];
  const wrong: readonly TiffEntry[] = [
    [0x829a, 5, ratio(1, 0)],
    [0x829d, 5, bytesOf(ratio(1, 2), ratio(3, 4))],
    [0x8827, 3, bytesOf(u16(1), u16(2), u16(3))],
    [0x9004, 2, text('    :  :     :  :  ')],
    [0x9010, 2, text('Rome')],
    [0x9290, 2, text('7; DROP')],
    [0xa434, 2, text('\x01\x02')],
    [0xa405, 3, Uint8Array.of()],
  ];
  expect(kept(block([], [...wrong, taken]))).toEqual({ '9003': '2023:07:09 18:45:31' });
});

test.each([0xffffffff, 0x7fffffff, 4097, 60])('a text of %i bytes that are not there', (count) => {
  const exif = block([[0x010f, 2, text('Eleventh')]], [[0xa434, 2, text('50mm F1.8')]]);
  exif.set(u32(count), 8 + 2 + 4);
  expect(kept(exif)).toEqual(count === 60 ? kept(exif) : { a434: '50mm F1.8' });
  exif.set(u32(exif.length - 3), 8 + 2 + 8);
  expect(kept(exif)).toEqual({ a434: '50mm F1.8' });
});

test('a directory of more fields than there is room for', () => {
  const exif = block([[0x010f, 2, text('Box')]]);
  exif.set(u16(65535), 8);
  expect(kept(exif)).toEqual({ '10f': 'Box' });
});

test('text ends at its first zero, whatever hides behind it; blank or endless text is none', () => {
  const texts = (value: string) => kept(block([[0x8298, 2, text(value)]]));
  expect(texts(`Ann\0${privateMark}`)).toEqual({ '8298': 'Ann' });
  expect(texts('Zo\xc3\xab\n\xc2\xa9 2024')).toEqual({ '8298': 'Zo\xc3\xab\n\xc2\xa9 2024' });
  expect(texts('  ')).toEqual({});
  expect(texts('')).toEqual({});
  expect(Object.keys(texts('x'.repeat(4095)))).toEqual(['8298']);
  expect(texts('x'.repeat(4096))).toEqual({});
});

test('the longest block fits into a JPEG’s segment', () => {
  const long = text('x'.repeat(4095));
  const names = [0x010e, 0x010f, 0x0110, 0x013b, 0x8298].map((tag): TiffEntry => [tag, 2, long]);
  const exif = cameraExif(block(names, [[0xa434, 2, long]]), size)!;
  expect(exif.length).toBeGreaterThan(6 * 4096);
  expect(exif.length).toBeLessThan(65_535 - 2 - 6);
});

test('of two fields with one tag the first counts', () => {
  const both = block([
    [0x010f, 2, text('First')],
    [0x010f, 2, text('Second')],
  ]);
  expect(kept(both)).toEqual({ '10f': 'First' });
});

test('without anything to keep there is no block', () => {
  const noCamera = tiff([{ entries: [[0x0112, 3, u16(6)]] }]);
  const notTiff = [bytesOf(), bytesOf('Exif\0\0'), bytesOf('II*\0'), bytesOf('Dear Sir or Madam')];
  for (const exif of [noCamera, ...notTiff]) expect(cameraExif(exif, size)).toBeUndefined();
});

test('no bytes whatever make it fail', () => {
  const exif = privateExif('Eleventh', 6);
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 1000; round++) {
    const broken = exif.slice();
    for (let change = 0; change < 1 + (round % 8); change++) {
      broken[random(broken.length)] = [0, 1, 255, random(256)][random(4)]!;
    }
    const clean = cameraExif(broken, size);
    // What comes out reads back as itself.
    expect(clean && cameraExif(clean, size)).toEqual(clean);
  }
});
