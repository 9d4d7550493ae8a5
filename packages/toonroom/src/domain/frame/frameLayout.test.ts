import { describe, expect, it, test } from 'vitest';
import { type Box, commonArea } from '../picture/geometry.ts';
import { filmMm } from './filmLayout.ts';
import { type Frame, frameKinds, type FrameSource, initialFrame } from './frame.ts';
import { layOutFrame, layOutFrameToFill } from './frameLayout.ts';
import type { FrameLayout } from './layoutParts.ts';
import { polaroidMm } from './panelLayouts.ts';

const sizes = [
  [512, 512],
  [3024, 4032],
  [4000, 2250],
  [320, 900],
  [40, 40],
] as const;
const face = { x: 180, y: 60, width: 80, height: 100 };
const nine = Array.from({ length: 9 }, (_, index): FrameSource => `style:${index}`);
const nameOf = (source: FrameSource): string => source;

const layOut = (change: Partial<Frame>, [width, height]: readonly [number, number]): FrameLayout =>
  layOutFrame({
    frame: { ...initialFrame, caption: 'A day', date: '3 May', ...change },
    part: { crop: { x: 7, y: 11, width, height }, faces: [face] },
    nameOf,
  });

const isInside = ({ x, y, width, height }: Box, whole: FrameLayout): boolean =>
  x >= -1e-6 && y >= -1e-6 && x + width <= whole.width + 1 && y + height <= whole.height + 1;

describe.each(frameKinds)('%s', (kind) => {
  it.each(sizes)('holds everything inside, %d × %d px', (...size) => {
    for (const pictures of [['drawing'], nine.slice(0, 4), nine] as const) {
      const layout = layOut({ kind, pictures }, size);
      expect(Number.isInteger(layout.width) && Number.isInteger(layout.height)).toBe(true);
      for (const { box, crop } of layout.pictures) {
        expect(isInside(box, layout)).toBe(true);
        // Drawn px by px.
        expect([box.width, box.height]).toEqual([crop.width, crop.height]);
        expect([box.x, box.y].every((value) => Number.isInteger(value))).toBe(true);
        expect(crop.x).toBeGreaterThanOrEqual(7);
        expect(crop.x + crop.width).toBeLessThanOrEqual(7 + size[0]);
        expect(crop.y + crop.height).toBeLessThanOrEqual(11 + size[1]);
      }
      for (const words of layout.words) expect(isInside(words.box, layout)).toBe(true);
    }
  });

  it.each(sizes)('overlaps no pictures and, but for boxes, no words, %d × %d px', (...size) => {
    const layout = layOut({ kind, pictures: nine }, size);
    const boxes = [
      ...layout.pictures.map(({ box }) => box),
      ...layout.words.filter(({ role }) => role !== 'box').map(({ box }) => box),
    ];
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        expect(commonArea(box, other) / (box.width * box.height)).toBeLessThan(0.02);
      }
    }
  });
});

test('a polaroid has the measures of one', () => {
  const { width, height, pictures, words } = layOut({ kind: 'polaroid' }, [3000, 4000]);
  expect(width / height).toBeCloseTo(88 / 107, 3);
  const { box } = pictures[0]!;
  expect(box.width).toBe(box.height);
  expect(box.width / width).toBeCloseTo(polaroidMm.picture / polaroidMm.width, 3);
  expect(words.map(({ text }) => text)).toEqual(['A day', '3 May']);
  expect(words[0]!.box.y).toBeGreaterThan(box.y + box.height);
});

test('film has the perforations of 35 mm film', () => {
  const [, full] = [
    layOut({ kind: 'film', pictures: nine.slice(0, 2) }, [3000, 4000]),
    layOut({ kind: 'film', pictures: nine.slice(0, 2) }, [3000, 2000]),
  ];
  const mm = full.pictures[0]!.box.height / filmMm.picture;
  const [strip] = full.strips;
  expect(strip!.box.height / mm).toBeCloseTo(35, 1);
  const upper = strip!.holes.filter(({ y }) => y < strip!.box.y + strip!.box.height / 2);
  // Eight for each full frame, and half of one at both ends.
  expect(upper).toHaveLength(17);
  expect((upper[1]!.x - upper[0]!.x) / mm).toBeCloseTo(4.75, 1);
  expect(full.pictures[0]!.box.width / full.pictures[0]!.box.height).toBeCloseTo(36 / 24, 1);
  const half = layOut({ kind: 'film', pictures: ['photo'] }, [3000, 4000]);
  expect(half.strips[0]!.holes).toHaveLength(10);
});

test('the comic’s caption makes way for a head', () => {
  const high = layOut({ kind: 'comic', date: '' }, [512, 512]);
  expect(high.words[0]).toMatchObject({ role: 'box', align: 'end' });
  const free = layOutFrame({
    frame: { ...initialFrame, kind: 'comic', caption: 'A day' },
    part: { crop: { x: 0, y: 0, width: 512, height: 512 }, faces: [] },
    nameOf,
  });
  expect(free.words[0]).toMatchObject({ align: 'start' });
});

test.each(['none', 'plain', 'comic', 'grid', 'pair'] as const)(
  '%s is cut to the shape of the paper, with the face in it',
  (kind) => {
    const part = { crop: { x: 0, y: 0, width: 3000, height: 2000 }, faces: [face] };
    const frame = { ...initialFrame, kind, caption: 'A day' };
    const layout = layOutFrameToFill({ frame, part, nameOf }, 2 / 3);
    expect(layout.width / layout.height).toBeCloseTo(2 / 3, 1);
    for (const { crop } of layout.pictures) {
      expect(commonArea(crop, face)).toBe(face.width * face.height);
    }
  },
);
