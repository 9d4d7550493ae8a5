import { describe, expect, test } from 'vitest';
import { proportionNames } from './proportions.ts';
import { parseManifest } from './styleManifest.ts';

const tones = { share: 1, strands: 14, tone: 36, sharpness: 6, lines: 0.5 };
const sha256 = 'ab'.repeat(32);
const style = {
  id: '3d',
  names: { zh: '立体', en: '3D' },
  file: '3d.onnx',
  bytes: 2_000_000,
  sha256,
  licence: 'Apache-2.0',
  card: '3d.md',
  thumbnail: '3d.webp',
  selfTest: { file: '3d.selftest.bin', bytes: 65568, sha256, size: 32 },
  input: { size: 512, multiple: 16, guideChannels: 9 },
  code: [1, 0, 0, 0, 0, 0, 0, 0],
  proportions: Object.fromEntries(proportionNames.map((name, index) => [name, index / 10])),
  texture: { grain: 0.2, paper: 0, graphite: 0 },
  flatness: { hair: tones, scene: { ...tones, share: 0 } },
  backdrop: ['#fbe3d0', '#f0a98c'],
  limits: { likeness: 0.5, skinDeltaE: 25, skinLightening: 12, drift: 0.09 },
};

test('a whole manifest is taken as it stands', () => {
  expect(parseManifest({ version: 1, styles: [style] })).toEqual({ version: 1, styles: [style] });
});

describe('a manifest is refused by the first field that does not fit', () => {
  test.each([
    ['manifest', null],
    ['manifest.version', { version: 2, styles: [style] }],
    ['styles', { version: 1, styles: [] }],
    ['distinct ids', { version: 1, styles: [style, style] }],
    ['styles[0].names.zh', { version: 1, styles: [{ ...style, names: { en: '3D' } }] }],
    ['styles[0].bytes', { version: 1, styles: [{ ...style, bytes: 1.5 }] }],
    ['styles[0].sha256', { version: 1, styles: [{ ...style, sha256: 'AB'.repeat(32) }] }],
    ['styles[0].file', { version: 1, styles: [{ ...style, file: '../3d.onnx' }] }],
    ['styles[0].file', { version: 1, styles: [{ ...style, file: 'https://a.b/3d.onnx' }] }],
    ['styles[0].code[1]', { version: 1, styles: [{ ...style, code: [1, '0'] }] }],
    [
      'styles[0].proportions.jaw',
      { version: 1, styles: [{ ...style, proportions: { ...style.proportions, jaw: null } }] },
    ],
    ['styles[0].backdrop', { version: 1, styles: [{ ...style, backdrop: ['#fbe3d0'] }] }],
    ['styles[0].backdrop', { version: 1, styles: [{ ...style, backdrop: ['red', '#f0a98c'] }] }],
    [
      'styles[0].flatness.scene.tone',
      {
        version: 1,
        styles: [{ ...style, flatness: { hair: tones, scene: { ...tones, tone: 0 } } }],
      },
    ],
    ['styles[0].texture.grain', { version: 1, styles: [{ ...style, texture: { paper: 0 } }] }],
    ['styles[0].input', { version: 1, styles: [{ ...style, input: undefined }] }],
    [
      'styles[0].input.guideChannels',
      { version: 1, styles: [{ ...style, input: { ...style.input, guideChannels: 1e9 } }] },
    ],
    [
      'styles[0].input.multiple',
      { version: 1, styles: [{ ...style, input: { ...style.input, multiple: 17 } }] },
    ],
    ['styles[0].bytes', { version: 1, styles: [{ ...style, bytes: 2 ** 40 }] }],
    ['styles[0].code[0]', { version: 1, styles: [{ ...style, code: [1e308] }] }],
    ['styles[0].code', { version: 1, styles: [{ ...style, code: Array(101).fill(0) }] }],
    ['styles[0].id', { version: 1, styles: [{ ...style, id: '__proto__' }] }],
    ['styles[0].licence', { version: 1, styles: [{ ...style, licence: 'x'.repeat(201) }] }],
  ])('%s', (field, value) => {
    const expected = { code: 'MODEL_CORRUPT', detail: expect.stringContaining(field) };
    expect(() => parseManifest(value)).toThrow(expect.objectContaining(expected));
  });
});

test('a key that JSON puts in place of a prototype changes nothing', () => {
  const evil = '{"__proto__":{"polluted":true,"bytes":1},';
  const text = JSON.stringify({ version: 1, styles: [style] });
  const polluted: unknown = JSON.parse(text.replaceAll('{', evil).replaceAll(',}', '}'));
  const expected = { version: 1, styles: [style] };
  expect(parseManifest(polluted)).toEqual(expected);
  expect('polluted' in {}).toBe(false);
});
