import { expect, test } from 'vitest';
import { columnsFor } from './sheet.ts';

test.each([
  [9, 1, 3],
  [9, 1.5, 3],
  [9, 0.2, 2],
  [4, 1, 2],
  [1, 1, 1],
])('%d pictures %d times as high as wide stand in %d columns', (count, ratio, columns) => {
  expect(columnsFor(count, ratio)).toBe(columns);
});
