import { describe, expect, it } from 'vitest';
import { beyond, parseDrawings } from './galleryStored.ts';

const record = (more: object = {}) => ({
  version: 1,
  styleId: 'anime',
  styleNames: { en: 'Anime', zh: '动漫' },
  format: 'webp',
  savedAt: 1000,
  file: new Blob(['drawing']),
  thumbnail: new Blob(['small']),
  ...more,
});

describe('parseDrawings', () => {
  it('lists what was kept, newest first', () => {
    const drawings = parseDrawings([
      ['a', record()],
      ['b', record({ savedAt: 3000, thumbnail: null })],
      ['c', record({ savedAt: 2000 })],
    ]);
    expect(drawings.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(drawings[0]).toMatchObject({ thumbnail: null, sizeBytes: 7, format: 'webp' });
    expect(drawings[2]?.thumbnail?.size).toBe(5);
    expect(drawings[2]?.styleNames).toEqual({ en: 'Anime', zh: '动漫' });
  });

  it('leaves out what makes no sense', () => {
    const odd = [
      null,
      7,
      record({ version: 2 }),
      record({ file: 'drawing' }),
      record({ styleId: '' }),
      record({ format: 'tiff' }),
      record({ savedAt: 'yesterday' }),
    ];
    expect(parseDrawings(odd.map((value, index) => [String(index), value]))).toEqual([]);
  });
});

it('a style without a name goes by its id', () => {
  const [drawing] = parseDrawings([['a', record({ styleNames: { en: 7 } })]]);
  expect(drawing?.styleNames).toEqual({ en: 'anime', zh: 'anime' });
});

describe('beyond', () => {
  const drawings = [{ sizeBytes: 50 }, { sizeBytes: 30 }, { sizeBytes: 20 }];

  it('names the oldest that are too much', () => {
    expect(beyond(drawings, 100)).toEqual([]);
    expect(beyond(drawings, 99)).toEqual([{ sizeBytes: 20 }]);
    expect(beyond(drawings, 79)).toEqual([{ sizeBytes: 30 }, { sizeBytes: 20 }]);
  });

  it('leaves the newest, however large it is', () => {
    expect(beyond(drawings, 1)).toEqual([{ sizeBytes: 30 }, { sizeBytes: 20 }]);
    expect(beyond([], 1)).toEqual([]);
  });
});
