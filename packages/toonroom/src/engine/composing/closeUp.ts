import { type BeforeStrip, composePicture, type CompositorInput } from './compositor.ts';
import type { CloseUp } from '../contract.ts';
import { createCanvas, rowWriter } from '../pixels/photoPixels.ts';

/** Px composed between two looks at who else is waiting: some ten milliseconds of work. */
const stripPixels = 60_000;

/** The photo and its drawing at the composition's size, which must be one that every canvas takes. */
export async function composeCloseUp(
  { composition, strength, brush }: Pick<CompositorInput, 'composition' | 'strength' | 'brush'>,
  bitmap: ImageBitmap,
  beforeStrip: BeforeStrip,
): Promise<CloseUp> {
  const { outputWidth: width, outputHeight: height } = composition;
  const photo = createCanvas(width, height);
  const drawing = createCanvas(width, height);
  try {
    photo.context.drawImage(bitmap, 0, 0, width, height);
    await composePicture({
      composition,
      readRows: (rows) => photo.context.getImageData(0, rows.top, width, rows.height),
      strength,
      brush,
      beforeStrip,
      stripRows: Math.ceil(stripPixels / width),
      write: rowWriter(drawing.context),
    });
    return {
      photo: photo.canvas.transferToImageBitmap(),
      drawing: drawing.canvas.transferToImageBitmap(),
    };
  } finally {
    // A partial result would hold its memory until the garbage collector runs.
    for (const { canvas } of [photo, drawing]) canvas.width = 0;
  }
}
