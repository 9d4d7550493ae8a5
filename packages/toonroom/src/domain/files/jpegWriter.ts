import { type BytePart, bytesOf, u16 } from './bytes.ts';
import type { Raster } from '../picture/raster.ts';

/**
 * Writes a baseline JPEG (ITU-T T.81) strip by strip, so that the whole picture never has to be in
 * memory: browsers encode only whole canvases, and some limit those to 16.7 megapixels.
 *
 * Chroma is kept at full size, since drawings have thin coloured lines; all components share the
 * Huffman tables that Annex K.3 gives for luminance. Transparent pixels are blended over white.
 */
export class JpegWriter {
  readonly #width: number;
  readonly #height: number;
  readonly #steps: readonly [Uint8Array, Uint8Array];
  readonly #scales: readonly [Float32Array, Float32Array];
  /** DC coefficients of the last block of Y, Cb and Cr: the next block stores the difference. */
  readonly #means = [0, 0, 0];
  readonly #bits = new BitWriter();
  readonly #block = new Float32Array(64);

  /** `quality` is 0..1, on libjpeg's scale. */
  constructor(width: number, height: number, quality: number) {
    this.#width = width;
    this.#height = height;
    this.#steps = [scaledSteps(lightnessSteps, quality), scaledSteps(chromaSteps, quality)];
    this.#scales = [coefficientScales(this.#steps[0]), coefficientScales(this.#steps[1])];
  }

  /** Everything before the picture data. */
  start(): Uint8Array<ArrayBuffer> {
    const size = bytesOf(u16(this.#height), u16(this.#width));
    const tables = this.#steps.map((steps, index) =>
      jpegSegment(
        0xdb,
        index,
        zigzag.map((position) => steps[position]!),
      ),
    );
    const components = [1, 2, 3];
    const sampling = components.flatMap((id) => [id, 0x11, id > 1 ? 1 : 0]);
    const codes = components.flatMap((id) => [id, 0]);
    return bytesOf(
      bytesOf(0xff, 0xd8),
      jpegSegment(0xe0, 'JFIF', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
      ...tables,
      jpegSegment(0xc0, 8, size, components.length, sampling),
      jpegSegment(0xc4, 0x00, dcCounts, dcValues),
      jpegSegment(0xc4, 0x10, acCounts, acValues),
      jpegSegment(0xda, components.length, codes, 0, 63, 0),
    );
  }

  /**
   * Encodes the next rows, which have the width of the picture. Every strip but the last has a
   * height that is a multiple of 8.
   */
  write(strip: Raster): Uint8Array<ArrayBuffer> {
    for (let top = 0; top < strip.height; top += 8) {
      for (let left = 0; left < strip.width; left += 8) {
        for (let component = 0; component < 3; component++) {
          this.#cut(strip, left, top, component);
          this.#encode(component);
        }
      }
    }
    return this.#bits.take();
  }

  /** The end of the file. */
  end(): Uint8Array<ArrayBuffer> {
    this.#bits.flush();
    return Uint8Array.from([...this.#bits.take(), 0xff, 0xd9]);
  }

  /**
   * Copies one component of 8 × 8 px into the block, centred on zero; beyond the strip its edge is
   * repeated.
   */
  #cut({ data, width, height }: Raster, left: number, top: number, component: number): void {
    const [red, green, blue] = componentWeights[component]!;
    const shift = component === 0 ? -128 : 0;
    for (let row = 0; row < 8; row++) {
      const start = Math.min(height - 1, top + row) * width;
      for (let column = 0; column < 8; column++) {
        const pixel = (start + Math.min(width - 1, left + column)) * 4;
        const value = red * data[pixel]! + green * data[pixel + 1]! + blue * data[pixel + 2]!;
        const alpha = data[pixel + 3]! / 255;
        const white = component === 0 ? 255 : 0;
        this.#block[row * 8 + column] = value * alpha + white * (1 - alpha) + shift;
      }
    }
  }

  #encode(component: number): void {
    const block = this.#block;
    const scales = this.#scales[component === 0 ? 0 : 1];
    for (let row = 0; row < 64; row += 8) transform(block, row, 1);
    for (let column = 0; column < 8; column++) transform(block, column, 8);
    const mean = Math.round(block[0]! * scales[0]!);
    this.#bits.number(dcCodes, 0, mean - this.#means[component]!);
    this.#means[component] = mean;
    let zeros = 0;
    for (let index = 1; index < 64; index++) {
      const position = zigzag[index]!;
      const value = Math.round(block[position]! * scales[position]!);
      if (value === 0) {
        zeros += 1;
        continue;
      }
      for (; zeros > 15; zeros -= 16) this.#bits.code(acCodes, 0xf0);
      this.#bits.number(acCodes, zeros << 4, value);
      zeros = 0;
    }
    if (zeros > 0) this.#bits.code(acCodes, 0x00);
  }
}

/** One segment, with its length: at most 65,533 bytes of `parts`. */
export function jpegSegment(
  marker: number,
  ...parts: readonly BytePart[]
): Uint8Array<ArrayBuffer> {
  const body = bytesOf(...parts);
  return bytesOf(0xff, marker, u16(body.length + 2), body);
}

/** Weights of R, G and B in Y, Cb and Cr (JFIF 1.02). */
const componentWeights = [
  [0.299, 0.587, 0.114],
  [-0.168736, -0.331264, 0.5],
  [0.5, -0.418688, -0.081312],
] as const;

// oxfmt-ignore
const lightnessSteps = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
  14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
// oxfmt-ignore
const chromaSteps = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99,
  24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
  ...Array.from({ length: 32 }, () => 99),
];

/** libjpeg's quality: 0.5 leaves the steps as they are, 1 makes them all 1. */
function scaledSteps(steps: readonly number[], quality: number): Uint8Array {
  const percent = Math.min(100, Math.max(1, Math.round(quality * 100)));
  const factor = percent < 50 ? 5000 / percent : 200 - 2 * percent;
  return Uint8Array.from(steps, (step) =>
    Math.min(255, Math.max(1, Math.floor((step * factor + 50) / 100))),
  );
}

/** The order in which a block's coefficients are stored: along its diagonals. */
const zigzag: readonly number[] = Array.from({ length: 64 }, (_, position) => position).toSorted(
  (a, b) => {
    const [diagonalA, diagonalB] = [a, b].map((at) => (at >> 3) + (at & 7)) as [number, number];
    if (diagonalA !== diagonalB) return diagonalA - diagonalB;
    return diagonalA % 2 === 0 ? (a & 7) - (b & 7) : (a >> 3) - (b >> 3);
  },
);

/** Cosine c(k, n) of the orthonormal transform of eight values. */
const cosines = Float32Array.from({ length: 64 }, (_, index) => {
  const [k, n] = [index >> 3, index & 7];
  return Math.sqrt(k === 0 ? 1 / 8 : 1 / 4) * Math.cos(((2 * n + 1) * k * Math.PI) / 16);
});

const sums = new Float32Array(8);

/** The cosine transform of eight values of `block`, in place: even coefficients from sums, odd ones from differences. */
function transform(block: Float32Array, start: number, stride: number): void {
  for (let n = 0; n < 4; n++) {
    const first = block[start + n * stride]!;
    const last = block[start + (7 - n) * stride]!;
    sums[n] = first + last;
    sums[n + 4] = first - last;
  }
  const [s0, s1, s2, s3, d0, d1, d2, d3] = sums as unknown as readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let k = 0; k < 8; k += 2) {
    const even = k * 8;
    const odd = even + 8;
    block[start + k * stride] =
      cosines[even]! * s0 +
      cosines[even + 1]! * s1 +
      cosines[even + 2]! * s2 +
      cosines[even + 3]! * s3;
    block[start + (k + 1) * stride] =
      cosines[odd]! * d0 + cosines[odd + 1]! * d1 + cosines[odd + 2]! * d2 + cosines[odd + 3]! * d3;
  }
}

function coefficientScales(steps: Uint8Array): Float32Array {
  return Float32Array.from(steps, (step) => 1 / step);
}

const dcCounts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const dcValues = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const acCounts = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d];
// oxfmt-ignore
const acValues = [
  0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07,
  0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0,
  0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28,
  0x29, 0x2a, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49,
  0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
  0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89,
  0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7,
  0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5,
  0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2,
  0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
  0xf9, 0xfa,
];

/** By symbol: the Huffman code and its length. */
interface Codes {
  readonly codes: Uint16Array;
  readonly lengths: Uint8Array;
}

/** Annex C: codes of one length count up, and double from one length to the next. */
function codesOf(counts: readonly number[], values: readonly number[]): Codes {
  const codes = new Uint16Array(256);
  const lengths = new Uint8Array(256);
  let [code, next] = [0, 0];
  counts.forEach((count, index) => {
    for (let taken = 0; taken < count; taken++) {
      const value = values[next++]!;
      codes[value] = code++;
      lengths[value] = index + 1;
    }
    code <<= 1;
  });
  return { codes, lengths };
}

const dcCodes = codesOf(dcCounts, dcValues);
const acCodes = codesOf(acCounts, acValues);

/** Writes bits from the most significant on, with a zero byte after each byte of ones. */
class BitWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #pending = 0;
  #count = 0;

  code({ codes, lengths }: Codes, symbol: number): void {
    this.#write(codes[symbol]!, lengths[symbol]!);
  }

  /** Writes `value`: its number of bits in the low half of the symbol, then those bits. */
  number(codes: Codes, high: number, value: number): void {
    const size = 32 - Math.clz32(Math.abs(value));
    this.code(codes, high | size);
    if (size > 0) this.#write(value > 0 ? value : value + (1 << size) - 1, size);
  }

  /** Fills the last byte with ones. */
  flush(): void {
    if (this.#count > 0) this.#write((1 << (8 - this.#count)) - 1, 8 - this.#count);
  }

  /** The whole bytes written since the last call. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #write(value: number, length: number): void {
    this.#pending = (this.#pending << length) | value;
    this.#count += length;
    while (this.#count >= 8) {
      this.#count -= 8;
      const byte = (this.#pending >> this.#count) & 255;
      this.#put(byte);
      if (byte === 255) this.#put(0);
    }
    this.#pending &= (1 << this.#count) - 1;
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(2 * this.#length);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[this.#length++] = byte;
  }
}
