import { describe, expect, it } from 'vitest';
import { parseResult, visitVersion } from './stored.ts';

const stored = {
  version: visitVersion,
  id: 3,
  sourceId: 1,
  fileName: 'me.jpg',
  drawing: {
    recipe: { styleId: 'comic', strength: 0.5, exaggeration: 1, faces: { 1: { drawn: false } } },
    faces: [],
    notices: ['noFace'],
    timingsMs: { scene: 12 },
  },
  picture: new Blob(['picture']),
  thumbnail: new Blob(['small']),
  shownAt: 1700000000000,
};

describe('parseResult', () => {
  it('gives back what was stored', () => {
    expect(parseResult(stored)).toEqual(stored);
    const backdrop = new Blob(['behind']);
    expect(parseResult({ ...stored, backdrop })?.backdrop).toBe(backdrop);
  });

  it.each([
    ['another version', { version: visitVersion + 1 }],
    ['no id', { id: undefined }],
    ['a negative id', { id: -1 }],
    ['no name', { fileName: '' }],
    ['no picture', { picture: 'picture' }],
    ['no thumbnail', { thumbnail: null }],
    ['no time', { shownAt: Number.NaN }],
    ['no drawing', { drawing: null }],
    ['no recipe', { drawing: { ...stored.drawing, recipe: { styleId: '' } } }],
    ['no list of faces', { drawing: { ...stored.drawing, faces: {} } }],
  ])('refuses %s', (_what, change) => {
    expect(parseResult({ ...stored, ...change })).toBeUndefined();
  });

  it('refuses what is no object', () => {
    expect(parseResult(null)).toBeUndefined();
    expect(parseResult(new Blob(['photo']))).toBeUndefined();
  });
});
