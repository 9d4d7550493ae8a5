import type { Box } from '#domain/picture/geometry.ts';
import type { Alignment } from '../align/alignment.ts';

/** Lines are drawn so far apart at least, cells of the grid. */
const linesAcross = 32;

/** Where a node of the grid is taken from, px of the aligned cartoon's size. */
function nodeAt({ aligned, grid }: Alignment, column: number, row: number): string {
  const at = row * grid.columns + column;
  const x = (column * aligned.width) / (grid.columns - 1) + grid.dx[at]!;
  const y = (row * aligned.height) / (grid.rows - 1) + grid.dy[at]!;
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}

/** The photo's grid as it lies on the cartoon, as the data of a path. */
export function gridPath(alignment: Alignment): string {
  const { columns, rows } = alignment.grid;
  const step = Math.max(1, Math.round(columns / linesAcross));
  const range = (count: number, by: number): readonly number[] =>
    Array.from({ length: Math.ceil(count / by) }, (_, index) => index * by);
  const across = range(rows, step).map(
    (row) =>
      `M${range(columns, 1)
        .map((column) => nodeAt(alignment, column, row))
        .join('L')}`,
  );
  const down = range(columns, step).map(
    (column) =>
      `M${range(rows, 1)
        .map((row) => nodeAt(alignment, column, row))
        .join('L')}`,
  );
  return [...across, ...down].join('');
}

/** Folded cells in the photo. */
export function foldPath(folds: readonly Box[]): string {
  return folds
    .map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`)
    .join('');
}

/** The same cells where they lie on the cartoon. */
export function foldedCells(alignment: Alignment): string {
  const { aligned, grid, quality } = alignment;
  return quality.folds
    .map(({ x, y }) => {
      const column = Math.round((x * (grid.columns - 1)) / aligned.width);
      const row = Math.round((y * (grid.rows - 1)) / aligned.height);
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ] as const;
      return `M${corners.map((corner) => nodeAt(alignment, ...corner)).join('L')}z`;
    })
    .join('');
}
