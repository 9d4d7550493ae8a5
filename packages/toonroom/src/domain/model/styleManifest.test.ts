import { describe, expect, test } from 'vitest';
import { proportionNames } from '../face/proportions.ts';
import { strokeNumberNames } from '../face/strokes/numbers.ts';
import { parseManifest } from './styleManifest.ts';

const sha256 = 'ab'.repeat(32);
const fileOf = (part: string) => ({ file: `${part}.onnx`, bytes: 200_000, sha256 });
const model = {
  files: {
    encoder: fileOf('encoder'),
    palette: fileOf('palette'),
    mixer: fileOf('mixer'),
    fields: fileOf('fields'),
    painter: fileOf('painter'),
  },
  selfTest: {
    file: 'toonroom.selftest.bin',
    bytes: 4 * (3 * 4 + 3),
    sha256,
    tensors: { photo: [1, 3, 2, 2], palette: [1, 3] },
  },
  licence: 'Apache-2.0',
  card: 'toonroom.md',
  tensors: {
    palette: ['low', 'high'],
    style: ['ink', 'wash', 'grain'],
    form: ['nx', 'ny'],
    guide: ['contour'],
    layers: ['hair', 'person'],
  },
  numbers: { ink: { least: 0, greatest: 1, initial: 0.5 } },
  styleEncoder: { ...fileOf('style-encoder'), reads: [{ name: 'ink', group: 'line' }] },
};
const style = {
  id: '3d',
  names: { zh: '立体', en: '3D' },
  thumbnail: '3d.webp',
  proportions: Object.fromEntries(proportionNames.map((name, index) => [name, index / 10])),
  strokes: Object.fromEntries(strokeNumberNames.map((name, index) => [name, index / 10])),
  paint: [1, 0, 0.5],
  texture: { grain: 0.2, paper: 0 },
  backdrop: ['#fbe3d0', '#f0a98c'],
  limits: { likeness: 0.5, skinDeltaE: 25, skinLightening: 12, drift: 0.09 },
};
const manifest = { version: 2, model, styles: [style] };

test('a whole manifest is taken as it stands', () => {
  expect(parseManifest(manifest)).toEqual(manifest);
});

const withModel = (change: object) => ({ ...manifest, model: { ...model, ...change } });
const withFile = (change: object) =>
  withModel({ files: { ...model.files, painter: { ...model.files.painter, ...change } } });
const withTest = (change: object) => withModel({ selfTest: { ...model.selfTest, ...change } });
const withTensors = (change: object) => withModel({ tensors: { ...model.tensors, ...change } });
const withStyle = (change: object) => ({ ...manifest, styles: [{ ...style, ...change }] });

describe('a manifest is refused by the first field that does not fit', () => {
  test.each([
    ['manifest', null],
    ['manifest.version', { ...manifest, version: 1 }],
    ['styles', { ...manifest, styles: [] }],
    ['distinct ids', { ...manifest, styles: [style, style] }],
    ['model.files.mixer', withModel({ files: { ...model.files, mixer: undefined } })],
    ['model.files.painter.bytes', withFile({ bytes: 1.5 })],
    ['model.files.painter.bytes', withFile({ bytes: 2 ** 40 })],
    ['model.files.painter.sha256', withFile({ sha256: 'AB'.repeat(32) })],
    ['model.files.painter.file', withFile({ file: '../3d.onnx' })],
    ['model.files.painter.file', withFile({ file: 'https://a.b/3d.onnx' })],
    ['model.selfTest.bytes', withTest({ bytes: 64 })],
    ['model.selfTest.tensors.photo[2]', withTest({ tensors: { photo: [1, 3, 1e9, 1] } })],
    ['model.licence', withModel({ licence: 'x'.repeat(201) })],
    ['model.tensors.style', withTensors({ style: [] })],
    ['model.tensors.layers', withTensors({ layers: ['hair', 'hair'] })],
    ['model.tensors.guide[0]', withTensors({ guide: [1] })],
    ['styles[0].names.zh', withStyle({ names: { en: '3D' } })],
    ['styles[0].paint', withStyle({ paint: [1, 0] })],
    ['styles[0].paint[1]', withStyle({ paint: [1, '0', 0] })],
    ['styles[0].paint[0]', withStyle({ paint: [1e308, 0, 0] })],
    ['styles[0].strokes.lid', withStyle({ strokes: { ...style.strokes, lid: null } })],
    ['styles[0].proportions.jaw', withStyle({ proportions: { ...style.proportions, jaw: null } })],
    ['styles[0].backdrop', withStyle({ backdrop: ['#fbe3d0'] })],
    ['styles[0].backdrop', withStyle({ backdrop: ['red', '#f0a98c'] })],
    ['styles[0].texture.grain', withStyle({ texture: { paper: 0 } })],
    ['styles[0].id', withStyle({ id: '__proto__' })],
  ])('%s', (field, value) => {
    const expected = { code: 'MODEL_CORRUPT', detail: expect.stringContaining(field) };
    expect(() => parseManifest(value)).toThrow(expect.objectContaining(expected));
  });
});

test('a key that JSON puts in place of a prototype changes nothing', () => {
  const evil = '{"__proto__":{"polluted":true,"bytes":1},';
  // The self-test's tensors and a style's numbers may have any name: there one more is no mistake of the reader.
  const text = JSON.stringify(manifest)
    .replace('"tensors":{"photo', '"tensors":<"photo')
    .replace('"numbers":{', '"numbers":<');
  const polluted: unknown = JSON.parse(
    text.replaceAll('{', evil).replaceAll(',}', '}').replaceAll('<', '{'),
  );
  expect(parseManifest(polluted)).toEqual(parseManifest(manifest));
  expect('polluted' in {}).toBe(false);
});
