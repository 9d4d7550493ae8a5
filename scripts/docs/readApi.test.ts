import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as sdk from '#sdk/index.ts';
import { docsLanguages } from '../../src/docs/site.ts';
import { groupApi } from './apiGroups.ts';
import { readApi } from './readApi.ts';

const root = join(import.meta.dirname, '../..');
const api = readApi(root);
const entryOf = (name: string) => api.find((entry) => entry.name === name)!;

test('every export is there, also those that exist at run time', () => {
  const names = api.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(sdk)));
  expect(names).toEqual(expect.arrayContaining(['Cartoonizer', 'Recipe', 'Output', 'ErrorCode']));
});

test('every export, option, call and value has a description', () => {
  const missing = api.flatMap(({ name, text, fields, methods, values }) => [
    ...(text ? [] : [name]),
    ...[...fields, ...methods]
      .filter((member) => !member.text)
      .map((member) => `${name}.${member.name}`),
    ...values.filter((value) => !value.text).map(({ value }) => `${name}: ${value}`),
  ]);
  expect(missing).toEqual([]);
});

test.each(docsLanguages)('every export has its section (%s)', (language) => {
  const entries = groupApi(api, language).flatMap(({ entries }) => entries);
  expect(entries).toHaveLength(api.length);
});

/** What the platform brings, and what only the table of calls uses. */
const known = new Set(
  (
    'AbortSignal Blob FileSystemFileHandle Float32Array ImageBitmap Promise Readonly Record ' +
    'Uint8ClampedArray Worker CallRule EngineCalls Name'
  ).split(' '),
);

test('every type that is named is exported, so that users can name it too', () => {
  const names = new Set(api.map(({ name }) => name));
  const written = api.flatMap(({ code = '', fields, methods }) => [
    code.replaceAll(/\/\*\*.*?\*\//gs, ''),
    ...fields.map(({ type }) => type),
    ...methods.map(({ signature }) => signature),
  ]);
  const used = written.flatMap(
    (type) => type.replaceAll(/'[^']*'/g, '').match(/\b[A-Z]\w+/g) ?? [],
  );
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter((name) => !names.has(name) && !known.has(name))).toEqual([]);
});

test('calls are shown as a page makes them', () => {
  const render = entryOf('Cartoonizer').methods.find(({ name }) => name === 'render')!;
  expect(render.signature).toBe(
    '(photoId: string, recipe: Recipe, options?: RenderOptions): Promise<RenderResult>',
  );
  expect(render.text).toMatch(/^Draws a preview.*\n\nRejects with EngineError/s);
  expect(entryOf('createCartoonizer').code).toBe(
    'createCartoonizer(options?: CartoonizerOptions): Cartoonizer',
  );
});

test('fields of bases and of implemented interfaces belong to an entry; private ones do not', () => {
  const fieldsOf = (name: string): readonly string[] =>
    entryOf(name).fields.map((field) => field.name);
  expect(fieldsOf('Recipe')).toEqual(
    expect.arrayContaining(['styleId', 'strength', 'tweaks', 'strokes', 'backdropFile']),
  );
  expect(fieldsOf('EngineError')).toEqual(['code', 'stage', 'retryable', 'detail', 'subject']);
  expect(fieldsOf('PauseSwitch')).toEqual(['isPaused']);
  const strength = entryOf('FaceRecipe').fields.find(({ name }) => name === 'strength');
  expect(strength).toMatchObject({ isOptional: true, type: 'number' });
});

test('values come with their comments, before or behind them, and those of a spread list too', () => {
  const valuesOf = (name: string) =>
    new Map(entryOf(name).values.map(({ value, text }) => [value, text]));
  expect(valuesOf('ErrorCode').get("'EMPTY_FILE'")).toBe('The file has no bytes.');
  expect(valuesOf('Notice').get("'noFace'")).toBe('The whole picture was drawn as a scene.');
  expect([...valuesOf('Background').keys()].slice(2, 5)).toEqual([
    "'blurred'",
    "'plain'",
    "'gradient'",
  ]);
  expect(entryOf('StrokeArea').code).toContain("'hair' | 'skin' | 'clothes' | 'background'");
  expect(entryOf('StrokeEffect').code).toContain('/** The photo comes through. */');
});
