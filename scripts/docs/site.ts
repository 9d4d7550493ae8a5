import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { runnerImport } from 'vite';
import type { ApiEntry } from '../../src/docs/reference/api.ts';
import {
  type DocsLanguage,
  docsLanguages,
  type Heading,
  linkTo,
  localeOf,
  type Page,
  pathOf,
  rootFrom,
} from '../../src/docs/site.ts';
import type { ReferenceGroup, Templates, Writer } from '../../src/docs/templates.ts';
import { words } from '../../src/docs/words.ts';
import { groupApi } from './apiGroups.ts';
import { contents, type SitePage } from './contents.ts';
import { codeBlock, escapeHtml, highlight, linkWords } from './highlight.ts';
import { type ApiAddresses, renderMarkdown, renderProse } from './markdown.ts';
import { readApi } from './readApi.ts';

/** Every page of the documentation: its path in the build, and its HTML before the bundler has seen it. */
export async function renderSite(root: string): Promise<ReadonlyMap<string, string>> {
  const { module } = await runnerImport<{ templates: Templates }>(
    join(root, 'src/docs/page/render.tsx'),
    { root, configFile: false },
  );
  const site = new Site(root, readApi(root), module.templates);
  const pages = docsLanguages.map((language) => contents.map((page) => site.page(page, language)));
  return new Map(
    pages
      .flat()
      .map((page) => [
        pathOf(page),
        htmlOf(
          page,
          module.templates.page({ page, pages: pages[docsLanguages.indexOf(page.language)]! }),
        ),
      ]),
  );
}

class Site {
  readonly #root: string;
  readonly #api: readonly ApiEntry[];
  readonly #templates: Templates;
  /** The ids of the sections of each English page: those of the others have the same ones. */
  readonly #ids = new Map<string, readonly string[]>();

  constructor(root: string, api: readonly ApiEntry[], templates: Templates) {
    this.#root = root;
    this.#api = api;
    this.#templates = templates;
  }

  page({ name, labels, sources }: SitePage, language: DocsLanguage): Page {
    const text = words[language];
    if (sources === 'generated') {
      const groups = groupApi(this.#api, language);
      return {
        name,
        language,
        title: text.apiTitle,
        label: text.apiTitle,
        written: language,
        description: text.apiIntro,
        headings: headingsOf(groups),
        html: this.#templates.reference({ groups, text, writer: this.#writer() }),
      };
    }
    const path = join(this.#root, sources[language]);
    const rendered = renderMarkdown(readFileSync(path, 'utf8'), {
      api: this.#addressesFrom('api.html'),
      link: (href) => this.#link(href, path, language),
      example: (paths, title) =>
        this.#example(
          paths.map((file) => resolve(dirname(path), file)),
          title,
          language,
        ),
      ids: this.#ids.get(name),
      anchorLabel: text.linkTo,
    });
    if (language === 'en')
      this.#ids.set(
        name,
        rendered.headings.map(({ id }) => id),
      );
    const written = sources.en === sources[language] ? 'en' : language;
    return { ...rendered, name, language, label: labels?.[language] ?? rendered.title, written };
  }

  /** Texts and code of the reference. The word that it explains in a place has no link there. */
  #writer(): Writer {
    const api = this.#addressesFrom('');
    const code = (source: string): string =>
      linkWords(highlight(source, 'ts'), (word) =>
        word.startsWith('create') ? undefined : api.ofExport(word),
      );
    return {
      prose: (markdown) => renderProse(markdown, api),
      code,
      block: (source, label) => codeBlock(code(source), label),
    };
  }

  /** Where exports and calls of the package are explained, from a page. */
  #addressesFrom(page: string): ApiAddresses {
    const names = new Set(this.#api.map(({ name }) => name));
    const cartoonizer = this.#api.find(({ name }) => name === 'Cartoonizer');
    const errorCode = this.#api.find(({ name }) => name === 'ErrorCode');
    const codes = new Set(errorCode?.values.map(({ value }) => value.slice(1, -1)));
    const calls = new Set(cartoonizer?.methods.map(({ name }) => name));
    return {
      ofExport: (name) => (names.has(name) ? `${page}#${name}` : undefined),
      ofCode: (name) => (codes.has(name) ? `${page}#ErrorCode.${name}` : undefined),
      ofCall: (name) => (calls.has(name) ? `${page}#Cartoonizer.${name}` : undefined),
    };
  }

  #link(href: string, from: string, language: DocsLanguage): string | undefined {
    if (/^(https?:|#)/.test(href)) return href;
    const [file = '', anchor] = href.split('#');
    const target = relative(this.#root, resolve(dirname(from), file));
    const page = contents.find(
      ({ name, sources }) =>
        (sources !== 'generated' && Object.values(sources).includes(target)) ||
        (sources === 'generated' && basename(file) === `${name}.md`),
    );
    // Other files of the repository can be read there only.
    if (!page && existsSync(join(this.#root, target))) return undefined;
    if (!page) throw new Error(`${from}: there is no ${href}.`);
    return linkTo(language, { name: page.name, language }) + (anchor ? `#${anchor}` : '');
  }

  #example(paths: readonly string[], title: string, language: DocsLanguage): string {
    const files = paths.map((path) => ({
      fileName: basename(path),
      html: codeBlock(
        linkWords(
          highlight(readFileSync(path, 'utf8').trimEnd(), 'ts'),
          this.#addressesFrom('api.html').ofExport,
        ),
        basename(path),
      ),
    }));
    const name = basename(paths[0]!, '.ts');
    return this.#templates.example({ name, title, files, text: words[language] });
  }
}

function headingsOf(groups: readonly ReferenceGroup[]): readonly Heading[] {
  return groups.flatMap(({ id, title, entries }) => [
    { id, text: title, level: 2 },
    ...entries.map(({ name }) => ({ id: name, text: name, level: 3 })),
  ]);
}

function htmlOf(page: Page, body: string): string {
  const { name, language, title, description } = page;
  const site = words[language].site;
  const alternates = docsLanguages.map(
    (other) =>
      `<link rel="alternate" vite-ignore hreflang="${localeOf[other]}" href="${linkTo(language, { name, language: other })}" />`,
  );
  return `<!doctype html>
<html lang="${localeOf[language]}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="${escapeHtml(description)}" />
    <title>${escapeHtml(title === site ? site : `${title} · ${site}`)}</title>
    <link rel="icon" vite-ignore href="${rootFrom(language)}favicon.svg" type="image/svg+xml" />
    ${alternates.join('\n    ')}
    <script type="module" src="/src/docs/main.ts"></script>
  </head>
  <body>
    ${body}
  </body>
</html>
`;
}
