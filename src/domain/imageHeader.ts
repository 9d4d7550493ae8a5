import type { Orientation } from './orientation.ts';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif' | 'bmp';

/** What a file's first bytes say, before anything is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** Size as stored, before `orientation` is applied, px. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  readonly animated: boolean;
  readonly cmyk: boolean;
}

/**
 * The header of the picture whose first bytes (or all) are `bytes`.
 * @throws EngineError stage `decode`: `EMPTY_FILE`, `NOT_AN_IMAGE`, `UNSUPPORTED_FORMAT` (an image of
 * another kind), `CORRUPT_IMAGE` (the header is cut short or contradicts itself).
 */
export declare function readImageHeader(bytes: Uint8Array): ImageHeader;
