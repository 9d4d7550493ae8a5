import type { Box } from './geometry.ts';

/**
 * The grid on which a picture is painted. Fields on a fixed grid of cells (the work grid; the line
 * grid is twice as fine) are painted at any size: a cell is `cellPx` px of the painting.
 */
export interface PaintGrid {
  /** Cells; multiples of 32. */
  readonly columns: number;
  readonly rows: number;
  readonly cellPx: number;
  /**
   * The picture's own size, px of the painting: it starts at the grid's upper left corner and may
   * be smaller than the grid.
   */
  readonly width: number;
  readonly height: number;
}

/**
 * A part of a painting that is painted separately: whole cells, with a margin where it has
 * neighbours.
 */
export interface PaintTile {
  readonly cells: Box;
  /** The same box in px of the painting: its sides are multiples of 16. */
  readonly px: Box;
  /** The part without the margin, px of the painting. */
  readonly inner: Box;
}

/** Cells of the line grid along one of the work grid. */
const linesPerCell = 2;
/** The painter needs sides that are multiples of this. */
const stepPx = 16;
/** The fields need grids whose sides are multiples of this. */
const fieldStepCells = 32;
/** How far a pixel depends on its surroundings: this many px, but at most this many cells. */
const marginPx = 16;
const mostMarginCells = 8;
/**
 * Longest side of a painting that is painted as a whole, and of the tiles of a larger one: guides
 * need much memory.
 */
const mostWholePx = 768;
const mostTilePx = 512;
/** Longest strip: those of a preview; and the most px of one, hardly more than of a painting that is one whole. */
const mostStripPx = 1280;
export const mostStripArea = mostStripPx * mostTilePx;
/** Roughly the largest and the smallest length of the longest side of a scene's line grid. */
const sceneLinePx = 640;
const leastSceneLinePx = 448;
/** A larger head is painted at this size and enlarged. */
const mostHeadPx = 4096;
/** Side of a head's line grid, and of that of a head too small for it. */
const headLinePx = 512;
const smallHeadLinePx = 256;

/**
 * The grid of a whole picture of this size. Its cells are whole px wide, and as close as possible
 * to those of its largest head, which is `headPx` wide: then its lines are equally broad.
 */
export function sceneGrid(width: number, height: number, headPx = 0): PaintGrid {
  const long = Math.max(width, height);
  const cellPxAt = (px: number, lines: number): number => handy((px / lines) * linesPerCell);
  const finest = cellPxAt(long, sceneLinePx);
  const coarsest = cellPxAt(long, leastSceneLinePx);
  const ofHead = cellPxAt(headPx, headLinePx);
  const cellPx = Math.max(linesPerCell, Math.min(coarsest, Math.max(finest, ofHead)));
  const columns = cellsFor(width, cellPx, fieldStepCells);
  const rows = cellsFor(height, cellPx, fieldStepCells);
  return { columns, rows, cellPx, width, height };
}

/**
 * Rounds to a cell size in whole px such that few cells make a multiple of 16 px: tiles then need
 * little more than their margins.
 */
function handy(cellPx: number): number {
  const step = cellPx < 4.5 ? 1 : cellPx < 7 ? 2 : 4;
  return Math.round(cellPx / step) * step;
}

/**
 * The grid of a head whose crop is `sidePx` wide in the output: the painting is at least as large,
 * except for the largest heads.
 */
export function headGrid(sidePx: number): PaintGrid {
  const least = Math.min(mostHeadPx, Math.max(8 * stepPx, sidePx));
  // In tiles, cells must be a multiple of half a px wide.
  const step = least > mostWholePx ? headLinePx / 4 : stepPx;
  const side = Math.ceil(least / step) * step;
  const columns = (side > smallHeadLinePx ? headLinePx : smallHeadLinePx) / 2;
  return { columns, rows: columns, cellPx: side / columns, width: side, height: side };
}

/** The grid of a painting that is as fine as its line grid. */
export function plainGrid(sidePx: number): PaintGrid {
  return { columns: sidePx / 2, rows: sidePx / 2, cellPx: 2, width: sidePx, height: sidePx };
}

/** Px of the painting per px of the line grid. */
export function linePx({ cellPx }: PaintGrid): number {
  return cellPx / linesPerCell;
}

/** The part `cells` of the work grid on the line grid. */
export function lineBox({ x, y, width, height }: Box): Box {
  return {
    x: x * linesPerCell,
    y: y * linesPerCell,
    width: width * linesPerCell,
    height: height * linesPerCell,
  };
}

/** The whole grid, px of the painting: it may reach beyond the picture. */
export function wholeOf({ columns, rows, cellPx }: PaintGrid): Box {
  return { x: 0, y: 0, width: columns * cellPx, height: rows * cellPx };
}

/** The tiles of a painting, row by row; their inner parts cover it exactly once. */
export function tilesOf(grid: PaintGrid): readonly PaintTile[] {
  const { across, down } = shownCells(grid);
  const spans = (cells: number): readonly Span[] =>
    spansOf(cells, grid.cellPx, cells * grid.cellPx <= mostWholePx ? mostWholePx : mostTilePx);
  return tilesFrom(grid, spans(across), spans(down));
}

/**
 * The same as strips of the painting's full width, for one of a preview's size: less of it is painted twice, and each
 * channel is cut in one piece. A larger painting has tiles.
 */
export function stripsOf(grid: PaintGrid): readonly PaintTile[] {
  const { across, down } = shownCells(grid);
  const width = across * grid.cellPx;
  if (width > mostStripPx) return tilesOf(grid);
  const whole = { start: 0, length: across, innerStart: 0, innerEnd: across };
  return tilesFrom(grid, [whole], spansOf(down, grid.cellPx, mostStripArea / width));
}

/** The part of the grid beyond the picture need not be painted. */
function shownCells({ cellPx, width, height }: PaintGrid): {
  readonly across: number;
  readonly down: number;
} {
  const step = stepCells(cellPx);
  return { across: cellsFor(width, cellPx, step), down: cellsFor(height, cellPx, step) };
}

function tilesFrom(
  { cellPx, width, height }: PaintGrid,
  across: readonly Span[],
  down: readonly Span[],
): readonly PaintTile[] {
  return down.flatMap((row) =>
    across.map((column) => {
      const left = column.innerStart * cellPx;
      const top = row.innerStart * cellPx;
      return {
        cells: { x: column.start, y: row.start, width: column.length, height: row.length },
        px: {
          x: column.start * cellPx,
          y: row.start * cellPx,
          width: column.length * cellPx,
          height: row.length * cellPx,
        },
        inner: {
          x: left,
          y: top,
          width: Math.min(width, column.innerEnd * cellPx) - left,
          height: Math.min(height, row.innerEnd * cellPx) - top,
        },
      };
    }),
  );
}

/** The smallest multiple of `step` cells that covers `sidePx`. */
function cellsFor(sidePx: number, cellPx: number, step: number): number {
  return Math.ceil(sidePx / (cellPx * step)) * step;
}

/** The smallest number of cells that makes a multiple of 16 px; cells are multiples of 1/16 px. */
function stepCells(cellPx: number): number {
  const sixteenths = cellPx * stepPx;
  let step = 1;
  while ((step * sixteenths) % stepPx ** 2 !== 0) step *= 2;
  return step;
}

interface Span {
  readonly start: number;
  readonly length: number;
  readonly innerStart: number;
  readonly innerEnd: number;
}

/**
 * `cells` in evenly spread, overlapping spans of equal length, at most `mostPx` px each; their inner parts meet in the
 * middle of each overlap.
 */
function spansOf(cells: number, cellPx: number, mostPx: number): readonly Span[] {
  if (cells * cellPx <= mostPx) {
    return [{ start: 0, length: cells, innerStart: 0, innerEnd: cells }];
  }
  const step = stepCells(cellPx);
  const margin = Math.min(mostMarginCells, Math.ceil(marginPx / cellPx));
  const shared = 2 * margin + 2;
  const most = Math.max(1, Math.floor(mostPx / cellPx / step)) * step;
  const count = Math.ceil((cells - shared) / (most - shared));
  const length = Math.ceil((cells + (count - 1) * shared) / count / step) * step;
  const starts = Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : even((index * (cells - length)) / (count - 1)),
  );
  const between = (index: number): number =>
    even((starts[index]! + starts[index - 1]! + length) / 2);
  return starts.map((start, index) => ({
    start,
    length,
    innerStart: index === 0 ? 0 : between(index),
    innerEnd: index === count - 1 ? cells : between(index + 1),
  }));
}

/** Rounds to an even number: two cells are a whole number of px. */
function even(cells: number): number {
  return 2 * Math.round(cells / 2);
}
