import { type WebpFrame, webpFrame, webpLength, webpStart } from '../files/animatedWebp.ts';
import { bytesOf } from '../files/bytes.ts';

/** An animated WebP, width × height px, of stills of that size. */
export function animatedWebp(
  width: number,
  height: number,
  frames: readonly WebpFrame[],
): Uint8Array<ArrayBuffer> {
  const bytes = bytesOf(
    webpStart(width, height),
    ...frames.map((frame) => webpFrame(width, height, frame)),
  );
  const { at, data } = webpLength(bytes.length);
  bytes.set(data, at);
  return bytes;
}
