import type { Box } from '../picture/geometry.ts';

/** Faces whose centres differ in height by at most this share of a face's height are in one row. */
const sameRow = 0.75;

/** Boxes in reading order: row by row from the top, each row from left to right. */
export function inReadingOrder<Item extends { readonly box: Box }>(
  items: readonly Item[],
): readonly Item[] {
  const middle = ({ box }: Item): number => box.y + box.height / 2;
  const rows: Item[][] = [];
  for (const item of items.toSorted((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (first && middle(item) - middle(first) <= sameRow * first.box.height) row.push(item);
    else rows.push([item]);
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.box.x - b.box.x));
}
