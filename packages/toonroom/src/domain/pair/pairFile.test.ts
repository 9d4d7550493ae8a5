import { expect, test } from 'vitest';
import { goldenPair } from '../testing/goldenPair.ts';
import { type PairRecord, readManifest, roundPoints, writeManifest } from './pairFile.ts';

const { photo, cartoon } = goldenPair;
const record: PairRecord = {
  id: 'a1',
  name: 'Zoë',
  verdict: 'accepted',
  comment: 'chin a little low',
  photo: { file: '1/photo.png', width: 84, height: 76, points: photo.points },
  cartoon: { file: '1/cartoon.png', width: 108, height: 60, points: cartoon.points },
  aligned: '1/aligned.png',
};

test('what is written is read', () => {
  const other: PairRecord = { ...record, id: 'b', verdict: 'rejected', aligned: null };
  expect(readManifest(writeManifest([record, other]))).toEqual([record, other]);
});

test('points are kept to a thousandth of a px', () => {
  expect([...roundPoints(Float64Array.of(1.23456, 2))]).toEqual([1.235, 2]);
});

interface Plain {
  pairs: Record<string, Record<string, unknown>>[];
}
const changed = (change: (manifest: Plain) => void): string => {
  const manifest = JSON.parse(writeManifest([record])) as Plain;
  change(manifest);
  return JSON.stringify(manifest);
};

test.each([
  ['no JSON', '{', 'damaged '],
  ['null', 'null', 'damaged '],
  ['another file', '{"format":"other"}', 'notPairs '],
  ['a newer one', changed((all) => Object.assign(all, { version: 2 })), 'newer '],
  ['no version', changed((all) => Object.assign(all, { version: 'x' })), 'damaged version'],
  [
    'an unknown verdict',
    changed((all) => Object.assign(all.pairs[0]!, { verdict: 'perhaps' })),
    'damaged pairs[0].verdict',
  ],
  [
    'an accepted pair that is not aligned',
    changed((all) => Object.assign(all.pairs[0]!, { aligned: null })),
    'damaged pairs[0].aligned',
  ],
  [
    'a point too few',
    changed((all) => void (all.pairs[0]!['photo']!['points'] as unknown[]).pop()),
    'damaged pairs[0].photo.points',
  ],
  [
    'a point outside',
    changed((all) => Object.assign(all.pairs[0]!['cartoon']!, { width: 20 })),
    'damaged pairs[0].cartoon.points',
  ],
  [
    'a picture without a size',
    changed((all) => Object.assign(all.pairs[0]!['photo']!, { height: 0 })),
    'damaged pairs[0].photo.height',
  ],
])('%s is refused', (_, json, message) => {
  expect(() => readManifest(json)).toThrow(message);
});
