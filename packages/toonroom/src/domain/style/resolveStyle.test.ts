import { describe, expect, test } from 'vitest';
import { shippedManifest } from '../testing/shipped.ts';
import type { FlatNumbers } from './numbers.ts';
import { resolvedNumbers, resolveStyle } from './resolveStyle.ts';
import { numbersOf, tuneControls } from './tune.ts';

const manifest = shippedManifest();
const bounds = manifest.model.numbers;
/** Names of the numbers that are not within their bounds. */
const outOfBounds = (numbers: FlatNumbers): readonly string[] =>
  Object.entries(numbers)
    .filter(([name, value]) => !(value >= bounds[name]!.least && value <= bounds[name]!.greatest))
    .map(([name]) => name);
const ids = manifest.styles.map(({ id }) => id);

test('a style of the manifest is taken as it is', () => {
  expect(resolveStyle(manifest, 'comic')).toBe(manifest.styles.find(({ id }) => id === 'comic'));
});

describe('a mix', () => {
  test('lies between its styles in every number, in the shares that it names', () => {
    const [a, b] = ['anime', 'sketch'].map((id) => resolvedNumbers(manifest, id));
    const mixed = resolvedNumbers(manifest, 'anime.25*sketch.75');
    const wrong = Object.entries(mixed).filter(
      ([name, value]) =>
        name !== 'scene.levels' && Math.abs(value - 0.25 * a![name]! - 0.75 * b![name]!) > 1e-6,
    );
    expect(wrong).toEqual([]);
  });

  test('of two and of three styles stays within every number’s bounds', () => {
    for (const code of ['3d.50*comic.50', 'anime.34*design.33*sketch.33']) {
      expect(outOfBounds(resolvedNumbers(manifest, code))).toEqual([]);
    }
  });

  test('with a smooth style loses its steps by and by, not at once', () => {
    const levels = (share: number): number =>
      resolvedNumbers(manifest, `3d.${100 - share}*comic.${share}`)['scene.levels']!;
    expect([90, 70, 50].map(levels)).toEqual([90, 70, 50].map(levels).toSorted((a, b) => a - b));
    expect(levels(90)).toBeGreaterThan(5);
    expect(levels(10)).toBe(0);
  });
});

describe('a control', () => {
  test.each(tuneControls)(
    '%s moves numbers that exist, within their bounds, in every style',
    (control) => {
      for (const name of numbersOf(control)) expect(bounds).toHaveProperty([name]);
      for (const id of ids) {
        for (const setting of [-100, 100]) {
          const numbers = resolvedNumbers(manifest, `${id}**${control}.${setting}`);
          expect(outOfBounds(numbers)).toEqual([]);
        }
        const changed = resolvedNumbers(manifest, `${id}**${control}.100`);
        expect(changed).not.toEqual(resolvedNumbers(manifest, id));
      }
    },
  );

  test('half-way is half the change', () => {
    const at = (setting: number): number =>
      resolvedNumbers(manifest, setting === 0 ? 'comic' : `comic**blush.${setting}`)['skin.blush']!;
    expect(at(50)).toBeCloseTo((at(0) + at(100)) / 2, 6);
    expect(at(-100)).toBe(0);
  });
});

test('controls change what was set one by one, and colours win over the base’s', () => {
  const at = (code: string): number => resolvedNumbers(manifest, code)['skin.blush']!;
  expect(at('comic**skin.blush.250')).toBeCloseTo(0.25, 6);
  expect(at('comic**blush.100*skin.blush.250')).toBeGreaterThan(0.8);
  const style = resolveStyle(manifest, 'comic**backdrop.112233445566');
  expect(style.backdrop).toEqual(['#112233', '#445566']);
});

test('numbers of one style are mixed with those of the others', () => {
  const mixed = resolvedNumbers(manifest, 'anime(skin.blush.0).50*comic(skin.blush.1000).50');
  expect(mixed['skin.blush']).toBeCloseTo(0.5, 6);
});

test('numbers and controls of another version are left out', () => {
  const numbers = resolvedNumbers(manifest, 'comic**glitter.40*skin.glitter.400*constructor.5');
  expect(numbers).toEqual(resolvedNumbers(manifest, 'comic'));
});

test('a style that is not there is an error that names it', () => {
  expect(() => resolveStyle(manifest, 'baroque')).toThrow(/no style "baroque"/);
  expect(() => resolveStyle(manifest, 'anime.50*baroque.50')).toThrow(/no style/);
  expect(() => resolveStyle(manifest, 'not a code')).toThrow(/no style/);
});
