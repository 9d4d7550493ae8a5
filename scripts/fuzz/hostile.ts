import { bytesOf, u16, u32 } from '#domain/files/bytes.ts';
import { blackPng, withSegments } from '../../testkit/pictureFiles.ts';
import type { ImageFormat } from '#domain/files/imageHeader.ts';
import { infoBmp } from './corpus/bmp.ts';
import { overhangingGif } from './corpus/gif.ts';
import { avifShape, extent, isoFile, type IsoShape } from './corpus/iso.ts';
import { cameraJpeg } from './corpus/jpeg.ts';
import { iccProfile, size } from './corpus/painting.ts';
import { overfullPng } from './corpus/png.ts';
import { animatedWebp } from './corpus/webp.ts';
import { containers, withField } from './containers.ts';
import type { Random } from './random.ts';

/** Numbers at which readers of files stumble. */
export const awkwardNumbers = [
  0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x100, 0x3fff, 0x4000, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0xff_ffff,
  0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff,
] as const;

/** An EXIF block whose directories lead nowhere, in circles or on for ever. */
export function hostileExif(random: Random): Uint8Array {
  const little = random.chance(0.5);
  const word = (value: number): Uint8Array => u16(value & 0xffff, little);
  const long = (value: number): Uint8Array => u32(value >>> 0, little);
  const number = (): number => random.pick([...awkwardNumbers, 6, 8, 38]);
  const entry = (): Uint8Array => {
    const tag = random.pick([0x0112, 0x0112, 0x8769, 0x8825, 0xa005, 0x014a, 0x0201, number()]);
    const type = random.pick([3, 3, 1, 2, 4, 5, 7, 12, 0, 13, number()]);
    return bytesOf(word(tag), word(type), long(random.pick([1, 1, number()])), long(number()));
  };
  const entries = Array.from({ length: random.below(5) }, entry);
  return bytesOf(
    random.chance(0.3) ? 'Exif\0\0' : Uint8Array.of(),
    random.chance(0.95) ? (little ? 'II' : 'MM') : 'IM',
    word(random.chance(0.9) ? 42 : number()),
    // The first directory stands at 8; a directory may be followed by itself.
    long(random.chance(0.7) ? 8 : number()),
    word(random.chance(0.6) ? entries.length : number()),
    ...entries,
    long(random.pick([0, 8, 8, number()])),
  );
}

const megabyte = 2 ** 20;

/** A colour profile that is damaged, cut short, or much larger than any. */
export function hostileIcc(random: Random): Uint8Array {
  const profile = Buffer.from(iccProfile());
  switch (random.below(4)) {
    case 0:
      for (let count = random.below(8) + 1; count > 0; count--) {
        const at = random.below((profile.length - 4) / 4) * 4;
        profile.writeUInt32BE(random.pick(awkwardNumbers), at);
      }
      return profile;
    case 1:
      return profile.subarray(0, random.below(profile.length));
    case 2:
      return Buffer.concat([profile, new Uint8Array(random.pick([1, 64, 1024]) * 1024)]);
    default: {
      // One tag repeated until the table alone is a megabyte.
      const count = random.pick([101, 65_535]);
      const entry = profile.subarray(132, 144);
      const table = Buffer.concat(Array.from({ length: count }, () => entry));
      const large = Buffer.concat([profile.subarray(0, 128), u32(count), table]);
      large.writeUInt32BE(large.length, 0);
      return large;
    }
  }
}

/** An AVIF put together from lies about its sizes, its properties and where its picture lies. */
export function hostileAvif(random: Random): Uint8Array {
  const number = (): number => random.pick(awkwardNumbers);
  const properties = [...avifShape.properties];
  const shape: { -readonly [Key in keyof IsoShape]: IsoShape[Key] } = { ...avifShape, properties };
  for (let count = random.below(3) + 1; count > 0; count--) {
    switch (random.below(7)) {
      case 0:
        properties[0] = extent(number(), random.pick([size.height, number()]));
        break;
      case 1:
        properties.splice(random.below(properties.length), 1);
        break;
      case 2: {
        // A clean aperture: width, height and the centre, as fractions.
        const fractions = Array.from({ length: 8 }, () => u32(number()));
        properties.push(['clap', bytesOf(...fractions)]);
        shape.associations = [...shape.associations, 0x80 | properties.length];
        break;
      }
      case 3:
        shape.associations = Array.from({ length: random.below(9) }, () => random.below(256));
        break;
      case 4:
        shape.lies = random.chance(0.5) ? { offset: number() } : { length: number() };
        break;
      case 5:
        shape.brands = random.pick([
          ['avis', 'avif'],
          ['mif1', 'heic'],
          ['heic', 'avif'],
          ['isom'],
        ]);
        break;
      default: {
        const payload = Uint8Array.from(shape.payload);
        payload[random.below(payload.length)] = random.below(256);
        shape.payload = payload;
      }
    }
  }
  return isoFile(shape);
}

/** Just within and just beyond what the app decodes, in both senses: pixels and shapes. */
const hugeSizes: readonly (readonly [width: number, height: number])[] = [
  [10_000, 9_999],
  [10_001, 10_000],
  [16_383, 16_383],
  [65_535, 65_535],
  [99_999_999, 1],
  [1, 65_535],
];

/** The file with other values in the first number fields of a part. */
function sized(
  format: ImageFormat,
  file: Uint8Array,
  part: number,
  sizes: readonly number[],
): Uint8Array {
  const container = containers[format];
  const parts = container.split(file);
  const fields = container.numberFields(parts[part]!);
  sizes.forEach((value, index) => {
    parts[part] = container.sealPart(withField(parts[part]!, fields[index]!, value));
  });
  return Buffer.concat(parts);
}

function jpegOf(width: number, height: number): Uint8Array {
  const file = cameraJpeg();
  const frame = containers.jpeg.split(file).findIndex((part) => part[1] === 0xc0);
  return sized('jpeg', file, frame, [height, width]);
}

interface Bomb {
  readonly format: ImageFormat;
  readonly make: (random: Random) => Uint8Array;
}

/** Small files that unfold into enormous pictures, or say they do. */
export const bombs: Readonly<Record<string, Bomb>> = {
  'black PNG': { format: 'png', make: (random) => blackPng(...random.pick(hugeSizes.slice(0, 2))) },
  'PNG one row high': { format: 'png', make: () => blackPng(99_999_999, 1) },
  'PNG one column wide': { format: 'png', make: () => blackPng(1, 1_000_000) },
  'PNG with more data than picture': { format: 'png', make: () => overfullPng(64 * megabyte) },
  'GIF with a frame beyond its screen': {
    format: 'gif',
    make: (random) => overhangingGif(random.pick([12_000, 65_535]), 12_000),
  },
  'GIF with a vast screen': {
    format: 'gif',
    make: (random) => {
      const [width, height] = random.pick(hugeSizes);
      return sized('gif', overhangingGif(32, 32), 0, [width, height]);
    },
  },
  'WebP with a vast canvas': {
    format: 'webp',
    make: (random) => {
      const [width, height] = random.pick(hugeSizes);
      return animatedWebp({ width, height });
    },
  },
  'packed BMP without rows': {
    format: 'bmp',
    make: (random) => {
      const [width, height] = random.pick(hugeSizes);
      return infoBmp({ width, height, bitsPerPixel: 8, compression: 1 }, bytesOf(0, 1));
    },
  },
  'JPEG that says it is huge': {
    format: 'jpeg',
    make: (random) => jpegOf(...random.pick(hugeSizes)),
  },
  'JPEG within what looks like a segment': {
    format: 'jpeg',
    make: (random) => {
      const hidden = jpegOf(random.pick([5000, 12_000]), 5000).subarray(2);
      const mark = bytesOf(0xff, 0x00, u16(hidden.length + 2));
      return withSegments(cameraJpeg(), Buffer.concat([mark, hidden]));
    },
  },
  'AVIF that says it is huge': {
    format: 'avif',
    make: (random) => {
      const [first, ...others] = avifShape.properties;
      const property = random.chance(0.9) ? extent(...random.pick(hugeSizes)) : first!;
      return isoFile({ ...avifShape, properties: [property, ...others] });
    },
  },
};
