import { describe, expect, it } from 'vitest';
import { initialFrame, mostCharacters, sourcesOf, validateFrame } from './frame.ts';

describe('validateFrame', () => {
  it('gives back what is a frame, and fills in what is missing', () => {
    const frame = {
      ...initialFrame,
      kind: 'comic',
      caption: '你好 👋🏽',
      date: '17 May 2021',
      isPhotoDate: true,
      bubbles: [
        { kind: 'speech', text: 'hi', x: 0.5, y: 0.2, width: 0.4, height: 0.2, tail: null },
      ],
    };
    expect(validateFrame(JSON.parse(JSON.stringify(frame)))).toEqual(frame);
    expect(validateFrame({ kind: 'film' })).toEqual({ ...initialFrame, kind: 'film' });
  });

  it('clamps numbers', () => {
    expect(validateFrame({ kind: 'plain', border: 7, rounding: -1 })).toMatchObject({
      border: 0.2,
      rounding: 0,
    });
  });

  it.each([
    ['nothing', null],
    ['another kind', { kind: 'mosaic' }],
    ['a colour that is none', { paper: 'red' }],
    ['a number that is none', { border: NaN }],
    ['words that are none', { caption: 5 }],
    ['endless words', { caption: 'a'.repeat(mostCharacters + 1) }],
    ['a picture that is none', { pictures: ['style:'] }],
    ['pictures without end', { pictures: Array.from({ length: 13 }, () => 'photo') }],
    ['a bubble without a place', { bubbles: [{ kind: 'speech', text: '' }] }],
    ['bubbles without end', { bubbles: Array.from({ length: 21 }, () => ({})) }],
  ])('refuses %s', (_, value) => {
    expect(() => validateFrame(value)).toThrow(RangeError);
  });
});

it('shows at least one picture', () => {
  expect(sourcesOf({ ...initialFrame, kind: 'grid', pictures: [] })).toEqual(['drawing']);
  expect(sourcesOf({ ...initialFrame, kind: 'pair', pictures: [] })).toEqual(['photo', 'drawing']);
  expect(sourcesOf({ ...initialFrame, kind: 'comic' })).toEqual(['drawing']);
});
