import { viewOf } from './bytes.ts';
import { EngineError } from '../job/errors.ts';
import { orientationFromExif, startsWithExifMark } from './exif.ts';
import type { ImageHeader } from './imageHeader.ts';

/**
 * The header of a JPEG (ITU-T T.81, EXIF 2.32): the frame's size, and the first EXIF segment before it with
 * its orientation. @throws RangeError where the bytes end, EngineError `CORRUPT_IMAGE` without a frame.
 */
export function readJpeg(bytes: Uint8Array): ImageHeader {
  const view = viewOf(bytes);
  let exif: Uint8Array | undefined;
  let offset = 2;
  for (;;) {
    // As in decoders, bytes between segments, FF 00 and fill bytes are skipped.
    if (view.getUint8(offset) !== 0xff) {
      offset += 1;
      continue;
    }
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff || marker === 0x00) {
      offset += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) throw noFrame('picture data before the frame header');
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      offset += 2; // these carry no length
      continue;
    }
    const length = view.getUint16(offset + 2);
    if (length < 2) throw noFrame('a segment shorter than its own length');
    if (isFrame(marker)) {
      return {
        format: 'jpeg',
        height: view.getUint16(offset + 5),
        width: view.getUint16(offset + 7),
        orientation: orientationFromExif(exif),
        exif,
        animated: false,
        cmyk: view.getUint8(offset + 9) === 4,
      };
    }
    const body = bytes.subarray(offset + 4, offset + 2 + length);
    if (marker === 0xe1 && startsWithExifMark(body)) exif ??= body.slice();
    offset += 2 + length;
  }
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which share their range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function noFrame(detail: string): EngineError {
  return new EngineError('CORRUPT_IMAGE', 'decode', `JPEG: ${detail}`);
}
