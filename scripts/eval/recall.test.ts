import { describe, expect, it } from 'vitest';
import { type KnownFace, matchFaces, recallTable } from './recall.ts';

const face = (x: number, sizePx: number, degrees = 0): KnownFace => ({
  x,
  y: 100,
  width: sizePx * 0.8,
  height: sizePx,
  sizePx,
  degrees,
});
const boxOf = ({ x, y, width, height }: KnownFace) => ({ x: x + 2, y: y - 3, width, height });

describe('matchFaces', () => {
  it('finds a face by a box about its middle, and gives each box to one face only', () => {
    const [first, second] = [face(0, 100), face(40, 100)];
    expect(matchFaces([first, second], [boxOf(first)]).isFound).toEqual([true, false]);
    expect(matchFaces([first, second], [boxOf(second), boxOf(first)]).isFound).toEqual([
      true,
      true,
    ]);
  });

  it('refuses a box of quite another size or place, and counts it as a stranger', () => {
    const known = face(0, 100);
    const huge = { x: -200, y: -100, width: 480, height: 500 };
    expect(matchFaces([known], [huge])).toEqual({ isFound: [false], strangers: 1 });
    expect(matchFaces([known], [{ ...boxOf(known), x: 300 }]).isFound).toEqual([false]);
  });
});

it('recallTable counts by size and turn', () => {
  const table = recallTable([
    { face: face(0, 30), isFound: false },
    { face: face(0, 40), isFound: true },
    { face: face(0, 200, 170), isFound: false },
  ]);
  expect(table['under 32 px']).toEqual({ faces: 1, found: 0, share: 0 });
  expect(table['from 32 px']).toEqual({ faces: 2, found: 1, share: 0.5 });
  expect(table['from 32 px, turned']).toEqual({ faces: 1, found: 0, share: 0 });
  expect(table['from 32 px, upright']).toEqual({ faces: 1, found: 1, share: 1 });
});
