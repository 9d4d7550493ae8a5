import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { docsLanguages } from '../../src/docs/site.ts';
import { contents } from './contents.ts';
import { renderSite } from './site.ts';

const root = join(import.meta.dirname, '../..');
let site: ReadonlyMap<string, string>;

beforeAll(async () => {
  site = await renderSite(root);
});

test('every page is there in every language', () => {
  const paths = docsLanguages.flatMap((language) =>
    contents.map(({ name }) => `docs/${language === 'en' ? '' : 'zh/'}${name}.html`),
  );
  expect([...site.keys()].toSorted()).toEqual(paths.toSorted());
});

const written = contents.flatMap(({ name, sources }) =>
  sources === 'generated' || sources.en === sources.zh ? [] : [{ name, sources }],
);

describe.each(written)('the page $name', ({ sources }) => {
  /** Lines that must be alike in every language: headings by their level, code but for comments and words, examples. */
  const shape = (language: 'en' | 'zh') => {
    const text = readFileSync(join(root, sources[language]), 'utf8');
    return text.match(/^(#+ |```\w*|- |\| |\[[\w.]+\]\(.*\)$)/gm);
  };

  test('has the same sections, code, lists, tables and examples in both languages', () => {
    expect(shape('zh')).toEqual(shape('en'));
  });

  test('is written in its language', () => {
    const prose = readFileSync(join(root, sources.zh), 'utf8').replaceAll(/```.*?```/gs, '');
    const untranslated = prose
      .split('\n')
      .filter((line) => /^[A-Za-z]/.test(line) && !/[\u4e00-\u9fff]/.test(line));
    expect(untranslated).toEqual([]);
  });
});

test('no page has scripts or styles within it', () => {
  const found = [...site.values()].flatMap(
    (html) => html.match(/<script(?! type="module" src=)|<style|\sstyle=|\son\w+=/g) ?? [],
  );
  expect(found).toEqual([]);
});
