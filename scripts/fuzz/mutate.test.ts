import { expect, test } from 'vitest';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { containers } from './containers.ts';
import { corpus } from './corpus/corpus.ts';
import { bombs } from './hostile.ts';
import { bytesMutations, createBadFile, partsMutations } from './mutate.ts';

const files = Array.from({ length: 2000 }, (_, index) => createBadFile(1, index));

test.each(corpus)('$format $name is sound as far as its header tells', ({ format, bytes }) => {
  expect(readImageHeader(bytes).format).toBe(format);
});

test.each(corpus)('$format $name comes apart into parts that make it up', ({ format, bytes }) => {
  const container = containers[format];
  const parts = container.split(bytes);
  expect(parts.length).toBeGreaterThan(1);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  // What is true already stays as it is.
  const sealed = container.sealWhole(parts.map((part) => container.sealPart(part)));
  expect(Buffer.concat(sealed).equals(bytes)).toBe(true);
});

test('a seed and a number always give the same file, others another one', () => {
  for (const [index, { bytes, type, recipe }] of files.slice(0, 300).entries()) {
    const again = createBadFile(1, index);
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
    expect(again).toMatchObject({ type, recipe });
  }
  const texts = new Set(files.map(({ bytes }) => Buffer.from(bytes).toString('latin1')));
  expect(texts.size).toBeGreaterThan(files.length * 0.9);
  expect(createBadFile(2, 0).bytes).not.toEqual(files[0]!.bytes);
});

test('every kind of damage is done, to every sample, and no file is large', () => {
  const recipes = files.map(({ recipe }) => recipe).join('\n');
  const damages = [partsMutations, bytesMutations, bombs].flatMap((kinds) => Object.keys(kinds));
  const samples = corpus.map(({ format, name }) => `${format} ${name}`);
  for (const kind of [...damages, ...samples]) expect(recipes).toContain(kind);
  expect(Math.max(...files.map(({ bytes }) => bytes.length))).toBeLessThan(2 ** 22);
});

test('few files are left as they were', () => {
  const sound = new Set(corpus.map(({ bytes }) => Buffer.from(bytes).toString('latin1')));
  const same = files.filter(({ bytes }) => sound.has(Buffer.from(bytes).toString('latin1')));
  expect(same.length).toBeLessThan(files.length * 0.05);
});
