import {
  boxOfDabs,
  commonBox,
  type Cover,
  coverSegment,
  type Dab,
  joinBoxes,
} from '#domain/compose/brush/cover.ts';
import type { Box } from '#domain/picture/geometry.ts';

/** What a stroke shows where it is painted. */
export type StrokeLook =
  /** The same pixels of another picture. */
  | { readonly kind: 'picture'; readonly bitmap: ImageBitmap }
  /** What shows through a transparent picture. */
  | { readonly kind: 'hole'; readonly ground: string; readonly checks: CanvasPattern | null }
  /** Only where the brush has been, while its picture is on its way. */
  | { readonly kind: 'trace'; readonly colour: string };

/** How much of the picture a trace covers. */
const traceAlpha = 0.5;

/** A stroke while it is painted, on a canvas as large as the preview. */
export class LiveStroke {
  readonly #context: CanvasRenderingContext2D;
  readonly #cover: Cover;
  readonly #hardness: number;
  readonly #area: Uint8ClampedArray | null;
  #look: StrokeLook;
  #last: Dab | undefined;
  #box: Box | null = null;

  /** `cover` holds width · height zeros of the canvas; `area` limits the stroke where there is one. */
  constructor(
    context: CanvasRenderingContext2D,
    cover: Float32Array,
    brush: {
      readonly hardness: number;
      readonly area: Uint8ClampedArray | null;
      readonly look: StrokeLook;
    },
  ) {
    const { width, height } = context.canvas;
    this.#context = context;
    this.#cover = { x: 0, y: 0, width, height, data: cover };
    this.#hardness = brush.hardness;
    this.#area = brush.area;
    this.#look = brush.look;
  }

  /** Goes on to `dabs`, px of the canvas. */
  goTo(dabs: readonly Dab[]): void {
    if (dabs.length === 0) return;
    const from = this.#last ?? dabs[0]!;
    let last = from;
    for (const dab of dabs) {
      coverSegment(this.#cover, this.#hardness, last, dab);
      last = dab;
    }
    this.#last = last;
    const whole = { x: 0, y: 0, width: this.#cover.width, height: this.#cover.height };
    const box = commonBox(boxOfDabs([from, ...dabs]), whole);
    this.#box = joinBoxes(this.#box, box);
    if (box) this.#show(box);
  }

  /** Shows the whole stroke anew. */
  setLook(look: StrokeLook): void {
    this.#look = look;
    if (this.#box) this.#show(this.#box);
  }

  /** Gives the zeros back. */
  end(): void {
    if (!this.#box) return;
    const { x, y, width, height } = this.#box;
    for (let row = y; row < y + height; row++) {
      const start = row * this.#cover.width + x;
      this.#cover.data.fill(0, start, start + width);
    }
  }

  #show(box: Box): void {
    const context = this.#context;
    context.putImageData(this.#shape(box), box.x, box.y);
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.globalCompositeOperation = 'source-in';
    fillWith(context, this.#look, box);
    context.restore();
  }

  /** The stroke as alpha. */
  #shape({ x, y, width, height }: Box): ImageData {
    const shape = new ImageData(width, height);
    for (let row = 0, at = 3; row < height; row++) {
      let index = (y + row) * this.#cover.width + x;
      for (let column = 0; column < width; column++, index++, at += 4) {
        const share = this.#cover.data[index]!;
        if (share > 0) shape.data[at] = share * (this.#area ? this.#area[index]! : 255);
      }
    }
    return shape;
  }
}

function fillWith(
  context: CanvasRenderingContext2D,
  look: StrokeLook,
  { x, y, width, height }: Box,
): void {
  switch (look.kind) {
    case 'picture':
      context.drawImage(look.bitmap, x, y, width, height, x, y, width, height);
      return;
    case 'hole':
      context.fillStyle = look.ground;
      context.fillRect(x, y, width, height);
      if (!look.checks) return;
      context.globalCompositeOperation = 'source-atop';
      context.fillStyle = look.checks;
      context.fillRect(x, y, width, height);
      return;
    case 'trace':
      context.globalAlpha = traceAlpha;
      context.fillStyle = look.colour;
      context.fillRect(x, y, width, height);
  }
}
