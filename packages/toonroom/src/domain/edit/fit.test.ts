import { expect, test } from 'vitest';
import { type Edits, editsOf } from './edits.ts';
import { validateEdits } from './validateEdits.ts';
import { fitEdits } from './fit.ts';
import { noPhotoEdit } from './photoEdit.ts';

const crop = { x: 0.5, y: 0.4, width: 0.5, height: 0.5 };
const path = { radius: 0.02, hardness: 0.5, points: [0.1, 0.1, 1] };
const edits: Edits = {
  photo: { ...noPhotoEdit, turns: 1, tilt: 3, crop, exposure: 0.5 },
  tweaks: { smile: 0.4 },
  strokes: [
    { effect: { kind: 'photo' }, area: null, path },
    { effect: { kind: 'style', styleId: 'comic' }, area: { kind: 'hair' }, path: null },
  ],
  madeOn: { width: 4000, height: 3000 },
};

test('all edits fit a smaller picture of the same shape', () => {
  const { madeOn: _madeOn, ...whole } = edits;
  expect(fitEdits(edits, { width: 1600, height: 1200 })).toEqual(whole);
});

test('crop and free strokes are left out on another shape, nothing else', () => {
  expect(fitEdits(edits, { width: 3000, height: 4000 })).toEqual({
    photo: { ...noPhotoEdit, turns: 1, exposure: 0.5 },
    tweaks: { smile: 0.4 },
    strokes: [edits.strokes![1]],
  });
});

test('strokes that keep to one person are left out on any other picture', () => {
  const ofPerson = [null, path].map((way) => ({
    effect: { kind: 'photo' } as const,
    area: { kind: 'person' as const, faceId: 1 },
    path: way,
  }));
  const all = { ...edits, strokes: [...edits.strokes!, ...ofPerson] };
  for (const size of [
    { width: 1600, height: 1200 },
    { width: 3000, height: 4000 },
  ]) {
    expect(fitEdits(all, size)).toEqual(fitEdits(edits, size));
  }
  const { madeOn } = edits;
  expect(fitEdits({ strokes: ofPerson, madeOn: madeOn! }, madeOn!)).toEqual({});
  expect(fitEdits({ strokes: ofPerson }, madeOn!)).toEqual({ strokes: ofPerson });
});

test('edits of the picture itself always fit', () => {
  const { madeOn: _madeOn, ...own } = edits;
  expect(fitEdits(own, { width: 1, height: 9 })).toEqual(own);
});

test('valid edits are read as they are', () => {
  expect(validateEdits(JSON.parse(JSON.stringify(edits)) as never)).toEqual(edits);
  expect(editsOf(edits)).toEqual(edits);
});

test.each([
  { photo: { turns: 7 } },
  { photo: [] },
  { photo: { tilt: 'much' } },
  { tweaks: { irisColour: 'blue' } },
  { tweaks: { eyes: NaN } },
  { strokes: {} },
  { strokes: [{ effect: { kind: 'photo' }, area: null, path: null }] },
  { strokes: [{ effect: { kind: 'bomb' }, area: { kind: 'hair' } }] },
  { strokes: [{ effect: { kind: 'photo' }, path: { ...path, points: [1, 2] } }] },
  { strokes: Array.from({ length: 10_001 }, () => edits.strokes![1]) },
  { madeOn: { width: -1 } },
])('refuses %j', (invalid) => {
  expect(() => validateEdits(invalid as never)).toThrow(RangeError);
});

test('what lies beyond a range is moved to its end', () => {
  const { photo, tweaks } = validateEdits({
    photo: { tilt: 90, exposure: -9 },
    tweaks: { jaw: 5 },
  });
  expect(photo).toMatchObject({ tilt: 45, exposure: -2 });
  expect(tweaks).toEqual({ jaw: 1 });
});
