import { describe, expect, it } from 'vitest';
import { isShippable, isUsableAsTool } from './licencePolicy.ts';

describe('isShippable', () => {
  it.each([
    'MIT',
    'OFL-1.1',
    '(MIT OR GPL-3.0-only)',
    'MIT AND (ISC OR AGPL-3.0-only)',
    'Apache-2.0+',
  ])('accepts %s', (expression) => expect(isShippable('some-library', expression)).toBe(true));

  it.each([
    'GPL-3.0-only',
    'MPL-2.0',
    'MIT AND CC-BY-3.0',
    'LGPL-2.1-only OR (MIT AND MPL-2.0)',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'SEE LICENSE IN LICENSE.txt',
    'UNLICENSED',
    '',
    undefined,
  ])('refuses %s', (expression) => expect(isShippable('some-library', expression)).toBe(false));

  it('accepts weak copyleft of the library it names', () => {
    expect(isShippable('mediabunny', 'MPL-2.0')).toBe(true);
    expect(isShippable('mediabunny', 'GPL-3.0-only')).toBe(false);
  });
});

describe('isUsableAsTool', () => {
  it('accepts weak copyleft of the tools it names, and of no other', () => {
    expect(isUsableAsTool('lightningcss-linux-x64-gnu', 'MPL-2.0')).toBe(true);
    expect(isUsableAsTool('lightningcss', 'GPL-3.0-only')).toBe(false);
    expect(isUsableAsTool('some-tool', 'MPL-2.0')).toBe(false);
    expect(isUsableAsTool('some-tool', 'MIT')).toBe(true);
  });
});
