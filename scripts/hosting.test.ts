import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cacheControl, headersFor, ownHeaders, securityHeaders } from '../testkit/headers.ts';
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
/** What single files send instead or as well. */
const varying = new Set(Object.values(ownHeaders).flatMap((own) => Object.keys(own)));
const ownPaths = Object.keys(ownHeaders).map((file) => `/some/folder/${file}`);

/** The headers that the nginx block gives a path, its maps looked up. */
function nginxHeaders(path: string): Readonly<Record<string, string>> {
  const nginx = block('nginx');
  const maps = new Map(
    [...nginx.matchAll(/^map \$uri \$(\w+) \{\n(.*?)^\}/gms)].map(([, name, text]) => {
      const rows = [...text!.matchAll(/^ +(\S+) +"(.*)";$/gm)];
      const row = rows.find(
        ([, key]) => key!.startsWith('~') && new RegExp(key!.slice(1)).test(path),
      );
      return [name!, (row ?? rows.find(([, key]) => key === 'default'))![2]!] as const;
    }),
  );
  const added = [...nginx.matchAll(/^ +add_header (\S+) "(.*)" always;$/gm)];
  return Object.fromEntries(
    added
      .map(([, name, value]) => [
        name!,
        value!.replace(/\$(\w+)/, (_, map: string) => maps.get(map)!),
      ])
      // nginx sends no header without a value.
      .filter(([, value]) => value !== ''),
  );
}

/** Whether a path ends as one of Caddy's patterns, each of which begins with `*`. */
const isAmong = (path: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => path.endsWith(pattern.slice(1)));

const hashed = cacheControl('/assets/app-abc123.js');
const other = cacheControl('/index.html');

describe('docs/hosting.md', () => {
  it('gives nginx the headers that our own server sends', () => {
    expect(lines(block('nginx'), /^add_header Cache-Control/)).toEqual([
      'add_header Cache-Control $toonroom_cache;',
    ]);
    for (const path of ['/index.html', ...ownPaths]) {
      expect(nginxHeaders(path)).toEqual(headersFor(path));
    }
    expect(block('nginx')).toContain(`default    "${other}";\n  ~/assets/  "${hashed}";`);
  });

  it('gives them to Caddy', () => {
    const [, all] = /\theader \{\n(.*?)\t\}/s.exec(block('caddy'))!;
    const common = headers.filter(([name]) => !varying.has(name));
    expect(lines(all!, /./)).toEqual(common.map(([name, value]) => `${name} "${value}"`));
    const rules = [
      ...block('caddy').matchAll(/^\t@(\w+) (not )?path (.+)\n\theader @\1 \{\n(.*?)\t\}/gms),
    ];
    const given = (path: string): object =>
      Object.fromEntries(
        rules
          .filter(([, , not, ends]) => isAmong(path, ends!.split(' ')) !== (not !== undefined))
          .flatMap(([, , , , text]) => [...text!.matchAll(/^\t\t([\w-]+) "(.*)"$/gm)])
          .map(([, name, value]) => [name, value] as const)
          .filter(([name]) => varying.has(name!)),
      );
    for (const path of ['/index.html', ...ownPaths]) {
      const wanted = Object.entries(headersFor(path)).filter(([name]) => varying.has(name));
      expect(given(path)).toEqual(Object.fromEntries(wanted));
    }
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
