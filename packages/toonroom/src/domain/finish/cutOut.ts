import type { Box } from '../picture/geometry.ts';
import { blurPlane, samplePlane } from '../picture/plane.ts';
import { createPlane, createRaster, type Plane, type Raster } from '../picture/raster.ts';
import { smoothstep } from '../picture/smoothstep.ts';

/** A face in the picture that is cut, box in its px. */
export interface FaceSpot {
  readonly faceId: number;
  readonly box: Box;
}

/** Who is who is decided on a grid of at most this many cells a side. */
const mostCells = 140;
/** From this alpha on a cell belongs to somebody. */
const leastAlpha = 0.3;
/** Parts that are smaller than this share of the largest are specks. */
const speckShare = 0.03;
/** What a step across a contrast of black to white costs more than one within a colour. */
const edgeCost = 10;
/** A face's own cells: this share of its box, from the middle. */
const seedShare = 0.7;
/** And what lies below it: so many widths and heights of the face. */
const trunkWidth = 0.7;
const trunkHeight = 4;
/** Shares between these two stay soft: a wider edge would shine through what lies behind the figure. */
const softest = 0.25;
const hardest = 0.75;
const neighbours = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

/**
 * Which share of each place of a cut-out picture is kept, unit, on a coarse grid over all of it: of everybody (`person`
 * is null) all but specks; of one person what is nearer to their face than to any other one. The way from a face is
 * measured along the people, in sizes of that face, and is long across edges of the drawing.
 */
export function keptPart(
  picture: Raster,
  faces: readonly FaceSpot[],
  person: number | null,
): Plane {
  const grid = gridOf(picture);
  const owners = person === null ? null : ownersOf(grid, picture, faces);
  const isKept = (cell: number): boolean =>
    grid.alpha.data[cell]! >= leastAlpha && (owners === null || owners[cell] === person);
  const kept = createPlane(grid.width, grid.height);
  for (const part of partsOf(grid, isKept)) for (const cell of part) kept.data[cell] = 1;
  // Soft alpha just outside belongs to what it surrounds, where that is nobody else's.
  const grown = createPlane(grid.width, grid.height);
  forEachCell(grid, (cell, x, y) => {
    const isOthers = grid.alpha.data[cell]! >= leastAlpha && kept.data[cell] === 0;
    if (isOthers) return;
    const near = neighbours.some(([dx, dy]) => kept.data[cellAt(grid, x + dx, y + dy)] === 1);
    grown.data[cell] = kept.data[cell] === 1 || near ? 1 : 0;
  });
  const soft = owners === null ? grown : blurPlane(grown, 1);
  for (let cell = 0; cell < soft.data.length; cell++) {
    soft.data[cell] = smoothstep(0.3, 0.7, soft.data[cell]!);
  }
  return soft;
}

/**
 * The part `region` of a picture (px of the whole picture, whose size is `whole`), with only what is kept; `part` holds
 * that region at any size.
 */
export function withKept(
  part: Raster,
  kept: Plane,
  region: Box,
  whole: { readonly width: number; readonly height: number },
): Raster {
  const result = { ...part, data: part.data.slice() };
  const perX = region.width / part.width / whole.width;
  const perY = region.height / part.height / whole.height;
  for (let row = 0; row < part.height; row++) {
    const y = (region.y / whole.height + (row + 0.5) * perY) * kept.height;
    for (let column = 0; column < part.width; column++) {
      const index = (row * part.width + column) * 4 + 3;
      if (part.data[index] === 0) continue;
      const x = (region.x / whole.width + (column + 0.5) * perX) * kept.width;
      const share = (part.data[index]! / 255) * samplePlane(kept, x, y);
      result.data[index] = 255 * smoothstep(softest, hardest, share);
    }
  }
  return result;
}

/** The smallest box of whole px with everything that can be seen; null where nothing can. */
export function visibleBox({ width, height, data }: Raster): Box | null {
  const leastVisible = 24;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (data[(row * width + column) * 4 + 3]! < leastVisible) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = row;
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

interface Grid {
  readonly width: number;
  readonly height: number;
  /** Unit. */
  readonly alpha: Plane;
  /** Red, green and blue of each cell, u8. */
  readonly colours: Raster;
}

/** Each cell is a sample of its middle: edges stay sharp. */
function gridOf(picture: Raster): Grid {
  const scale = Math.min(1, mostCells / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const alpha = createPlane(width, height);
  const colours = createRaster(width, height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * picture.height) / height);
    for (let x = 0; x < width; x++) {
      const column = Math.floor(((x + 0.5) * picture.width) / width);
      const from = (row * picture.width + column) * 4;
      const cell = y * width + x;
      colours.data.set(picture.data.subarray(from, from + 4), cell * 4);
      alpha.data[cell] = picture.data[from + 3]! / 255;
    }
  }
  return { width, height, alpha, colours };
}

function forEachCell(
  { width, height }: Grid,
  visit: (cell: number, x: number, y: number) => void,
): void {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) visit(y * width + x, x, y);
}

/** The cell at (x, y), −1 beyond the grid. */
function cellAt({ width, height }: Grid, x: number, y: number): number {
  return x >= 0 && x < width && y >= 0 && y < height ? y * width + x : -1;
}

/** The connected parts of what is kept, without specks. */
function partsOf(grid: Grid, isKept: (cell: number) => boolean): readonly (readonly number[])[] {
  const seen = new Uint8Array(grid.width * grid.height);
  const parts: number[][] = [];
  for (let first = 0; first < seen.length; first++) {
    if (seen[first] === 1 || !isKept(first)) continue;
    seen[first] = 1;
    const part = [first];
    for (const cell of part) {
      const [x, y] = [cell % grid.width, Math.floor(cell / grid.width)];
      for (const [dx, dy] of neighbours) {
        const next = cellAt(grid, x + dx, y + dy);
        if (next < 0 || seen[next] === 1 || !isKept(next)) continue;
        seen[next] = 1;
        part.push(next);
      }
    }
    parts.push(part);
  }
  const largest = Math.max(0, ...parts.map(({ length }) => length));
  return parts.filter(({ length }) => length >= speckShare * largest);
}

/** Whose each cell is, by face id; −1 where no way leads from a face. */
function ownersOf(grid: Grid, picture: Raster, faces: readonly FaceSpot[]): Int32Array {
  const owners = new Int32Array(grid.width * grid.height).fill(-1);
  const ways = new Float64Array(owners.length).fill(Infinity);
  const queue = new Queue();
  const sizes = new Map<number, number>();
  const boxes = faces.map(({ faceId, box }) => ({ faceId, ...onGrid(box, grid, picture) }));
  for (const { faceId, height } of boxes) sizes.set(faceId, Math.max(1, height));
  forEachCell(grid, (cell, x, y) => {
    const owner = seedOf(boxes, x + 0.5, y + 0.5);
    if (owner === null || grid.alpha.data[cell]! < leastAlpha) return;
    ways[cell] = 0;
    owners[cell] = owner;
    queue.push(cell, 0);
  });
  const { data } = grid.colours;
  for (let taken = queue.pop(); taken; taken = queue.pop()) {
    const { cell, way } = taken;
    if (way > ways[cell]!) continue;
    const [x, y] = [cell % grid.width, Math.floor(cell / grid.width)];
    for (const [dx, dy] of neighbours) {
      const next = cellAt(grid, x + dx, y + dy);
      if (next < 0 || grid.alpha.data[next]! < leastAlpha) continue;
      let contrast = 0;
      for (let channel = 0; channel < 3; channel++) {
        contrast += Math.abs(data[cell * 4 + channel]! - data[next * 4 + channel]!);
      }
      const cost = Math.hypot(dx, dy) * (1 + (edgeCost * contrast) / 765);
      const there = way + cost / sizes.get(owners[cell]!)!;
      if (there >= ways[next]!) continue;
      ways[next] = there;
      owners[next] = owners[cell]!;
      queue.push(next, there);
    }
  }
  return owners;
}

function onGrid(box: Box, grid: Grid, picture: Raster): Box {
  const [perX, perY] = [grid.width / picture.width, grid.height / picture.height];
  return {
    x: box.x * perX,
    y: box.y * perY,
    width: Math.max(2, box.width * perX),
    height: Math.max(2, box.height * perY),
  };
}

/** Whose (x, y) is beyond doubt: within a face, or below one and below no other that is nearer; null elsewhere. */
function seedOf(
  faces: readonly (Box & { readonly faceId: number })[],
  x: number,
  y: number,
): number | null {
  let nearest: { readonly owner: number; readonly distance: number } | null = null;
  for (const { faceId, ...box } of faces) {
    const offX = Math.abs(x - box.x - box.width / 2) / box.width;
    const offY = (y - box.y - box.height / 2) / box.height;
    if (Math.hypot(offX, offY) <= seedShare / 2) return faceId;
    const isBelow = offX <= trunkWidth / 2 && offY > 0 && offY <= trunkHeight;
    const distance = Math.hypot(offX, offY);
    if (isBelow && distance < (nearest?.distance ?? Infinity)) {
      nearest = { owner: faceId, distance };
    }
  }
  return nearest?.owner ?? null;
}

/** A binary heap: the cell with the shortest way comes first. */
class Queue {
  readonly #items: { readonly cell: number; readonly way: number }[] = [];

  push(cell: number, way: number): void {
    const items = this.#items;
    let at = items.length;
    items.push({ cell, way });
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (items[above]!.way <= way) break;
      [items[at], items[above]] = [items[above]!, items[at]!];
      at = above;
    }
  }

  pop(): { readonly cell: number; readonly way: number } | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (!first || !last || items.length === 0) return first;
    items[0] = last;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= items.length) return first;
      if (below + 1 < items.length && items[below + 1]!.way < items[below]!.way) below += 1;
      if (items[below]!.way >= items[at]!.way) return first;
      [items[at], items[below]] = [items[below]!, items[at]!];
      at = below;
    }
  }
}
