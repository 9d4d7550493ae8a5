import { cmykJpeg } from '../../../testkit/pictureFiles.ts';
import type { ImageFormat } from '#domain/files/imageHeader.ts';
import { coreBmp, downwardBmp, packedBmp, plainBmp } from './bmp.ts';
import { richGif } from './gif.ts';
import { avifShape, heicShape, isoFile } from './iso.ts';
import { cameraJpeg, progressiveJpeg } from './jpeg.ts';
import { animatedPng, blankPng, richPng } from './png.ts';
import { animatedWebp, losslessWebp, lossyWebp, richWebp } from './webp.ts';

/** A sound file to start from. */
export interface Sample {
  readonly name: string;
  readonly format: ImageFormat;
  readonly bytes: Uint8Array;
}

/** Small sound files of every format that the app takes, all made by code of our own. */
export const corpus: readonly Sample[] = [
  { name: 'camera', format: 'jpeg', bytes: cameraJpeg() },
  { name: 'progressive', format: 'jpeg', bytes: progressiveJpeg() },
  { name: 'four inks', format: 'jpeg', bytes: new Uint8Array(cmykJpeg) },
  { name: 'rich', format: 'png', bytes: richPng() },
  { name: 'animated', format: 'png', bytes: animatedPng() },
  { name: 'palette', format: 'png', bytes: blankPng(3, 2, true) },
  { name: 'grey, 16 bits', format: 'png', bytes: blankPng(4, 16, false) },
  { name: 'colour, interlaced', format: 'png', bytes: blankPng(2, 8, true) },
  { name: 'lossy', format: 'webp', bytes: lossyWebp() },
  { name: 'lossless', format: 'webp', bytes: losslessWebp() },
  { name: 'rich', format: 'webp', bytes: richWebp() },
  { name: 'animated', format: 'webp', bytes: animatedWebp() },
  { name: 'animated', format: 'gif', bytes: richGif() },
  { name: 'plain', format: 'bmp', bytes: plainBmp() },
  { name: 'downward', format: 'bmp', bytes: downwardBmp() },
  { name: 'packed', format: 'bmp', bytes: packedBmp() },
  { name: 'OS/2', format: 'bmp', bytes: coreBmp() },
  { name: 'turned', format: 'avif', bytes: isoFile(avifShape) },
  { name: 'container', format: 'heic', bytes: isoFile(heicShape) },
];
