import { Marked, type Tokens } from 'marked';
import type { Heading } from '../../src/docs/site.ts';
import { codeBlock, escapeHtml, highlight, linkWords } from './highlight.ts';

/** Where the reference explains exports, calls of a cartoonizer and codes of errors; undefined for other words. */
export interface ApiAddresses {
  readonly ofExport: (name: string) => string | undefined;
  readonly ofCall: (name: string) => string | undefined;
  readonly ofCode: (name: string) => string | undefined;
}

/** What a page needs to know of the rest of the site. */
export interface Surroundings {
  readonly api: ApiAddresses;
  /**
   * The address of what a link of the Markdown names; undefined where the site does not have it. Throws an Error where
   * there is no such file.
   */
  readonly link: (href: string) => string | undefined;
  /** The HTML of an example, by the paths of its files as the links give them. */
  readonly example: (paths: readonly string[], title: string) => string;
  /** Names of the sections, by their order; from the English page for those of the others. */
  readonly ids?: readonly string[] | undefined;
  /** What a heading's own link is called. */
  readonly anchorLabel: string;
}

export interface RenderedMarkdown {
  readonly title: string;
  readonly description: string;
  readonly html: string;
  readonly headings: readonly Heading[];
}

const examplePath = /(?:^|\/)src\/docs\/examples\/[\w-]+\.ts$/;

/** A page of the site from its Markdown. A paragraph of nothing but links to example files becomes that example. */
export function renderMarkdown(source: string, site: Surroundings): RenderedMarkdown {
  const headings: Heading[] = [];
  let title = '';
  let description = '';
  let lastHeading = '';
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const html = this.parser.parseInline(tokens);
        lastHeading = plain(html);
        if (depth === 1) {
          title = lastHeading;
          return `<h1>${html}</h1>`;
        }
        const id = site.ids?.[headings.length] ?? slug(text);
        headings.push({ id, text: lastHeading, level: depth });
        const label = escapeHtml(site.anchorLabel);
        const anchor = `<a class="anchor" href="#${id}" aria-label="${label}">#</a>`;
        return `<h${depth} id="${id}">${html}${anchor}</h${depth}>`;
      },
      paragraph({ tokens }: Tokens.Paragraph) {
        const paths = exampleOf(tokens);
        if (paths) return site.example(paths, lastHeading);
        const html = this.parser.parseInline(tokens);
        description ||= plain(html);
        return `<p>${html}</p>`;
      },
      code({ text, lang = '' }: Tokens.Code) {
        const html = linkWords(highlight(text, lang), site.api.ofExport);
        return `<div class="code">${codeBlock(html)}</div>`;
      },
      text(token: Tokens.Text | Tokens.Escape) {
        const html =
          'tokens' in token && token.tokens
            ? this.parser.parseInline(token.tokens)
            : escapeHtml(token.text);
        // A number stays with its unit.
        return html.replaceAll(/(\d) (?=(?:kB|MB|px|ms|s)\b)/g, '$1\u00a0');
      },
      codespan({ text }: Tokens.Codespan) {
        const [, call] = /^(\w+)\([^)]*\)$/.exec(text) ?? [];
        const address =
          site.api.ofExport(call ?? text) ??
          (call === undefined ? site.api.ofCode(text) : site.api.ofCall(call));
        const code = `<code>${escapeHtml(text)}</code>`;
        return !address ? code : `<a href="${address}">${code}</a>`;
      },
      link({ href, tokens }: Tokens.Link) {
        // What it names is no link of its own within another.
        const inner = this.parser.parseInline(tokens).replaceAll(/<\/?a\b[^>]*>/g, '');
        const address = site.link(href);
        return address === undefined ? inner : `<a href="${escapeHtml(address)}">${inner}</a>`;
      },
      table(token: Tokens.Table) {
        const row = (cells: readonly Tokens.TableCell[]): string =>
          cells
            .map(({ tokens, header }) => {
              const tag = header && tokens.length > 0 ? 'th scope="col"' : 'td';
              return `<${tag}>${this.parser.parseInline(tokens)}</${tag.split(' ')[0]}>`;
            })
            .join('');
        const rows = token.rows.map((cells) => `<tr>${row(cells)}</tr>`).join('');
        const table = `<thead><tr>${row(token.header)}</tr></thead><tbody>${rows}</tbody>`;
        return `<div class="table" tabindex="0" role="group"><table>${table}</table></div>`;
      },
    },
  });
  const html = marked.parse(source, { async: false });
  return { title, description, html, headings };
}

/** A docstring: paragraphs, lists and code, without sections of its own. */
export function renderProse(source: string, api: ApiAddresses): string {
  return renderMarkdown(source, {
    api,
    link: (href) => href,
    example: () => '',
    anchorLabel: '',
  }).html;
}

/** The files that a paragraph shows, if it is nothing but links to examples. */
function exampleOf(tokens: readonly Tokens.Generic[]): readonly string[] | undefined {
  const parts = tokens.filter(({ type, raw }) => type !== 'text' || raw.trim() !== '');
  const paths = parts.map(({ type, href }) => (type === 'link' ? String(href) : ''));
  return paths.length > 0 && paths.every((path) => examplePath.test(path)) ? paths : undefined;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** HTML as plain text. */
function plain(html: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
  };
  return html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&#?\w+;/g, (entity) => entities[entity] ?? entity);
}
