import { describe, expect, it } from 'vitest';
import type { Result } from '../shared/state/historySlice.ts';
import { findResult, withinLimits, withResult } from './resultList.ts';

const result = (id: number, sourceId: number, styleId: string, pictureBytes = 10): Result => ({
  id,
  photo: { sourceId, fileName: `${sourceId}.jpg`, sizeBytes: 100 },
  drawing: {
    recipe: { styleId, strength: 1, exaggeration: 1 },
    faces: [],
    notices: [],
    timingsMs: {},
  },
  thumbnailId: null,
  pictureBytes,
});

const ids = (results: readonly Result[]): number[] => results.map(({ id }) => id);
const nobody = (): boolean => false;

describe('the list of results', () => {
  const list = [result(1, 7, '3d'), result(2, 7, 'anime'), result(3, 8, '3d')];

  it('has one of each photo and style', () => {
    expect(findResult(list, result(0, 7, 'anime'))?.id).toBe(2);
    expect(findResult(list, result(0, 8, '3d'))?.id).toBe(3);
    expect(findResult(list, result(0, 8, 'anime'))).toBeUndefined();
  });

  it('has one of each mix, whatever its shares and values', () => {
    const mixed = [result(4, 7, 'anime.50*comic.50'), result(5, 7, 'anime**eyes.20')];
    expect(findResult(mixed, result(0, 7, 'anime.10*comic.90**eyes.3'))?.id).toBe(4);
    expect(findResult(mixed, result(0, 7, 'anime**warmth.5'))?.id).toBe(5);
    expect(findResult(mixed, result(0, 7, 'anime'))).toBeUndefined();
  });

  it('keeps the order in which they came, whatever is changed', () => {
    const changed = withResult(list, result(2, 7, 'anime', 99));
    expect(ids(changed)).toEqual([1, 2, 3]);
    expect(changed[1]?.pictureBytes).toBe(99);
    expect(ids(withResult(list, result(4, 8, 'anime')))).toEqual([1, 2, 3, 4]);
  });

  it('lets the oldest go when there are too many', () => {
    expect(withinLimits(list, { count: 3, bytes: 1000 }, nobody)).toBe(list);
    expect(ids(withinLimits(list, { count: 1, bytes: 1000 }, nobody))).toEqual([3]);
  });

  it('counts a photo once, and its bytes until its last result has gone', () => {
    // 100 + 100 for the photos, 3 × 10 for the pictures.
    expect(ids(withinLimits(list, { count: 9, bytes: 230 }, nobody))).toEqual([1, 2, 3]);
    expect(ids(withinLimits(list, { count: 9, bytes: 229 }, nobody))).toEqual([2, 3]);
    expect(ids(withinLimits(list, { count: 9, bytes: 219 }, nobody))).toEqual([3]);
  });

  it('lets nothing go that is shown', () => {
    const isShown = ({ id }: Result): boolean => id === 1;
    expect(ids(withinLimits(list, { count: 1, bytes: 1000 }, isShown))).toEqual([1]);
    expect(ids(withinLimits(list, { count: 1, bytes: 5 }, isShown))).toEqual([1]);
  });
});
