import type { Box } from '#domain/picture/geometry.ts';

/** Space around and between the pictures, and of a name below each, in widths of a picture. */
const gapShare = 1 / 24;
const nameShare = 1 / 11;
/** What every browser takes as a canvas. */
const mostPixels = 16_000_000;

interface Sheet {
  /** Draws a picture of the whole photo, of which the crop is shown, into a cell, and its name below. */
  put(index: number, picture: ImageBitmap, name: string): void;
  /** The sheet as PNG. */
  finish(): Promise<Blob>;
}

/** An empty sheet for `count` pictures, as square as can be; `crop` is in px of `photo`. */
export function createSheet(
  photo: { readonly width: number; readonly height: number },
  crop: Box,
  count: number,
  cellPx: number,
): Sheet {
  const ratio = crop.height / crop.width;
  const columns = columnsFor(count, ratio);
  const rows = Math.ceil(count / columns);
  const across = columns + gapShare * (columns + 1);
  const down = rows * (ratio + nameShare) + gapShare * (rows + 1);
  const cell = Math.floor(Math.min(cellPx, Math.sqrt(mostPixels / (across * down))));
  const [gap, nameHeight, height] = [gapShare, nameShare, ratio].map((share) =>
    Math.round(share * cell),
  ) as [number, number, number];
  const canvas = new OffscreenCanvas(
    columns * (cell + gap) + gap,
    rows * (height + nameHeight + gap) + gap,
  );
  const context = canvas.getContext('2d');
  if (!context) throw new DOMException('The browser refuses another canvas.', 'QuotaExceededError');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `600 ${Math.round(nameHeight * 0.5)}px system-ui, sans-serif`;
  return {
    put(index, picture, name) {
      const x = gap + (index % columns) * (cell + gap);
      const y = gap + Math.floor(index / columns) * (height + nameHeight + gap);
      const scale = picture.width / photo.width;
      const [left, top] = [crop.x * scale, crop.y * scale];
      const [width, tall] = [crop.width * scale, crop.height * scale];
      context.drawImage(picture, left, top, width, tall, x, y, cell, height);
      context.fillStyle = '#1c1b20';
      context.fillText(name, x + cell / 2, y + height + nameHeight / 2, cell);
    },
    finish: async () => await canvas.convertToBlob({ type: 'image/png' }),
  };
}

/** As many columns as make the sheet nearly square, preferring those that leave no cell empty. */
export function columnsFor(count: number, ratio: number): number {
  let best = { columns: 1, cost: Infinity };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const oblong = Math.abs(Math.log((rows * (ratio + nameShare)) / columns));
    const cost = oblong + (columns * rows - count) / count;
    if (cost < best.cost) best = { columns, cost };
  }
  return best.columns;
}
