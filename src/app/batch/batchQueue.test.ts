import { describe, expect, it } from 'vitest';
import {
  batchFraction,
  moveItem,
  newItem,
  nextItem,
  numberedNames,
  remainingMs,
  tally,
  uniqueNames,
  withDuration,
} from './batchQueue.ts';
import type { BatchItem, BatchStatus } from '../shared/state/batchSlice.ts';

const item = (id: string, status: BatchStatus, more: Partial<BatchItem> = {}): BatchItem => ({
  ...newItem(id, `${id}.jpg`),
  status,
  ...more,
});

const ids = (items: readonly BatchItem[]): string => items.map(({ id }) => id).join('');

describe('nextItem', () => {
  it('is the first that waits and may be read', () => {
    const items = [
      item('a', 'done'),
      item('b', 'cancelled'),
      item('c', 'waiting', { isLocked: true }),
      item('d', 'waiting'),
      item('e', 'waiting'),
    ];
    expect(nextItem(items)?.id).toBe('d');
    expect(nextItem(items.slice(0, 3))).toBeUndefined();
  });
});

describe('tally', () => {
  const counts = tally([
    item('a', 'done'),
    item('b', 'failed'),
    item('c', 'cancelled'),
    item('d', 'running'),
    item('e', 'waiting'),
    item('f', 'waiting', { isLocked: true }),
  ]);

  it('counts every photo once, the locked ones only in all', () => {
    expect(counts).toEqual({ total: 6, waiting: 1, running: 1, done: 1, missed: 2 });
  });

  it('tells how much is settled, and of the running one its part', () => {
    expect(batchFraction(counts, 0.5)).toBeCloseTo(3.5 / 6);
    expect(batchFraction(tally([]), 0)).toBe(0);
    expect(batchFraction(tally([item('a', 'failed'), item('b', 'done')]), 0.9)).toBe(1);
  });

  it('expects the rest to go on like the last photos', () => {
    expect(remainingMs(counts, 0.25, [])).toBeNull();
    expect(remainingMs(counts, 0.25, [4000, 8000])).toBeCloseTo(1.75 * 6000);
  });
});

describe('withDuration', () => {
  it('keeps the last ones, so that what was slow long ago no longer counts', () => {
    const durations = [60_000, 1, 2, 3, 4, 5, 6, 7, 8].reduce<number[]>(withDuration, []);
    expect(durations).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('moveItem', () => {
  const items = ['a', 'b', 'c'].map((id) => item(id, 'waiting'));

  it('moves to an index, which is clamped', () => {
    expect(ids(moveItem(items, 'c', 0))).toBe('cab');
    expect(ids(moveItem(items, 'a', 1))).toBe('bac');
    expect(ids(moveItem(items, 'a', 9))).toBe('bca');
    expect(ids(moveItem(items, 'b', -1))).toBe('bac');
  });

  it('leaves the list alone when the item is gone', () => {
    expect(moveItem(items, 'x', 0)).toBe(items);
  });
});

describe('names', () => {
  it('are numbered before the ending', () => {
    const names = numberedNames('me.anime.webp');
    expect([1, 2, 3].map(() => names.next().value)).toEqual([
      'me.anime.webp',
      'me.anime-2.webp',
      'me.anime-3.webp',
    ]);
  });

  it('are never the same, not even where upper case or the way an accent is written is all that differs', () => {
    expect(uniqueNames(['a.3d.png', 'A.3d.png', 'b.3d.png', 'a.3d-2.png', 'a.3d.png'])).toEqual([
      'a.3d.png',
      'A.3d-2.png',
      'b.3d.png',
      'a.3d-2-2.png',
      'a.3d-3.png',
    ]);
    const names = uniqueNames(['\u00e9.3d.png', 'e\u0301.3d.png']);
    expect(new Set(names.map((name) => name.normalize())).size).toBe(2);
  });
});
