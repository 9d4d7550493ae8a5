import { expect, test } from 'vitest';
import { toLab } from '#domain/picture/lab.ts';
import { channelsOf } from '#domain/compose/pattern.ts';
import { isColour } from '#domain/edit/fields.ts';
import type { Colours } from '#sdk/index.ts';
import { swatchesOf } from './swatches.ts';

const own: Colours = ['#ffd966', '#f28b5b'];

function labOf(colour: string) {
  const [red, green, blue] = channelsOf(colour);
  return toLab(red!, green!, blue!);
}

test('the style’s own colours come first, then others, each a colour and no two alike', () => {
  const swatches = swatchesOf(own);
  expect(swatches[0]).toEqual(own);
  expect(swatches.flat().every(isColour)).toBe(true);
  expect(new Set(swatches.map((pair) => pair.join()))).toHaveLength(swatches.length);
});

test('turned hues stay about as light as the style’s own', () => {
  for (const [ground] of swatchesOf(own).slice(1, -2)) {
    expect(Math.abs(labOf(ground)[0] - labOf(own[0])[0])).toBeLessThan(12);
  }
});

test('a style without colour gets faint ones', () => {
  const [, turned] = swatchesOf(['#f4f4f4', '#c8c8c8']);
  const [, a, b] = labOf(turned![1]);
  expect(Math.hypot(a, b)).toBeGreaterThan(8);
});
