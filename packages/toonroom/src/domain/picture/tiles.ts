import type { Box } from './geometry.ts';

/**
 * Tiles of at most tileSize² px that cover width × height, evenly spread, with an overlap of at
 * least `overlap` px. A picture smaller than a tile is one tile.
 * @throws RangeError unless sizes are ≥ 1 and 0 ≤ overlap < tileSize.
 */
export function planTiles(
  width: number,
  height: number,
  tileSize: number,
  overlap: number,
): readonly Box[] {
  if (width < 1 || height < 1 || overlap < 0 || overlap >= tileSize) {
    throw new RangeError(`no tiles of ${tileSize} px over ${overlap} px for ${width}×${height}`);
  }
  const size = { width: Math.min(width, tileSize), height: Math.min(height, tileSize) };
  const columns = planStarts(width, tileSize, overlap);
  return planStarts(height, tileSize, overlap).flatMap((y) =>
    columns.map((x) => ({ x, y, ...size })),
  );
}

/** Where the tiles begin along one side. */
function planStarts(length: number, tileSize: number, overlap: number): readonly number[] {
  if (length <= tileSize) return [0];
  const count = Math.ceil((length - overlap) / (tileSize - overlap));
  return Array.from({ length: count }, (_, index) =>
    Math.round((index * (length - tileSize)) / (count - 1)),
  );
}
