import type { Raster } from '../picture/raster.ts';

/** One way to write a picture: `quality` and `scale` (of its px or of what it shows), unit. */
export interface Attempt {
  readonly quality: number;
  readonly scale: number;
}

/** First ever lower quality, then ever smaller. */
export const attempts: readonly Attempt[] = [
  ...[0.95, 0.88, 0.8, 0.7, 0.6, 0.5].map((quality) => ({ quality, scale: 1 })),
  ...[0.9, 0.8, 0.7, 0.6, 0.5, 0.4].map((scale) => ({ quality: 0.5, scale })),
];

/**
 * The first file that has at most `mostBytes`; null where none has. Each is made only if the one before was too large.
 * Rejects as `make` does.
 */
export async function withinBytes<File extends { readonly size: number }>(
  mostBytes: number,
  make: (attempt: Attempt) => Promise<File>,
): Promise<File | null> {
  for (const attempt of attempts) {
    const file = await make(attempt);
    if (file.size <= mostBytes) return file;
  }
  return null;
}

/** How many levels a channel of a PNG keeps: it has no other quality. */
export function levelsFor(quality: number): number {
  if (quality > 0.9) return 256;
  return Math.max(16, Math.round(256 * (quality - 0.4) ** 1.3));
}

/** `picture` with so many levels a channel and no colour where it is transparent: it packs smaller. */
export function withLevels(picture: Raster, levels: number): Raster {
  if (levels >= 256) return picture;
  const step = 255 / (levels - 1);
  const table = Uint8ClampedArray.from(
    { length: 256 },
    (_, value) => Math.round(value / step) * step,
  );
  const data = picture.data.map((value) => table[value]!);
  for (let index = 0; index < data.length; index += 4)
    if (data[index + 3] === 0) data.fill(0, index, index + 3);
  return { ...picture, data };
}
