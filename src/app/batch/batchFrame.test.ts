import { describe, expect, it } from 'vitest';
import { type Frame, initialFrame } from '#domain/frame/frame.ts';
import { defaultRecipe } from '#domain/job/recipe.ts';
import type { FileOutput } from '../photo/offScreen.ts';
import { drawingsFor, frameForMany, outputIn, withKnownStyles } from './batchFrame.ts';

const frameOf = (change: Partial<Frame>): Frame => ({ ...initialFrame, ...change });
const recipe = { ...defaultRecipe('comic'), strength: 0.5 };

describe('frameForMany', () => {
  const speech = {
    kind: 'speech',
    text: 'Hi',
    x: 0,
    y: 0,
    width: 0.3,
    height: 0.2,
    tail: null,
  } as const;

  it('keeps the words but not the bubbles, which belong to the faces of one photo', () => {
    const frame = frameOf({ caption: 'A summer', date: 'May', bubbles: [speech] });
    expect(frameForMany(frame)).toEqual({ ...frame, bubbles: [] });
  });

  it('is the same whichever photo the date was put in for', () => {
    const [one, other] = ['1 May 2020', '2 June 2021'].map((date) =>
      frameForMany(frameOf({ date, isPhotoDate: true })),
    );
    expect(one).toEqual(other);
    expect(one).toMatchObject({ date: '', isPhotoDate: true });
  });

  it('is nothing where only bubbles would be drawn', () => {
    expect(frameForMany(frameOf({ kind: 'none', bubbles: [speech] }))).toBeNull();
  });
});

describe('outputIn', () => {
  const output: FileOutput = { format: 'webp', shape: '4:5', besidePhoto: true };

  it('is what is chosen where there is no frame', () => {
    expect(outputIn(null, output)).toBe(output);
  });

  it('is square in a polaroid, and never beside the photo', () => {
    expect(outputIn(frameOf({ kind: 'polaroid' }), output)).toEqual({
      format: 'webp',
      shape: '1:1',
      besidePhoto: false,
    });
    expect(outputIn(frameOf({ kind: 'pair' }), output).shape).toBe('4:5');
  });
});

describe('drawingsFor', () => {
  const stylesOf = (change: Partial<Frame>): readonly string[] =>
    drawingsFor(frameOf(change), recipe).map(
      ({ recipe, source, besidePhoto }) => `${source} ${recipe.styleId} ${String(besidePhoto)}`,
    );

  it('is one drawing for a frame around it', () => {
    for (const kind of ['plain', 'comic', 'polaroid'] as const) {
      expect(stylesOf({ kind })).toEqual(['drawing comic false']);
    }
    expect(drawingsFor(frameOf({ kind: 'plain' }), recipe)[0]?.recipe).toEqual(recipe);
  });

  it('brings the photo with the first drawing', () => {
    expect(stylesOf({ kind: 'pair' })).toEqual(['drawing comic true']);
    const pictures = ['style:anime', 'photo', 'drawing', 'style:anime'] as const;
    expect(stylesOf({ kind: 'grid', pictures })).toEqual([
      'style:anime anime true',
      'drawing comic false',
    ]);
    expect(stylesOf({ kind: 'film', pictures: ['photo'] })).toEqual(['drawing comic true']);
  });
});

it('leaves out pictures in styles that are not there', () => {
  const frame = frameOf({ kind: 'grid', pictures: ['photo', 'style:mine', 'style:anime'] });
  const known = withKnownStyles(frame, (styleId) => styleId === 'anime');
  expect(known.pictures).toEqual(['photo', 'style:anime']);
});
