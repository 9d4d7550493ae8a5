import { FrameCopier } from '#domain/motion/frameCopier.ts';

/** Takes pictures of what a `video` element shows, one after the other; the receiver closes them. */
export class Filmer {
  readonly #copier = new FrameCopier();
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true });

  async picture(video: HTMLVideoElement, width: number, height: number): Promise<ImageBitmap> {
    const size = { resizeWidth: width, resizeHeight: height };
    return await createImageBitmap((await this.#copied(video)) ? this.#canvas : video, size);
  }

  /** Whether the canvas holds what the video shows. */
  async #copied(video: HTMLVideoElement): Promise<boolean> {
    const context = this.#context;
    if (typeof VideoFrame === 'undefined' || !context) return false;
    const frame = new VideoFrame(video);
    try {
      const { width = 0, height = 0 } = frame.visibleRect ?? {};
      // The px of a camera that is held on its side may lie there as they were filmed.
      if (width !== video.videoWidth || height !== video.videoHeight) return false;
      if (this.#canvas.width !== width) this.#canvas.width = width;
      if (this.#canvas.height !== height) this.#canvas.height = height;
      return await this.#copier.copy(frame, (rows, top) =>
        context.putImageData(new ImageData(rows.data, rows.width, rows.height), 0, top),
      );
    } finally {
      frame.close();
    }
  }
}
