import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';

const hostOf = (host: string): string | undefined =>
  parseAddress(`?${new URLSearchParams({ host })}`).host;

describe('parseAddress', () => {
  it('reads the host, the theme and the language', () => {
    const search = '?host=https%3A%2F%2Fexample.com&theme=dark&language=zh';
    expect(parseAddress(search)).toEqual({
      host: 'https://example.com',
      look: { theme: 'dark', language: 'zh' },
    });
    expect(parseAddress('')).toEqual({ host: undefined, look: {} });
  });

  it.each(['https://example.com', 'http://localhost:8080', 'https://example.com:444'])(
    'takes the origin %s',
    (origin) => expect(hostOf(origin)).toBe(origin),
  );

  it.each([
    '',
    'null',
    '*',
    'example.com',
    'https://example.com/',
    'https://example.com:443',
    'https://EXAMPLE.com',
    'https://user@example.com',
    'https://example.com/page',
    'file://',
    'data:text/html,a',
    'blob:https://example.com/1',
    'javascript:alert(1)',
  ])('refuses %s', (written) => expect(hostOf(written)).toBeUndefined());
});
