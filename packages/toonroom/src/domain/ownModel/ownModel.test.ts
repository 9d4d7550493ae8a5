import { describe, expect, test } from 'vitest';
import { externalModel, scaleModel, unknownOperatorModel } from '../testing/onnxFiles.ts';
import { createRaster } from '../picture/raster.ts';
import { levelsOf, packForModel, plausibility } from './modelPixels.ts';
import { readOnnxHeader } from './onnxHeader.ts';
import { modelTiles, settingsOf, tileWeight } from './ownModel.ts';

const headerOf = (file: Uint8Array) => readOnnxHeader(file)!;

describe('the header of a model', () => {
  test('tells inputs, outputs and operators', () => {
    const file = scaleModel({
      input: 'generator_input:0',
      output: 'bild',
      sides: [1, 256, 256, 3],
    });
    expect(headerOf(file)).toEqual({
      inputs: [{ name: 'generator_input:0', isFloat: true, dims: [1, 256, 256, 3] }],
      outputs: [{ name: 'bild', isFloat: true, dims: [1, 256, 256, 3] }],
      operators: ['Add', 'Mul'],
      nodes: 2,
      hasExternalData: false,
    });
  });

  test('has no fixed size where sides are names', () => {
    const { inputs } = headerOf(scaleModel({ sides: ['n', 3, 'h', 'w'] }));
    expect(inputs[0]?.dims).toEqual([null, 3, null, null]);
  });

  test('tells weights that lie elsewhere, and operators that nobody knows', () => {
    expect(headerOf(externalModel()).hasExternalData).toBe(true);
    expect(headerOf(unknownOperatorModel()).operators).toEqual(['Enchant']);
  });

  const whole = scaleModel({ sides: [1, 3, 64, 64] });
  test.each([
    ['an empty file', new Uint8Array()],
    ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70)],
    ['a length of many gigabytes', Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1)],
    ['an endless number', new Uint8Array(40).fill(0xff)],
    ['half a model', whole.subarray(0, whole.length / 2)],
  ])('is not found in %s', (_what, file) => {
    expect(readOnnxHeader(file)).toBeUndefined();
  });

  test('survives any single byte that is changed', () => {
    for (let at = 0; at < whole.length; at++) {
      for (const change of [0x00, 0x7f, 0xff]) {
        const broken = Uint8Array.from(whole);
        broken[at] = change;
        expect(() => readOnnxHeader(broken)).not.toThrow();
      }
    }
  });
});

describe('what a model wants', () => {
  const settings = (sides: readonly (number | string)[]) =>
    settingsOf(headerOf(scaleModel({ sides })));

  test.each([
    [[1, 3, 256, 256], { layout: 'nchw', sidePx: 256, reach: 'head' }],
    [['n', 'h', 'w', 3], { layout: 'nhwc', sidePx: null, reach: 'picture' }],
    [[1, 3, 'h', 'w'], { layout: 'nchw', sidePx: null, reach: 'picture' }],
    [[1, 512, 512, 3], { layout: 'nhwc', sidePx: 512, reach: 'picture' }],
  ])('%j', (sides, wanted) => {
    expect(settings(sides)).toMatchObject(wanted);
  });

  test.each([
    [[1, 1, 64, 64]],
    [[1, 4, 64, 64]],
    [[8, 3, 64, 64]],
    [[1, 3, 64, 128]],
    [[1, 3, 8, 8]],
    [[1, 3, 64]],
  ])('%j is no picture', (sides) => {
    expect(settings(sides)).toBe('noPicture');
  });

  test('weights that lie elsewhere cannot be had', () => {
    expect(settingsOf(headerOf(externalModel()))).toBe('externalData');
  });
});

describe('tiles', () => {
  test.each([
    [{ width: 1000, height: 700 }, 256],
    [{ width: 100, height: 60 }, 256],
    [{ width: 1300, height: 900 }, null],
    [{ width: 257, height: 256 }, 256],
  ])('of %j cover it, at %s px', (size, sidePx) => {
    const tiles = modelTiles(size, sidePx);
    const seen = new Uint8Array(size.width * size.height);
    for (const { x, y, side } of tiles) {
      expect(side % 32).toBe(0);
      for (let row = y; row < Math.min(size.height, y + side); row++) {
        seen.fill(1, row * size.width + x, row * size.width + Math.min(size.width, x + side));
      }
    }
    expect(seen.every((each) => each === 1)).toBe(true);
  });

  test('of a small picture are one', () => {
    expect(modelTiles({ width: 300, height: 200 }, null)).toEqual([{ x: 0, y: 0, side: 320 }]);
  });

  test('count least at their border', () => {
    expect(tileWeight(32, 32, 64)).toBe(1);
    expect(tileWeight(0, 32, 64)).toBeLessThan(0.1);
    expect(tileWeight(0, 0, 64)).toBeGreaterThan(0);
  });
});

describe('pictures for a model', () => {
  const photo = createRaster(40, 40);
  for (let at = 0; at < 1600; at++) {
    photo.data.set([at % 256, (at * 3) % 256, (at * 7) % 256, 255], at * 4);
  }
  const tile = { x: 4, y: 2, side: 32 };

  test.each([
    ['nchw', 'signed'],
    ['nhwc', 'unit'],
    ['nchw', 'byte'],
  ] as const)('come back as they went, %s %s', (layout, range) => {
    const packed = packForModel(photo, tile, layout, range);
    const { levels, width, height } = levelsOf(packed, layout, range)!;
    expect([width, height]).toEqual([32, 32]);
    for (const [x, y] of [
      [0, 0],
      [31, 0],
      [7, 19],
    ] as const) {
      const from = ((y + tile.y) * 40 + x + tile.x) * 4;
      for (let channel = 0; channel < 3; channel++) {
        expect(levels[(y * 32 + x) * 3 + channel]).toBeCloseTo(photo.data[from + channel]!, 3);
      }
    }
  });

  test('of another shape are none', () => {
    expect(
      levelsOf({ data: new Float32Array(64), dims: [1, 1, 8, 8] }, 'nchw', 'unit'),
    ).toBeUndefined();
    expect(levelsOf({ data: new Float32Array(3), dims: [3] }, 'nchw', 'unit')).toBeUndefined();
  });

  test('are plausible in the right range only', () => {
    const square = createRaster(32, 32);
    for (let at = 0; at < 1024; at++) square.data.set([60, 40 + (at % 32) * 5, 90, 255], at * 4);
    const whole = { x: 0, y: 0, side: 32 };
    const drawn = packForModel(square, whole, 'nchw', 'signed');
    const as = (range: 'signed' | 'unit' | 'byte') =>
      plausibility(square, levelsOf(drawn, 'nchw', range)!.levels);
    expect(as('signed')).toBeGreaterThan(0.9);
    expect(as('unit')).toBeLessThan(as('signed'));
    expect(as('byte')).toBeLessThan(0.5);
  });
});
