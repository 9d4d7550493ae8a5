import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cacheControl, securityHeaders } from '../testkit/headers.ts';
import { mimeType } from '../testkit/staticServer.ts';

const path = fileURLToPath(new URL('../docs/hosting.md', import.meta.url));
const page = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)![1]!;
/** All lines of a text that begin so, without their indentation. */
const lines = (text: string, start: RegExp): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => start.test(line));

const headers = Object.entries(securityHeaders);
const hashed = cacheControl('/assets/app-abc123.js');
const other = cacheControl('/index.html');

describe('docs/hosting.md', () => {
  it('gives nginx the headers that our own server sends', () => {
    expect(lines(block('nginx'), /^add_header /)).toEqual([
      'add_header Cache-Control $toonroom_cache;',
      ...headers.map(([name, value]) => `add_header ${name} "${value}" always;`),
    ]);
    expect(block('nginx')).toContain(`default    "${other}";\n  ~/assets/  "${hashed}";`);
  });

  it('gives them to Caddy', () => {
    const [, all] = /\theader \{\n(.*?)\t\}/s.exec(block('caddy'))!;
    expect(lines(all!, /./)).toEqual(headers.map(([name, value]) => `${name} "${value}"`));
    expect(lines(block('caddy'), /^header @(hashed|other)/)).toEqual([
      `header @hashed Cache-Control "${hashed}"`,
      `header @other Cache-Control "${other}"`,
    ]);
  });

  it('states the types and the caching of our own server', () => {
    const rows = [...page.matchAll(/^\| (`\.[^|]+) \| `([^`]+)`/gm)];
    const told = rows.flatMap(([, files, type]) =>
      [...files!.matchAll(/\.\w+/g)].map(([extension]) => [extension, type]),
    );
    expect(told.map(([extension]) => extension)).toContain('.mjs');
    expect(told).toEqual(
      told.map(([extension]) => [extension, mimeType(`file${extension}`).split(';')[0]]),
    );
    expect(page).toContain(`hash of the content: \`${hashed}\``);
    expect(page).toContain(`\`${other}\`, which lets browsers keep it`);
  });
});
