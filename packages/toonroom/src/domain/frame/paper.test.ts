import { describe, expect, it, test } from 'vitest';
import { commonArea } from '../picture/geometry.ts';
import { initialFrame } from './frame.ts';
import { mmToPx, pageOf, papers, portraitMm, portraitPart, portraitPlaces } from './paper.ts';
import { fileScale, sceneOf } from './scene.ts';

const nameOf = (source: string): string => source;
const portrait = {
  crop: { x: 0, y: 0, width: 1200, height: 1600 },
  faces: [{ x: 400, y: 400, width: 300, height: 380 }],
};
const order = { frame: { ...initialFrame, kind: 'none' as const }, part: portrait, nameOf };

test.each([
  ['10x15', 1181, 1772],
  ['a4', 2480, 3508],
  ['a5', 1748, 2480],
  ['10x10', 1181, 1181],
] as const)('%s has %d × %d px', (paper, width, height) => {
  const print = { paper, fit: 'fit', hasMargin: false } as const;
  expect(pageOf(print, 0.7)).toMatchObject({ width, height });
  expect(pageOf(print, 1.4)).toMatchObject({ width: height, height: width });
});

describe.each(papers)('on %s', (paper) => {
  it.each(['fit', 'fill'] as const)('everything lies on the page (%s)', (fit) => {
    for (const hasMargin of [false, true]) {
      for (const kind of ['none', 'polaroid', 'comic', 'film'] as const) {
        const frame = { ...initialFrame, kind };
        const scene = sceneOf({ ...order, frame }, { paper, fit, hasMargin });
        expect(fileScale(scene)).toBe(1);
        const { room } = scene.page!;
        for (const { layout, box } of scene.placements) {
          // A thread beyond the edge is cut off.
          expect(box.x).toBeGreaterThan(room.x - room.width * 0.02);
          expect(box.y + box.height).toBeLessThan(room.y + room.height * 1.02);
          expect(box.width / box.height / (layout.width / layout.height)).toBeCloseTo(1, 1);
        }
      }
    }
  });
});

test('filled paper has no free edge', () => {
  const scene = sceneOf(order, { paper: '10x15', fit: 'fill', hasMargin: false });
  const { box } = scene.placements[0]!;
  expect(box.x).toBeLessThanOrEqual(0);
  expect(box.y).toBeLessThanOrEqual(0);
  expect(box.x + box.width).toBeGreaterThanOrEqual(scene.width);
  expect(box.y + box.height).toBeGreaterThanOrEqual(scene.height);
});

describe('small portraits', () => {
  const page = pageOf({ paper: 'passport', fit: 'fit', hasMargin: true }, 0.5);
  const { boxes, marks } = portraitPlaces(page);

  it('are eight of 35 × 45 mm that do not touch', () => {
    expect(boxes).toHaveLength(8);
    for (const [index, box] of boxes.entries()) {
      expect([box.width, box.height]).toEqual([mmToPx(35), mmToPx(45)]);
      expect(box.x).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(page.width);
      expect(box.y + box.height).toBeLessThan(page.height);
      for (const other of boxes.slice(index + 1)) expect(commonArea(box, other)).toBe(0);
    }
  });

  it('have marks that no picture is under', () => {
    expect(marks).toHaveLength(64);
    for (const { x1, y1, x2, y2 } of marks) {
      const box = { x: Math.min(x1, x2), y: Math.min(y1, y2), width: 0, height: 0 };
      const line = { ...box, width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
      expect(line.x).toBeGreaterThanOrEqual(0);
      for (const place of boxes) {
        const isUnder =
          line.x + line.width > place.x &&
          line.x < place.x + place.width &&
          line.y + line.height > place.y &&
          line.y < place.y + place.height;
        expect(isUnder).toBe(false);
      }
    }
  });

  it('show the whole head, most of the height', () => {
    const { crop } = portraitPart(portrait, portrait.faces[0]);
    expect(crop.width / crop.height).toBeCloseTo(portraitMm.width / portraitMm.height, 2);
    expect(commonArea(crop, portrait.faces[0]!)).toBe(300 * 380);
    expect(crop.height).toBeLessThan(900);
    const middle = crop.x + crop.width / 2;
    expect(Math.abs(middle - 550)).toBeLessThan(2);
  });

  it('show everybody in turn', () => {
    const two = {
      ...portrait,
      faces: [...portrait.faces, { x: 900, y: 700, width: 200, height: 250 }],
    };
    const { placements } = sceneOf(
      { ...order, part: two },
      { paper: 'passport', fit: 'fit', hasMargin: false },
    );
    const crops = placements.map(({ layout }) => JSON.stringify(layout.pictures[0]!.crop));
    expect(new Set(crops).size).toBe(2);
    expect(crops[0]).toBe(crops[2]);
  });

  it('need no face', () => {
    const { crop } = portraitPart({ ...portrait, faces: [] }, undefined);
    expect(crop.width / crop.height).toBeCloseTo(35 / 45, 2);
  });
});

test('what no canvas holds is made smaller', () => {
  const large = { crop: { x: 0, y: 0, width: 9000, height: 6000 }, faces: [] };
  const scene = sceneOf({ ...order, part: large }, null);
  const scale = fileScale(scene);
  expect(scale).toBeLessThan(1);
  expect(scene.width * scale * scene.height * scale).toBeLessThanOrEqual(16_000_001);
});
