import { cameraSegments, withSegments } from '../../../testkit/pictureFiles.ts';
import { JpegWriter } from '#domain/files/jpegWriter.ts';
import { bytesOf, type BytePart, u16 } from '#domain/files/bytes.ts';
import { iccProfile, painting, size } from './painting.ts';

const { width, height } = size;

/** One segment: marker, length, content. */
export function jpegSegment(marker: number, ...content: readonly BytePart[]): Uint8Array {
  const body = bytesOf(...content);
  return bytesOf(0xff, marker, u16(body.length + 2), body);
}

/** A colour profile in as many APP2 segments as it takes. */
export function iccSegments(profile: Uint8Array): Uint8Array {
  const room = 65_519;
  const count = Math.max(1, Math.ceil(profile.length / room));
  const segments = Array.from({ length: count }, (_, index) => {
    const part = profile.subarray(index * room, (index + 1) * room);
    const head = bytesOf('ICC_PROFILE\0', index + 1, count & 255);
    return Buffer.concat([Buffer.of(0xff, 0xe2), u16(part.length + 16), head, part]);
  });
  return Buffer.concat(segments);
}

/** Baseline, turned to the right, with all that a camera leaves and a colour profile. */
export function cameraJpeg(): Uint8Array {
  const writer = new JpegWriter(width, height, 0.7);
  const plain = bytesOf(writer.start(), writer.write(painting()), writer.end());
  return withSegments(plain, bytesOf(cameraSegments(6), iccSegments(iccProfile())));
}

/**
 * Progressive, grey: the mean of each block but its lowest bit, that bit, and all other coefficients,
 * which are none.
 */
export function progressiveJpeg(): Uint8Array {
  const blocks = (width / 8) * (height / 8);
  // Codes of two bits say how many bits the difference has: 0, 3 or 4 of them.
  const means = jpegSegment(0xc4, 0x00, 0, 3, new Uint8Array(14), 0, 3, 4);
  // Runs of 8 to 15 and of 4 to 7 blocks without a coefficient.
  const runs = jpegSegment(0xc4, 0x10, 1, 1, new Uint8Array(14), 0x30, 0x20);
  const scan = (from: number, to: number, bits: number, data: string): Uint8Array =>
    bytesOf(jpegSegment(0xda, 1, 1, 0x00, from, to, bits), packed(data));
  return bytesOf(
    0xff,
    0xd8,
    jpegSegment(0xdb, 0, new Uint8Array(64).fill(16)),
    jpegSegment(0xc2, 8, u16(height), u16(width), 1, 1, 0x11, 0),
    means,
    scan(0, 0, 0x01, '01101'.concat('01010', '01101').repeat(blocks / 3)),
    scan(0, 0, 0x10, '10'.repeat(blocks / 2)),
    runs,
    scan(1, 63, 0x00, '0000'.concat('1000')),
    0xff,
    0xd9,
  );
}

/** Bits as a scan holds them: filled up with ones, a zero behind each 255. */
function packed(bits: string): Uint8Array {
  const bytes = bits
    .padEnd(Math.ceil(bits.length / 8) * 8, '1')
    .match(/.{8}/g)!
    .map((byte) => Number.parseInt(byte, 2));
  return bytesOf(...bytes.flatMap((byte) => (byte === 255 ? [255, 0] : [byte])));
}
