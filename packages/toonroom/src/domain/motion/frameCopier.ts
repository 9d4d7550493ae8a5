import type { Raster } from '../picture/raster.ts';

interface Rows {
  readonly format: 'RGBA';
  readonly rect: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/** What is used of a `VideoFrame`. */
export interface DecodedFrame {
  readonly visibleRect: Rows['rect'] | null;
  allocationSize(options: Rows): number;
  copyTo(destination: Uint8ClampedArray<ArrayBuffer>, options: Rows): Promise<unknown>;
}

/** Rows that are copied at once: few, so that a frame of 8K needs no second one of its size; even, since colours lie in pairs. */
const rowsAtOnce = 256;

/**
 * Copies the px of decoded frames, one frame after the other.
 *
 * Chromium never gives back what it takes for drawing a `VideoFrame` onto a canvas, for a bitmap of one, and for the
 * same with a `video` element: a whole frame of shared memory each time, held even after the worker has ended (seen in
 * version 156 without a graphics card). What is copied leaves nothing behind, and is the same to the last bit.
 */
export class FrameCopier {
  #data = new Uint8ClampedArray(0);
  #isPossible = true;

  /**
   * Hands a frame's px on from top to bottom, in rasters that last until the next one; false where that failed, of this
   * frame or of every one.
   */
  async copy(frame: DecodedFrame, write: (rows: Raster, top: number) => void): Promise<boolean> {
    const visible = frame.visibleRect;
    if (!this.#isPossible || !visible) return false;
    const { width } = visible;
    try {
      for (let top = 0; top < visible.height; top += rowsAtOnce) {
        const height = Math.min(rowsAtOnce, visible.height - top);
        const rect = { x: visible.x, y: visible.y + top, width, height };
        const rows = { format: 'RGBA', rect } as const;
        const length = 4 * width * height;
        // Browsers that know no `format` here tell the size of the frame's own planes, and would copy those.
        if (frame.allocationSize(rows) !== length) throw new TypeError('not as RGBA');
        if (this.#data.length < length) this.#data = new Uint8ClampedArray(length);
        const data = this.#data.subarray(0, length);
        await frame.copyTo(data, rows);
        write({ width, height, data }, top);
      }
    } catch (error) {
      if (isNeverPossible(error)) this.#isPossible = false;
      return false;
    }
    return true;
  }
}

/** Whether the browser will not copy the next frame, either; a lack of memory may pass. */
function isNeverPossible(error: unknown): boolean {
  return (
    error instanceof TypeError || (error instanceof Error && error.name === 'NotSupportedError')
  );
}
