import { describe, expect, it } from 'vitest';
import { createRaster } from '../picture/raster.ts';
import { type Attempt, attempts, levelsFor, withinBytes, withLevels } from './withinBytes.ts';

describe('files within a limit', () => {
  const tried: Attempt[] = [];
  /** A picture whose file takes 100 bytes at its best. */
  const make = (attempt: Attempt) => {
    tried.push(attempt);
    return Promise.resolve({ size: 100 * attempt.quality * attempt.scale ** 2, attempt });
  };

  it('keep the quality where they can', async () => {
    tried.length = 0;
    const file = await withinBytes(96, make);
    expect(file?.attempt).toEqual({ quality: 0.95, scale: 1 });
    expect(tried).toHaveLength(1);
  });

  it('lose quality first, then size, and no more than they must', async () => {
    expect((await withinBytes(65, make))?.attempt).toEqual({ quality: 0.6, scale: 1 });
    expect((await withinBytes(30, make))?.attempt).toEqual({ quality: 0.5, scale: 0.7 });
  });

  it('do not exist where nothing is small enough', async () => {
    tried.length = 0;
    expect(await withinBytes(2, make)).toBeNull();
    expect(tried).toEqual(attempts);
  });

  it('keep fewer levels of a PNG the lower the quality', () => {
    const levels = attempts.slice(0, 6).map(({ quality }) => levelsFor(quality));
    expect(levels[0]).toBe(256);
    expect(levels).toEqual(levels.toSorted((a, b) => b - a));
    const picture = createRaster(16, 16);
    picture.data.forEach((_, at) => (picture.data[at] = at % 256));
    const fewer = withLevels(picture, 16);
    expect(new Set(fewer.data).size).toBe(16);
    expect(withLevels(picture, 256)).toBe(picture);
  });
});
