import type { VideoSample } from 'mediabunny';
import { FrameCopier } from '#domain/motion/frameCopier.ts';
import { createCanvas, rowWriter } from '../pixels/photoPixels.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Makes bitmaps of decoded frames; both are the caller's to close. */
export class FramePainter {
  readonly #copier = new FrameCopier();
  /** Kept from frame to frame. */
  #copy: ReturnType<typeof createCanvas> | undefined;

  /** A frame of a movie, upright, as large as fits into `size`, the rest left transparent. */
  async sample(sample: VideoSample, size: Size): Promise<ImageBitmap> {
    const frame = sample.toVideoFrame();
    const copy = await this.#copied(frame).finally(() => frame.close());
    const { canvas, context } = createCanvas(size.width, size.height);
    if (copy) drawUpright(context, copy, sample);
    else sample.drawWithFit(context, { fit: 'contain' });
    return canvas.transferToImageBitmap();
  }

  /** A frame of an animated image over white. */
  async still(frame: VideoFrame, { width, height }: Size): Promise<ImageBitmap> {
    const copy = await this.#copied(frame);
    const { canvas, context } = createCanvas(width, height);
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(copy ?? frame, 0, 0, width, height);
    return canvas.transferToImageBitmap();
  }

  /** The frame as it was filmed, until the next one; undefined where it cannot be copied. */
  async #copied(frame: VideoFrame): Promise<OffscreenCanvas | undefined> {
    if (!frame.visibleRect) return undefined;
    const { width, height } = frame.visibleRect;
    if (this.#copy?.canvas.width !== width || this.#copy.canvas.height !== height) {
      this.#copy = createCanvas(width, height);
    }
    const { canvas, context } = this.#copy;
    return (await this.#copier.copy(frame, rowWriter(context))) ? canvas : undefined;
  }
}

/** As `VideoSample.drawWithFit` does with a frame of its own. */
function drawUpright(
  context: OffscreenCanvasRenderingContext2D,
  picture: OffscreenCanvas,
  { rotation, flip, squarePixelWidth, squarePixelHeight }: VideoSample,
): void {
  const { width, height } = context.canvas;
  const isOnSide = rotation % 180 !== 0;
  const across = isOnSide ? squarePixelHeight : squarePixelWidth;
  const down = isOnSide ? squarePixelWidth : squarePixelHeight;
  const scale = Math.min(width / across, height / down);
  const [wide, high] = [squarePixelWidth * scale, squarePixelHeight * scale];
  context.translate(width / 2, height / 2);
  if (flip) context.scale(-1, 1);
  context.rotate((rotation * Math.PI) / 180);
  context.drawImage(picture, -wide / 2, -high / 2, wide, high);
}
