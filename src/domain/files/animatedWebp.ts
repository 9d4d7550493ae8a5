/** One frame of an animation: a whole still WebP, and how long it is shown. */
export interface WebpFrame {
  readonly still: Uint8Array;
  readonly durationS: number;
}

/** A piece of a RIFF file: four letters and what they name. */
interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
}

const headerBytes = 12;
const animationFlag = 2;
/** A frame replaces the one before, nothing shows through. */
const noBlending = 2;
/** What of a still goes into a frame. */
const pictureChunks: ReadonlySet<string> = new Set(['ALPH', 'VP8 ', 'VP8L']);

/**
 * An animated WebP, width × height px, that repeats for ever, of stills of that size.
 * Source: WebP Container Specification, https://developers.google.com/speed/webp/docs/riff_container
 */
export function animatedWebp(
  width: number,
  height: number,
  frames: readonly WebpFrame[],
): Uint8Array<ArrayBuffer> {
  const canvas = new Uint8Array(10);
  canvas[0] = animationFlag;
  writeNumber(canvas, 4, width - 1);
  writeNumber(canvas, 7, height - 1);
  const chunks: Chunk[] = [
    { name: 'VP8X', data: canvas },
    { name: 'ANIM', data: new Uint8Array(6) },
    ...frames.map((frame) => ({ name: 'ANMF', data: frameData(width, height, frame) })),
  ];
  return riff(chunks);
}

function frameData(width: number, height: number, { still, durationS }: WebpFrame): Uint8Array {
  const head = new Uint8Array(16);
  writeNumber(head, 6, width - 1);
  writeNumber(head, 9, height - 1);
  writeNumber(head, 12, Math.round(durationS * 1000));
  head[15] = noBlending;
  const picture = chunksOf(still).filter(({ name }) => pictureChunks.has(name));
  return joined([head, ...picture.map(chunkBytes)]);
}

/** The chunks of a RIFF file. */
function chunksOf(file: Uint8Array): readonly Chunk[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = headerBytes; at + 8 <= file.length;) {
    const size = view.getUint32(at + 4, true);
    const name = String.fromCharCode(...file.subarray(at, at + 4));
    chunks.push({ name, data: file.subarray(at + 8, at + 8 + size) });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

function riff(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const body = joined([letters('WEBP'), ...chunks.map(chunkBytes)]);
  return joined([letters('RIFF'), sizeBytes(body.length), body]);
}

function chunkBytes({ name, data }: Chunk): Uint8Array {
  return joined([letters(name), sizeBytes(data.length), data, new Uint8Array(data.length % 2)]);
}

function letters(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function sizeBytes(size: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, size, true);
  return bytes;
}

/** Three bytes, the lowest first. */
function writeNumber(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 255;
  bytes[at + 1] = (value >> 8) & 255;
  bytes[at + 2] = (value >> 16) & 255;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
