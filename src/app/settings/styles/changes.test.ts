import { expect, test } from 'vitest';
import { withShare } from './changes.ts';

const shares = (parts: readonly { readonly share: number }[]) => parts.map(({ share }) => share);

test('the others share the rest as before', () => {
  const parts = [
    { id: 'a', share: 50 },
    { id: 'b', share: 30 },
    { id: 'c', share: 20 },
  ] as const;
  expect(shares(withShare(parts, 'a', 75))).toEqual([75, 15, 10]);
  expect(shares(withShare(parts, 'c', 60))).toEqual([25, 15, 60]);
  expect(shares(withShare(parts, 'a', 0))).toEqual([0, 60, 40]);
});

test('nobody is pushed out of a mix, and shares add up to 100', () => {
  const parts = [
    { id: 'a', share: 98 },
    { id: 'b', share: 1 },
    { id: 'c', share: 1 },
  ] as const;
  for (let share = 1; share <= 100; share++) {
    for (const { id } of parts) {
      const moved = shares(withShare(parts, id, share));
      expect(moved.reduce((sum, one) => sum + one, 0)).toBe(100);
      expect(Math.min(...moved)).toBeGreaterThanOrEqual(1);
    }
  }
});
