import { describe, expect, test } from 'vitest';
import { validateRecipe } from '../job/validateRecipe.ts';
import { expressionNames, expressions, withExpression } from './expressions.ts';
import { hasMoves, leastTweaks, tweakNames, validateTweaks } from './tweaks.ts';
import { unmovedTweaks } from './unmovedTweaks.ts';

describe('tweaks', () => {
  test('are clamped, and colours written small', () => {
    expect(validateTweaks({ eyes: 3, jaw: -2, hairColour: '#AABBCC', keepsMarks: true })).toEqual({
      eyes: 1,
      jaw: -1,
      hairColour: '#aabbcc',
      keepsMarks: true,
    });
    expect(validateTweaks({ keepsMarks: false, other: 1 })).toEqual({});
  });

  test.each([null, 'x', [], { eyes: 'big' }, { nose: NaN }, { irisColour: 'red' }])(
    'are refused where they are none: %j',
    (value) => expect(() => validateTweaks(value)).toThrow(RangeError),
  );

  test('are part of a recipe, for everybody and for one person', () => {
    const recipe = {
      styleId: '3d',
      strength: 1,
      exaggeration: 1,
      tweaks: { smile: 0.5 },
      faces: { 1: { tweaks: { irisColour: '#102030' } } },
    };
    expect(validateRecipe(recipe)).toEqual(recipe);
  });

  test('without what changes nothing, and without what moves', () => {
    const tweaks = { eyes: 0, nose: 0.2, irisColour: '#102030' };
    expect(leastTweaks(tweaks)).toEqual({ nose: 0.2, irisColour: '#102030' });
    expect(unmovedTweaks(tweaks)).toEqual({ irisColour: '#102030' });
    expect(hasMoves(tweaks)).toBe(true);
    expect(hasMoves(unmovedTweaks(tweaks))).toBe(false);
  });
});

describe('expressions', () => {
  test('are valid tweaks that differ', () => {
    const all = expressionNames.map((name) => validateTweaks(expressions[name]));
    expect(all).toEqual(expressionNames.map((name) => expressions[name]));
    expect(new Set(all.map((tweaks) => JSON.stringify(tweaks))).size).toBe(all.length);
  });

  test('are added to what somebody set, within bounds', () => {
    const own = { smile: 0.5, eyes: -0.2, hairColour: '#102030' };
    const laughing = withExpression(own, 'laughing');
    expect(laughing).toMatchObject({ smile: 1, hairColour: '#102030' });
    expect(laughing.eyes).toBeCloseTo(-0.45, 6);
    expect(withExpression(own, 'neutral')).toEqual(own);
    for (const name of tweakNames) {
      expect(Math.abs(withExpression({ [name]: -1 }, 'sad')[name] ?? 0)).toBeLessThanOrEqual(1);
    }
  });
});
