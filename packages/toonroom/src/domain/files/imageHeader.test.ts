import { describe, expect, test } from 'vitest';
import { bytesOf, u16, u32 } from './bytes.ts';
import { readImageHeader } from './imageHeader.ts';
import { exifSegment, exifTiff, jpegHead, pngHead, webpHead } from '../testing/imageBytes.ts';

const plain = { orientation: 1, animated: false, cmyk: false };

describe('JPEG', () => {
  test('size, orientation, print colours', () => {
    const segments = bytesOf(
      bytesOf(0xff, 0xe0, u16(16), new Uint8Array(14)),
      exifSegment(6),
      0xff, // a fill byte before the next marker
    );
    expect(readImageHeader(jpegHead(640, 480, { segments }))).toEqual({
      ...plain,
      format: 'jpeg',
      width: 640,
      height: 480,
      orientation: 6,
      exif: bytesOf('Exif\0\0', exifTiff(6, false)),
    });
    expect(readImageHeader(jpegHead(8, 9, { components: 4 })).cmyk).toBe(true);
  });

  test('the first of two EXIF segments counts', () => {
    const segments = bytesOf(exifSegment(8, true), exifSegment(3));
    expect(readImageHeader(jpegHead(8, 9, { segments })).orientation).toBe(8);
  });

  test('a size beyond every limit is read without decoding', () => {
    expect(readImageHeader(jpegHead(64250, 64250))).toMatchObject({ width: 64250, height: 64250 });
  });

  test('scan data without a frame is corrupt', () => {
    const bytes = bytesOf(0xff, 0xd8, 0xff, 0xda, new Uint8Array(40));
    expect(() => readImageHeader(bytes)).toThrow(
      expect.objectContaining({ code: 'CORRUPT_IMAGE' }),
    );
  });

  test('a frame behind what only looks like a segment is the one that decoders see', () => {
    const hidden = jpegHead(30_000, 30_000).subarray(2);
    const segments = bytesOf(0xff, 0x00, u16(hidden.length + 2), hidden);
    const size = { width: 30_000, height: 30_000 };
    expect(readImageHeader(jpegHead(8, 9, { segments }))).toMatchObject(size);
  });

  test.each([
    ['zeros', new Uint8Array(18)],
    ['one zero', Uint8Array.of(0)],
    ['FF 00', Uint8Array.of(0xff, 0x00)],
    ['text', bytesOf('stray')],
  ])('%s between segments is passed over', (_, stray) => {
    const segments = bytesOf(exifSegment(6), stray);
    const head = { width: 640, height: 480, orientation: 6 };
    expect(readImageHeader(jpegHead(640, 480, { segments }))).toMatchObject(head);
  });
});

describe('PNG', () => {
  test('size, orientation, animation', () => {
    const head = pngHead(70000, 3, [
      ['acTL', u32(2)],
      ['eXIf', exifTiff(5, true)],
      ['IDAT', Uint8Array.of(1)],
    ]);
    expect(readImageHeader(head)).toEqual({
      format: 'png',
      width: 70000,
      height: 3,
      orientation: 5,
      exif: exifTiff(5, true),
      animated: true,
      cmyk: false,
    });
  });

  test('what stands behind the picture data is left alone', () => {
    const head = pngHead(7, 3, [
      ['IDAT', Uint8Array.of(1)],
      ['acTL', u32(2)],
    ]);
    expect(readImageHeader(head)).toEqual({ ...plain, format: 'png', width: 7, height: 3 });
  });
});

describe('WebP', () => {
  test('lossy', () => {
    const frame = bytesOf(0, 0, 0, 0x9d, 0x01, 0x2a, u16(321, true), u16(123, true));
    expect(readImageHeader(webpHead([['VP8 ', frame]]))).toEqual({
      ...plain,
      format: 'webp',
      width: 321,
      height: 123,
    });
  });

  test('lossless', () => {
    const bits = (321 - 1) | ((123 - 1) << 14);
    const head = webpHead([['VP8L', bytesOf(0x2f, u32(bits, true))]]);
    expect(readImageHeader(head)).toMatchObject({ width: 321, height: 123 });
  });

  test('extended: animation, and orientation behind the frames', () => {
    const canvas = bytesOf(0x0a, 0, 0, 0, u16(319, true), 0, u16(239, true), 0);
    const head = webpHead([
      ['VP8X', canvas],
      ['ANMF', new Uint8Array(5)],
      ['EXIF', bytesOf('Exif\0\0', exifTiff(7, false))],
    ]);
    expect(readImageHeader(head)).toEqual({
      format: 'webp',
      width: 320,
      height: 240,
      orientation: 7,
      exif: bytesOf('Exif\0\0', exifTiff(7, false)),
      animated: true,
      cmyk: false,
    });
  });
});

describe('GIF', () => {
  const frame = bytesOf(0x2c, new Uint8Array(8), 0x80, new Uint8Array(6), 2, 1, 0, 0);
  const extension = bytesOf(0x21, 0xf9, 4, new Uint8Array(4), 0);
  const head = bytesOf('GIF89a', u16(20, true), u16(10, true), 0x81, 0, 0, new Uint8Array(12));

  test('one frame is a still', () => {
    expect(readImageHeader(bytesOf(head, extension, frame, 0x3b))).toEqual({
      ...plain,
      format: 'gif',
      width: 20,
      height: 10,
    });
  });

  test('two frames are an animation', () => {
    const bytes = bytesOf(head, extension, frame, extension, frame, 0x3b);
    expect(readImageHeader(bytes).animated).toBe(true);
  });

  test('a first frame beyond the screen enlarges it, as decoders do', () => {
    const place = [7, 8, 60_000, 5].map((value) => u16(value, true));
    const large = bytesOf(0x2c, ...place, 0, 2, 1, 0, 0);
    expect(readImageHeader(bytesOf(head, extension, large, frame, 0x3b))).toMatchObject({
      width: 60_007,
      height: 13,
    });
    expect(readImageHeader(bytesOf(head, frame, large, 0x3b))).toMatchObject({
      width: 20,
      height: 10,
    });
  });

  test.each([
    ['none at all', bytesOf(head, extension, 0x3b)],
    ['none so far', bytesOf(head, extension)],
    ['half a one', bytesOf(head, frame.subarray(0, 6))],
  ])('a frame is needed: %s', (_, bytes) => {
    expect(() => readImageHeader(bytes)).toThrow(
      expect.objectContaining({ code: 'CORRUPT_IMAGE' }),
    );
  });
});

test('BMP: rows may run downwards', () => {
  const info = bytesOf('BM', new Uint8Array(12), u32(40, true), u32(5, true), u32(-7 >>> 0, true));
  expect(readImageHeader(info)).toEqual({ ...plain, format: 'bmp', width: 5, height: 7 });
  const core = bytesOf('BM', new Uint8Array(12), u32(12, true), u16(5, true), u16(7, true), u32(0));
  expect(readImageHeader(core)).toMatchObject({ width: 5, height: 7 });
});

describe('AVIF', () => {
  // The boxes before the picture data of a 4 × 2 px file by libavif: irot 3, imir 0.
  const avif = Uint8Array.from(
    atob(
      'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAAD/bWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAA' +
        'AAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEnAAAAIgAAAChpaW5mAAAAAAABAAAA' +
        'GmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAAB+aXBycAAAAF1pcGNvAAAAFGlzcGUAAAAAAAAABAAAAAIAAAAQcGl4aQAA' +
        'AAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAAAlpcm90AwAAAAlpbWlyAAAAABlpcG1hAAAAAAAA' +
        'AAEAAQYBAoMEhYYAAAAqbWRhdA==',
    ),
    (character) => character.charCodeAt(0),
  );
  const indexOf = (code: string): number => Buffer.from(avif).indexOf(code);

  test('size and orientation of the primary item', () => {
    expect(readImageHeader(avif)).toEqual({
      ...plain,
      format: 'avif',
      width: 4,
      height: 2,
      orientation: 7,
    });
  });

  test('every turn and mirroring', () => {
    const found = [0, 1, 2, 3].flatMap((turns) =>
      [0, 1].map((axis) => {
        const changed = avif.slice();
        changed[indexOf('irot') + 4] = turns;
        changed[indexOf('imir') + 4] = axis;
        return readImageHeader(changed).orientation;
      }),
    );
    expect(found).toEqual([4, 2, 5, 7, 2, 4, 7, 5]);
  });

  test('HEIC and sequences are told by their brands', () => {
    const heic = Uint8Array.from(avif);
    for (const offset of [8, 16]) heic.set(bytesOf('heic'), offset);
    expect(readImageHeader(heic).format).toBe('heic');
    heic.set(bytesOf('avis'), 8);
    expect(readImageHeader(heic)).toMatchObject({ format: 'avif', animated: true });
  });
});

describe('the EXIF item of AVIF and HEIC', () => {
  const block = exifTiff(6, true);
  const item = bytesOf(u32(6), 'Exif\0\0', block);
  const box = (type: string, ...content: readonly (number | string | Uint8Array)[]): Uint8Array => {
    const body = bytesOf(...content);
    return bytesOf(u32(body.length + 8), type, body);
  };
  const places = {
    // As phones and libheif write them: offsets and lengths of 4 bytes.
    narrow: (at: number) => [u32(0), 0x44, 0, u16(1), u16(2), u16(0), u16(1), u32(at)],
    // Version 2: wide ids, an index, a base and offsets of 8 bytes; another item before.
    wide: (at: number) => [
      bytesOf(2, 0, 0, 0, 0x84, 0x84, u32(2)),
      bytesOf(u32(1), u16(0), u16(0), new Uint8Array(8), u16(2), new Uint8Array(2 * 16)),
      bytesOf(u32(2), u16(0), u16(0), u32(0), u32(at - 5), u16(1), u32(0), u32(0), u32(5)),
    ],
    // Not in the file but among the item's own data.
    inside: (at: number) => [
      bytesOf(1, 0, 0, 0, 0x44, 0, u16(1)),
      bytesOf(u16(2), u16(1), u16(0), u16(1), u32(at)),
    ],
  } as const;

  function picture(place: keyof typeof places): Uint8Array {
    const start = box('ftyp', 'heic', u32(0), 'mif1heic');
    const entry =
      place === 'wide'
        ? box('infe', 3, 0, 0, 0, u32(2), u16(0), 'Exif')
        : box('infe', 2, 0, 0, 0, u16(2), u16(0), 'Exif');
    const build = (at: number): Uint8Array =>
      box(
        'meta',
        u32(0),
        box('pitm', u32(0), u16(1)),
        box('iinf', u32(0), u16(1), entry),
        box('iloc', ...places[place](at), u32(item.length)),
        box(
          'iprp',
          box('ipco', box('ispe', u32(0), u32(40), u32(30))),
          box('ipma', u32(0), u32(1), u16(1), 1, 0x81),
        ),
      );
    const at = start.length + build(0).length + 8;
    return bytesOf(start, build(at), box('mdat', item));
  }

  test.each(['narrow', 'wide'] as const)('%s fields', (place) => {
    // Which way is up is for the item's own properties to say.
    expect(readImageHeader(picture(place))).toEqual({
      ...plain,
      format: 'heic',
      width: 40,
      height: 30,
      exif: block,
    });
  });

  test('elsewhere or beyond the bytes it is left alone', () => {
    const size = { width: 40, height: 30, exif: undefined };
    expect(readImageHeader(picture('inside'))).toMatchObject(size);
    const cut = picture('narrow').slice(0, -1);
    expect(readImageHeader(cut)).toMatchObject(size);
  });

  test('damage to it is no damage to the picture', () => {
    const whole = picture('narrow');
    for (const code of ['iinf', 'iloc']) {
      const start = Buffer.from(whole).indexOf(code) - 4;
      const end = start + Buffer.from(whole).readUInt32BE(start);
      for (let at = start + 8; at < end; at++) {
        const broken = whole.slice();
        broken[at] = 255;
        expect(readImageHeader(broken)).toMatchObject({ width: 40, height: 30 });
      }
    }
  });
});

/** A little-endian TIFF whose directory has these tags. */
function tiff(...tags: readonly number[]): Uint8Array {
  const fields = tags.map((tag) => bytesOf(u16(tag, true), u16(4, true), u32(1, true), u32(0)));
  return bytesOf('II*\0', u32(8, true), u16(tags.length, true), ...fields, u32(0));
}

describe('files that are not pictures to open', () => {
  test.each([
    ['EMPTY_FILE', Uint8Array.of()],
    ['NOT_AN_IMAGE', bytesOf('Dear Sir or Madam')],
    ['VIDEO_FILE', bytesOf(u32(24), 'ftypisom', u32(0), 'mp42avc1')],
    ['VIDEO_FILE', bytesOf(0x1a, 0x45, 0xdf, 0xa3, new Uint8Array(20))],
    ['VIDEO_FILE', bytesOf('RIFF', u32(9), 'AVI LIST')],
    ['PDF_FILE', bytesOf('%PDF-1.7')],
    ['RAW_PHOTO', bytesOf(u32(24), 'ftypcrx ', u32(1), 'crx isom')],
    ['RAW_PHOTO', bytesOf('FUJIFILMCCD-RAW 0201')],
    ['RAW_PHOTO', tiff(0x010f, 0x014a)],
    ['UNSUPPORTED_FORMAT', tiff(0x010f)],
    ['UNSUPPORTED_FORMAT', bytesOf('II*\0', new Uint8Array(20))],
    ['UNSUPPORTED_FORMAT', bytesOf('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['CORRUPT_IMAGE', jpegHead(0, 5)],
    ['CORRUPT_IMAGE', bytesOf(0xff, 0xd8, 0xff)],
    ['CORRUPT_IMAGE', bytesOf(u32(16), 'ftypavif', u32(0))],
  ])('%s', (code, bytes) => {
    expect(() => readImageHeader(bytes)).toThrow(
      expect.objectContaining({ code, stage: 'decode' }),
    );
  });

  test('a header cut short anywhere is corrupt, never a crash', () => {
    const whole = jpegHead(640, 480, { segments: exifSegment(6) });
    for (let length = 2; length < whole.length - 9; length++) {
      expect(() => readImageHeader(whole.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'CORRUPT_IMAGE' }),
      );
    }
  });
});
