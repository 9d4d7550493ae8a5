import { filterRows, pngChunk, pngStart } from '#domain/files/pngWriter.ts';
import { bytesOf, u16, u32 } from '#domain/files/bytes.ts';
import { deflated, exif, iccProfile, painting, size } from './painting.ts';

const signature = '\x89PNG\r\n\x1a\n';
const { width, height } = size;

const end = pngChunk('IEND', Uint8Array.of());
const start = pngStart(width, height);

function pixels(): Uint8Array {
  return deflated(filterRows(painting(), new Uint8ClampedArray(width * 4)));
}

/** RGBA with every kind of chunk beside the picture. */
export function richPng(): Uint8Array {
  const text = (body: string): Uint8Array => bytesOf('Title\0', body);
  const packed = deflated(Buffer.from('a picture of nothing'));
  return bytesOf(
    start,
    pngChunk('gAMA', u32(45455)),
    pngChunk(
      'cHRM',
      bytesOf(...[31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000].map((v) => u32(v))),
    ),
    pngChunk('iCCP', bytesOf('near sRGB\0\0', deflated(iccProfile()))),
    pngChunk('sBIT', bytesOf(8, 8, 8, 8)),
    pngChunk('bKGD', bytesOf(u16(255), u16(255), u16(255))),
    pngChunk('pHYs', bytesOf(u32(2835), u32(2835), 1)),
    pngChunk('tIME', bytesOf(u16(2024), 2, 29, 12, 0, 0)),
    pngChunk('tEXt', text('plain')),
    pngChunk('zTXt', bytesOf('Title\0\0', packed)),
    pngChunk('iTXt', bytesOf('Title\0', 1, 0, 'en\0\0', packed)),
    pngChunk('eXIf', exif),
    pngChunk('IDAT', pixels()),
    end,
  );
}

/** Three frames: the picture itself and two smaller ones upon it. */
export function animatedPng(): Uint8Array {
  const control = (sequence: number, w: number, h: number): Uint8Array =>
    pngChunk(
      'fcTL',
      bytesOf(
        u32(sequence),
        u32(w),
        u32(h),
        u32(width - w),
        u32(height - h),
        u16(1),
        u16(10),
        1,
        1,
      ),
    );
  const blank = deflated(new Uint8Array((1 + 8 * 4) * 8));
  return bytesOf(
    start,
    pngChunk('acTL', bytesOf(u32(3), u32(0))),
    control(0, width, height),
    pngChunk('IDAT', pixels()),
    ...[1, 3].flatMap((sequence) => [
      control(sequence, 8, 8),
      pngChunk('fdAT', bytesOf(u32(sequence + 1), blank)),
    ]),
    end,
  );
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Adam7: first column, first row, and the steps to the next ones, of each pass. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** A blank PNG of any colour type and depth, in one go or interlaced. */
export function blankPng(colourType: number, depth: number, isInterlaced: boolean): Uint8Array {
  const bits = depth * channelsOf[colourType]!;
  const rawBytes = (w: number, h: number): number =>
    w > 0 ? h * (1 + Math.ceil((w * bits) / 8)) : 0;
  const steps = isInterlaced ? passes : [[0, 0, 1, 1] as const];
  const length = steps.reduce(
    (sum, [x, y, across, down]) =>
      sum + rawBytes(Math.ceil((width - x) / across), Math.ceil((height - y) / down)),
    0,
  );
  const palette = [
    pngChunk('PLTE', bytesOf(200, 30, 30, 30, 200, 30)),
    pngChunk('tRNS', bytesOf(255, 128)),
  ];
  const header = bytesOf(u32(width), u32(height), depth, colourType, 0, 0, isInterlaced ? 1 : 0);
  return bytesOf(
    signature,
    pngChunk('IHDR', header),
    ...(colourType === 3 ? palette : []),
    pngChunk('IDAT', deflated(new Uint8Array(length))),
    end,
  );
}

/** A sound header and picture data that inflate to `inflatedBytes`, whatever the picture needs. */
export function overfullPng(inflatedBytes: number): Uint8Array {
  return Buffer.concat([start, pngChunk('IDAT', deflated(new Uint8Array(inflatedBytes))), end]);
}
