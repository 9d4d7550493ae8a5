import { bitmaps, type HandleId } from '#app/shared/handles.ts';
import { lighting } from '#domain/edit/light.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { editedFromSource, type Size, turnedSize } from '#domain/edit/photoGeometry.ts';

/** Over what the crop leaves out. */
const veil = '#141318a6';

/** Paints the preview of a photo turned, mirrored, tilted and lit as an edit asks for. */
export class StagePainter {
  readonly #canvas: HTMLCanvasElement;
  /** The preview as it is, and in the light that it was painted in last. */
  readonly #pixels: ImageData | undefined;
  readonly #lit: OffscreenCanvas;
  #light = '';

  constructor(canvas: HTMLCanvasElement, previewId: HandleId) {
    this.#canvas = canvas;
    const bitmap = bitmaps.get(previewId);
    this.#lit = new OffscreenCanvas(bitmap?.width ?? 1, bitmap?.height ?? 1);
    const context = this.#lit.getContext('2d', { willReadFrequently: true });
    if (!bitmap || !context) return;
    context.drawImage(bitmap, 0, 0);
    this.#pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
  }

  /**
   * Paints it about the middle of a view (CSS px), unturned `shownPx` wide; what lies outside of `crop` (px of the view)
   * lies under a veil.
   */
  paint(edit: PhotoEdit, view: Size, shownPx: number, crop: Box): void {
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    this.#lightUp(edit);
    const dots = devicePixelRatio;
    const [width, height] = [Math.round(view.width * dots), Math.round(view.height * dots)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    const scale = (shownPx * dots) / this.#lit.width;
    const upright = { ...edit, tilt: 0, crop: null };
    const turned = turnedSize(upright, this.#lit);
    const { a, b, c, d, e, f } = editedFromSource(upright, this.#lit);
    context.translate(width / 2, height / 2);
    context.rotate((edit.tilt * Math.PI) / 180);
    context.scale(scale, scale);
    context.translate(-turned.width / 2, -turned.height / 2);
    context.transform(a, b, c, d, e, f);
    context.drawImage(this.#lit, 0, 0);
    const around = new Path2D();
    around.rect(0, 0, this.#lit.width, this.#lit.height);
    const cut = new Path2D();
    cut.rect(crop.x, crop.y, crop.width, crop.height);
    const fromView = context.getTransform().inverse().scale(dots, dots);
    around.addPath(cut, fromView);
    context.fillStyle = veil;
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it is a canvas
    context.fill(around, 'evenodd');
  }

  /** Frees its px. */
  close(): void {
    this.#lit.width = 0;
    this.#canvas.width = 0;
  }

  #lightUp({ exposure, warmth, shadows }: PhotoEdit): void {
    const light = { exposure, warmth, shadows };
    const key = JSON.stringify(light);
    if (key === this.#light || !this.#pixels) return;
    this.#light = key;
    const { data, width, height } = this.#pixels;
    const copy = data.slice();
    lighting(light)(copy);
    this.#lit.getContext('2d')?.putImageData(new ImageData(copy, width, height), 0, 0);
  }
}
