import { bytesOf, codeAt, u32, viewOf } from './bytes.ts';

/** One frame of an animation: a whole still WebP, and how long it is shown. */
export interface WebpFrame {
  readonly still: Uint8Array;
  readonly durationS: number;
}

const headerBytes = 12;
const lengthAt = 4;
const animationFlag = 2;
/** A frame replaces the one before, nothing shows through. */
const noBlending = 2;
/** What of a still goes into a frame. */
const pictureChunks: ReadonlySet<string> = new Set(['ALPH', 'VP8 ', 'VP8L']);

/**
 * How an animation begins that repeats for ever. Its frames follow, and last its length is written over what lies here.
 * Source: WebP Container Specification, https://developers.google.com/speed/webp/docs/riff_container
 */
export function webpStart(width: number, height: number): Uint8Array<ArrayBuffer> {
  return bytesOf(
    'RIFF',
    u32(0),
    'WEBP',
    chunkBytes('VP8X', bytesOf(animationFlag, u24(0), sizeBytes(width, height))),
    chunkBytes('ANIM', new Uint8Array(6)),
  );
}

/** A frame of an animation. */
export function webpFrame(
  width: number,
  height: number,
  { still, durationS }: WebpFrame,
): Uint8Array<ArrayBuffer> {
  const milliseconds = u24(Math.round(durationS * 1000));
  const head = bytesOf(u24(0), u24(0), sizeBytes(width, height), milliseconds, noBlending);
  return chunkBytes('ANMF', bytesOf(head, ...pictureOf(still)));
}

/** What tells the length of a file of so many bytes, and where it lies. */
export function webpLength(fileBytes: number): {
  readonly at: number;
  readonly data: Uint8Array<ArrayBuffer>;
} {
  return { at: lengthAt, data: u32(fileBytes - lengthAt - 4, true) };
}

const sizeBytes = (width: number, height: number): Uint8Array =>
  bytesOf(u24(width - 1), u24(height - 1));

/** The chunks of a still that hold its picture. */
function pictureOf(still: Uint8Array): readonly Uint8Array[] {
  const view = viewOf(still);
  const chunks: Uint8Array[] = [];
  for (let at = headerBytes; at + 8 <= still.length;) {
    const size = view.getUint32(at + 4, true);
    const name = codeAt(view, at);
    if (pictureChunks.has(name))
      chunks.push(chunkBytes(name, still.subarray(at + 8, at + 8 + size)));
    at += 8 + size + (size % 2);
  }
  return chunks;
}

function chunkBytes(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytesOf(name, u32(data.length, true), data, new Uint8Array(data.length % 2));
}

/** Three bytes, the lowest first. */
const u24 = (value: number): Uint8Array => u32(value, true).subarray(0, 3);
