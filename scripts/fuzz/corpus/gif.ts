import { animatedGif } from '../../../testkit/pictureFiles.ts';
import { bytesOf, u16 } from '#domain/files/bytes.ts';
import { size } from './painting.ts';

/** Two frames, with a comment and word of how often they repeat. */
export function richGif(): Uint8Array {
  const plain = animatedGif(size.width);
  const head = 13 + 6;
  const repeat = bytesOf('\x21\xff\x0bNETSCAPE2.0\x03\x01', u16(0), 0);
  return bytesOf(plain.subarray(0, head), repeat, '\x21\xfe\x05hello\0', plain.subarray(head));
}

/** A small screen, and on it a frame of `width` × `height` px of which hardly a pixel is there. */
export function overhangingGif(width: number, height: number): Uint8Array {
  const gif = Buffer.from(richGif());
  const frame = gif.indexOf(Buffer.from('\x21\xf9', 'latin1')) + 8;
  gif.writeUInt16LE(width, frame + 5);
  gif.writeUInt16LE(height, frame + 7);
  return gif;
}
