import { expect, test } from 'vitest';
import { inReadingOrder } from './readingOrder.ts';

const at = (name: string, x: number, y: number, side = 100) => ({
  name,
  box: { x, y, width: side, height: side },
});
const names = (items: readonly { readonly name: string }[]): string =>
  inReadingOrder(items.map((item) => item as ReturnType<typeof at>))
    .map(({ name }) => name)
    .join('');

test('faces of about one height are read from left to right', () => {
  expect(names([at('c', 500, 20), at('a', 10, 60), at('b', 200, 0)])).toBe('abc');
});

test('a row below is read after the one above, however its faces stand', () => {
  expect(names([at('d', 0, 300), at('a', 10, 40), at('e', 240, 260), at('b', 400, 0)])).toBe(
    'abde',
  );
});

test('large and small faces share a row where their middles are near', () => {
  expect(names([at('b', 300, 80, 60), at('a', 0, 0, 200)])).toBe('ab');
});

test('nobody is in order', () => {
  expect(inReadingOrder([])).toEqual([]);
});
