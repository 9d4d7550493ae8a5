import { describe, expect, test } from 'vitest';
import { renderMarkdown, type Surroundings } from './markdown.ts';

const site: Surroundings = {
  api: {
    ofExport: (name) => (name === 'Recipe' ? 'api.html#Recipe' : undefined),
    ofCode: (name) => (name === 'NO_WASM' ? 'api.html#ErrorCode.NO_WASM' : undefined),
    ofCall: (name) => (name === 'render' ? 'api.html#Cartoonizer.render' : undefined),
  },
  link: (href) => href.replace('.md', '.html'),
  example: (paths, title) => `<figure>${title}: ${paths.join(' ')}</figure>`,
  anchorLabel: 'Link',
};

describe('a page of Markdown', () => {
  test('has its title, its first paragraph and its sections', () => {
    const page = renderMarkdown(
      '# A & B\n\nFirst `x`.\n\n## One two\n\nSecond.\n\n### In it',
      site,
    );
    expect(page).toMatchObject({
      title: 'A & B',
      description: 'First x.',
      headings: [
        { id: 'one-two', text: 'One two', level: 2 },
        { id: 'in-it', text: 'In it', level: 3 },
      ],
    });
    expect(page.html).toContain('<h2 id="one-two">One two<a class="anchor" href="#one-two"');
  });

  test('in another language has the names that its sections have in English', () => {
    const { html } = renderMarkdown('# 标题\n\n## 内存', { ...site, ids: ['memory'] });
    expect(html).toContain('<h2 id="memory">内存');
  });

  test('shows an example for a paragraph of nothing but links to its files', () => {
    const path = '../../src/docs/examples/batch.ts';
    const { html } = renderMarkdown(
      `# T\n\n## Many\n\n[a](${path})\n[b](${path})\n\nSee [a](${path}).`,
      site,
    );
    expect(html).toContain(`<figure>Many: ${path} ${path}</figure>`);
    expect(html).toContain(`<p>See <a href="${path}">a</a>.</p>`);
  });

  test('links types and calls that its text names, and colours code by classes alone', () => {
    const { html } = renderMarkdown(
      'A `Recipe`, `render()`, `NO_WASM`, `close()`.\n\n```ts\nconst a: Recipe = 1;\n```',
      site,
    );
    expect(html).toContain('<a href="api.html#Recipe"><code>Recipe</code></a>');
    expect(html).toContain('<a href="api.html#Cartoonizer.render"><code>render()</code></a>');
    expect(html).toContain('<a href="api.html#ErrorCode.NO_WASM"><code>NO_WASM</code></a>');
    expect(html).toContain(' <code>close()</code>');
    expect(renderMarkdown('[`Recipe`](a.md)', site).html).toContain(
      '<p><a href="a.html"><code>Recipe</code></a></p>',
    );
    expect(html).toContain('<span class="hljs-keyword">const</span>');
    expect(html).not.toMatch(/style=/);
  });

  test('leaves no link to what the site does not have, and no unit on a line of its own', () => {
    const nowhere = { ...site, link: () => undefined };
    expect(renderMarkdown('See [that & this](b.ts): 14 MB.', nowhere).html).toBe(
      '<p>See that &amp; this: 14\u00a0MB.</p>',
    );
  });

  test('takes no HTML of code for its own', () => {
    const { html } = renderMarkdown('`<b>`\n\n```text\n<script>\n```', site);
    expect(html).toContain('<code>&lt;b&gt;</code>');
    expect(html).toContain('&lt;script&gt;');
  });
});
