import { describe, expect, it } from 'vitest';
import { applyAffine, invertAffine } from '../picture/geometry.ts';
import { editKey } from './editKey.ts';
import { noPhotoEdit, type PhotoEdit } from './photoEdit.ts';
import {
  cropOf,
  editedFromSource,
  editedSize,
  type Handle,
  mirroredEdit,
  movedCrop,
  movedPoint,
  resizedCrop,
  shapedCrop,
  turnedEdit,
  turnedSize,
} from './photoGeometry.ts';

const size = { width: 400, height: 300 };
const tilts = Array.from({ length: 13 }, (_tilt, index) => -45 + 7.5 * index);
const sides = [-1, 0, 1] as const;
const handles: readonly Handle[] = sides.flatMap((x) => sides.map((y) => ({ x, y })));

const edited = (change: Partial<PhotoEdit>): PhotoEdit => ({ ...noPhotoEdit, ...change });

/** The corners of the edited photo that show nothing of the photo. */
function emptyCorners(edit: PhotoEdit): readonly object[] {
  const { width, height } = editedSize(edit, size);
  const back = invertAffine(editedFromSource(edit, size));
  // Whole px may lie half a px beside the crop.
  const slack = 0.75;
  const isWithin = (value: number, length: number): boolean =>
    value >= -slack && value <= length + slack;
  return [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: 0, y: height },
    { x: width, y: height },
  ].filter((corner) => {
    const { x, y } = applyAffine(back, corner);
    return !isWithin(x, size.width) || !isWithin(y, size.height);
  });
}

const at = (edit: PhotoEdit, x: number, y: number) =>
  applyAffine(editedFromSource(edit, size), { x, y });

describe('an edited photo', () => {
  it('is the photo itself without an edit', () => {
    expect(editedSize(noPhotoEdit, size)).toEqual(size);
    expect(at(noPhotoEdit, 12, 34)).toEqual({ x: 12, y: 34 });
    expect(editKey(noPhotoEdit)).toBe('');
  });

  it('is turned to the right by quarters', () => {
    const turned = edited({ turns: 1 });
    expect(editedSize(turned, size)).toEqual({ width: 300, height: 400 });
    expect(at(turned, 0, 0)).toEqual({ x: 300, y: 0 });
    expect(at(edited({ turns: 2 }), 0, 0)).toEqual({ x: 400, y: 300 });
    expect(at(edited({ turns: 3 }), 0, 0)).toEqual({ x: 0, y: 400 });
  });

  it('is mirrored after it was turned', () => {
    expect(at(edited({ isMirrored: true }), 10, 20)).toEqual({ x: 390, y: 20 });
    expect(at(edited({ turns: 1, isMirrored: true }), 0, 0)).toEqual({ x: 0, y: 0 });
  });

  it('lies on whole px where it is not tilted', () => {
    const crop = { x: 0.4987, y: 0.5013, width: 0.333, height: 0.271 };
    const map = editedFromSource(edited({ crop }), size);
    expect([map.a, map.b, map.c, map.d]).toEqual([1, 0, 0, 1]);
    expect(map.e).toBe(Math.round(map.e));
    expect(map.f).toBe(Math.round(map.f));
  });

  it('turns clockwise about the middle of its crop', () => {
    const crop = { x: 0.5, y: 0.5, width: 0.4, height: 0.4 };
    const { width, height } = editedSize(edited({ tilt: 30, crop }), size);
    const middle = at(edited({ tilt: 30, crop }), 200, 150);
    expect(middle.x).toBeCloseTo(width / 2);
    expect(middle.y).toBeCloseTo(height / 2);
    // What is to the right of it comes down.
    expect(at(edited({ tilt: 30, crop }), 250, 150).y).toBeCloseTo(height / 2 + 25);
  });

  it('has the largest crop of its shape without one', () => {
    for (const tilt of tilts) {
      const { width, height } = cropOf(edited({ tilt }), size);
      expect(width).toBeCloseTo(height);
      if (tilt === 0) expect(width).toBe(1);
      expect(emptyCorners(edited({ tilt }))).toEqual([]);
    }
  });
});

describe('turning and mirroring what is seen', () => {
  const crop = { x: 0.3, y: 0.6, width: 0.3, height: 0.2 };
  const start = edited({ turns: 1, tilt: 12, crop });

  it('comes back after four turns or two mirrors', () => {
    let edit = start;
    for (let turn = 0; turn < 4; turn++) edit = turnedEdit(edit, 'right');
    expect(edit.turns).toBe(start.turns);
    expect(edit.crop!.x).toBeCloseTo(crop.x);
    expect(edit.crop!.width).toBeCloseTo(crop.width);
    const back = mirroredEdit(mirroredEdit(start));
    expect(back.tilt).toBe(start.tilt);
    expect(back.crop!.x).toBeCloseTo(crop.x);
    expect(Object.is(mirroredEdit(noPhotoEdit).tilt, 0)).toBe(true);
  });

  it.each(['left', 'right'] as const)('shows the same, turned to the %s', (direction) => {
    for (const before of [start, mirroredEdit(start)]) {
      const { width, height } = editedSize(before, size);
      const point = at(before, 150, 120);
      const turned = at(turnedEdit(before, direction), 150, 120);
      const wanted =
        direction === 'right'
          ? { x: height - point.y, y: point.x }
          : { x: point.y, y: width - point.x };
      expect(turned.x).toBeCloseTo(wanted.x, 0);
      expect(turned.y).toBeCloseTo(wanted.y, 0);
    }
  });

  it('shows the same, mirrored', () => {
    const { width } = editedSize(start, size);
    const point = at(start, 150, 120);
    const mirrored = at(mirroredEdit(start), 150, 120);
    expect(mirrored.x).toBeCloseTo(width - point.x, 0);
    expect(mirrored.y).toBeCloseTo(point.y, 0);
  });
});

describe('a crop', () => {
  it('never has an empty corner, however it is tilted, moved and resized', () => {
    for (const tilt of tilts) {
      for (const turns of [0, 1] as const) {
        let edit = edited({ tilt, turns });
        for (const handle of handles) {
          edit = movedCrop(edit, size, { x: 0.7 * handle.x, y: -0.6 * handle.y });
          expect(emptyCorners(edit)).toEqual([]);
          const way = { x: 0.4 * handle.x, y: 0.3 * handle.y };
          edit = resizedCrop(edit, size, handle, way, null);
          expect(emptyCorners(edit)).toEqual([]);
          edit = shapedCrop(edit, size, 16 / 9);
          expect(emptyCorners(edit)).toEqual([]);
        }
      }
    }
  });

  it('keeps its opposite corner while one is dragged, and its shape where it has one', () => {
    const crop = { x: 0.5, y: 0.5, width: 0.2, height: 0.2 };
    for (const ratio of [null, (0.2 * 400) / (0.2 * 300)]) {
      const before = edited({ tilt: 20, crop });
      const after = resizedCrop(before, size, { x: 1, y: 1 }, { x: 0.1, y: 0.1 }, ratio);
      const corner = invertAffine(editedFromSource(before, size));
      const shown = applyAffine(editedFromSource(after, size), applyAffine(corner, { x: 0, y: 0 }));
      expect(Math.hypot(shown.x, shown.y)).toBeLessThan(1);
      expect(after.crop!.width).toBeCloseTo(0.3);
      expect(after.crop!.height).toBeCloseTo(0.3);
    }
  });

  it('gets no smaller than is worth drawing, and grows again', () => {
    const crop = { x: 0.5, y: 0.5, width: 0.2, height: 0.2 };
    const corner = { x: 1, y: 1 } as const;
    const small = resizedCrop(edited({ crop }), size, corner, { x: -0.5, y: -0.5 }, null);
    expect(small.crop!.width).toBeCloseTo(0.05);
    const large = resizedCrop(small, size, corner, { x: 0.1, y: 0.1 }, null);
    expect(large.crop!.width).toBeCloseTo(0.15);
  });

  it('slides along the edge of the photo', () => {
    const crop = { x: 0.8, y: 0.5, width: 0.4, height: 0.4 };
    const moved = movedCrop(edited({ crop }), size, { x: 0.2, y: 0.1 });
    expect(moved.crop!.x).toBeCloseTo(0.8);
    expect(moved.crop!.y).toBeCloseTo(0.6);
  });

  it('takes a shape and stays in the photo', () => {
    const square = shapedCrop(noPhotoEdit, size, 1);
    expect(editedSize(square, size)).toEqual({ width: 300, height: 300 });
    expect(editedSize(shapedCrop(edited({ turns: 1 }), size, 4 / 5), size)).toEqual({
      width: 300,
      height: 375,
    });
  });
});

describe('a point of an edited photo', () => {
  it('is found again after another edit, and back', () => {
    const before = edited({ turns: 3, isMirrored: true, tilt: -7 });
    const after = edited({ crop: { x: 0.4, y: 0.4, width: 0.5, height: 0.5 }, tilt: 5 });
    const moved = movedPoint({ x: 30, y: 40 }, size, { before, after });
    const back = movedPoint(moved, size, { before: after, after: before });
    expect(back.x).toBeCloseTo(30);
    expect(back.y).toBeCloseTo(40);
    expect(turnedSize(before, size)).toEqual({ width: 300, height: 400 });
  });
});
