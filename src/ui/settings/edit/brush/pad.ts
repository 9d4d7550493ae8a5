import { dabAt, type Dab } from '#domain/compose/brush/cover.ts';
import { outputFromStrokes } from '#domain/compose/brush/place.ts';
import { type Affine, applyAffine, invertAffine } from '#domain/picture/geometry.ts';
import type { OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { addStroke, brushStore, radiusOf } from '#app/settings/edit/brush/brush.ts';
import { LiveStroke, type StrokeLook } from './liveStroke.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The two canvases that strokes are shown on until the engine has drawn them, both as large as the preview. */
export interface PadCanvases {
  /** Strokes that are finished. */
  readonly done: HTMLCanvasElement;
  /** The one that is being painted. */
  readonly live: HTMLCanvasElement;
}

/** A stylus that hardly touches still paints. */
const leastPressure = 0.05;

/** Turns the ways of pointers and keys into strokes, and shows each while it is painted. */
export class Pad {
  readonly #canvases: PadCanvases;
  readonly #outputFromStroke: Affine<'stroke', 'output'>;
  readonly #cover: Float32Array;
  #stroke: {
    readonly live: LiveStroke;
    readonly points: number[];
    readonly radius: number;
  } | null = null;
  #lastPoint: readonly [x: number, y: number] | null = null;

  constructor(canvases: PadCanvases, { edited, ...shown }: OpenedPhoto, preview: Size) {
    for (const canvas of [canvases.done, canvases.live]) {
      canvas.width = preview.width;
      canvas.height = preview.height;
    }
    this.#canvases = canvases;
    const file = edited?.original ?? shown;
    this.#outputFromStroke = outputFromStrokes(file, preview, edited?.edit);
    this.#cover = new Float32Array(preview.width * preview.height);
  }

  get isPainting(): boolean {
    return this.#stroke !== null;
  }

  /** Begins a stroke that looks like that; `area` limits it. */
  begin(look: StrokeLook, area: Uint8ClampedArray | null): void {
    this.cancel();
    const { size, hardness } = brushStore.getState();
    const context = contextOf(this.#canvases.live);
    if (!context) return;
    const live = new LiveStroke(context, this.#cover, { hardness, area, look });
    this.#stroke = { live, points: [], radius: radiusOf(size) };
  }

  /** Goes on to points of the preview, px, each with its pressure 0..1. */
  goTo(
    places: readonly { readonly x: number; readonly y: number; readonly pressure: number }[],
  ): void {
    if (!this.#stroke) return;
    const { live, points, radius } = this.#stroke;
    const dabs: Dab[] = [];
    for (const place of places) {
      const { x, y } = applyAffine(invertAffine(this.#outputFromStroke), {
        x: place.x,
        y: place.y,
      });
      const pressure = Math.max(leastPressure, place.pressure);
      points.push(x, y, pressure);
      dabs.push(dabAt(x, y, radius * pressure, this.#outputFromStroke));
    }
    live.goTo(dabs);
    const last = places.at(-1);
    if (last) this.#lastPoint = [last.x, last.y];
  }

  /** Shows the stroke that is being painted in another way. */
  setLook(look: StrokeLook): void {
    this.#stroke?.live.setLook(look);
  }

  /** Ends the stroke and adds it to the drawing. */
  finish(): void {
    const stroke = this.#stroke;
    if (!stroke) return;
    const { done, live } = this.#canvases;
    if (stroke.points.length > 0) contextOf(done)?.drawImage(live, 0, 0);
    this.cancel();
    if (stroke.points.length > 0 && !addStroke(stroke.points)) this.clear();
  }

  /** Takes the stroke that is being painted away. */
  cancel(): void {
    this.#stroke?.live.end();
    this.#stroke = null;
    wipe(this.#canvases.live);
  }

  /** Paints a dab, or a line from the last point. */
  stamp(x: number, y: number, isLine: boolean): void {
    const from = isLine ? this.#lastPoint : null;
    this.goTo([...(from ? [{ x: from[0], y: from[1], pressure: 1 }] : []), { x, y, pressure: 1 }]);
    this.finish();
  }

  /** Takes away the finished strokes that it shows: the drawing has them, or they were taken back. */
  clear(): void {
    wipe(this.#canvases.done);
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  return canvas.getContext('2d', { willReadFrequently: true });
}

function wipe(canvas: HTMLCanvasElement): void {
  contextOf(canvas)?.clearRect(0, 0, canvas.width, canvas.height);
}
