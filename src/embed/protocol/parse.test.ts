import { describe, expect, it } from 'vitest';
import { parseHello, parseRequest } from './parse.ts';

const photo = new Blob(['photo']);

describe('parseRequest', () => {
  it.each([
    { type: 'setPhoto', photo },
    { type: 'setPhoto', photo: new ArrayBuffer(4) },
    { type: 'setStyle', styleId: 'anime' },
    { type: 'setStrength', strength: 0 },
    { type: 'setExaggeration', exaggeration: 1.3 },
    { type: 'setLook' },
    { type: 'setLook', theme: 'auto', language: 'zh-Hans' },
    { type: 'setOutput', format: 'jpeg', quality: 0.8, maxSide: 512 },
    { type: 'export', id: 7 },
    { type: 'export', id: 7, format: 'webp', quality: undefined },
    { type: 'cancelExport', id: 7 },
    { type: 'reset' },
    { type: 'dispose' },
  ])('takes %o', (message) => {
    expect(parseRequest(message)).toBe(message);
  });

  it.each([
    [undefined],
    [null],
    ['reset'],
    [7],
    [[]],
    [new Map([['type', 'reset']])],
    [{}],
    [{ type: 'unknown' }],
    [{ type: 'toString' }],
    [{ type: '__proto__' }],
    [{ type: ['reset'] }],
    [{ type: 'reset', more: 1 }],
    [{ type: 'setPhoto' }],
    [{ type: 'setPhoto', photo: 'photo.jpg' }],
    [{ type: 'setPhoto', photo: new Uint8Array(4) }],
    [{ type: 'setPhoto', photo: { size: 4, type: 'image/png' } }],
    [{ type: 'setStyle', styleId: '' }],
    [{ type: 'setStyle', styleId: 'a'.repeat(401) }],
    [{ type: 'setStyle', styleId: 3 }],
    [{ type: 'setStrength', strength: NaN }],
    [{ type: 'setStrength', strength: Infinity }],
    [{ type: 'setStrength', strength: 1.01 }],
    [{ type: 'setStrength', strength: '1' }],
    [{ type: 'setStrength', strength: 1n }],
    [{ type: 'setExaggeration', exaggeration: -0.1 }],
    [{ type: 'setLook', theme: 'blue' }],
    [{ type: 'setLook', language: 7 }],
    [{ type: 'setOutput', format: 'svg' }],
    [{ type: 'setOutput', quality: 2 }],
    [{ type: 'setOutput', maxSide: 0 }],
    [{ type: 'setOutput', maxSide: 10.5 }],
    [{ type: 'export' }],
    [{ type: 'export', id: 0 }],
    [{ type: 'export', id: 1.5 }],
    [{ type: 'export', id: '1' }],
    [{ type: 'cancelExport' }],
  ])('refuses %o', (message) => {
    expect(parseRequest(message)).toBeUndefined();
  });
});

describe('parseHello', () => {
  it('finds the version', () => {
    expect(parseHello({ type: 'toonroom-hello', version: 3 })).toBe(3);
  });

  it.each([
    [null],
    ['toonroom-hello'],
    [{ type: 'hello', version: 1 }],
    [{ type: 'toonroom-hello' }],
    [{ type: 'toonroom-hello', version: 0 }],
    [{ type: 'toonroom-hello', version: '1' }],
  ])('passes over %o', (message) => {
    expect(parseHello(message)).toBeUndefined();
  });
});
