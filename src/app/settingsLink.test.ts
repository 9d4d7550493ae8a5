import { describe, expect, it } from 'vitest';
import { parseHash, settingsHash } from './settingsLink.ts';

const linked = {
  styleId: 'anime',
  strength: 0.8,
  exaggeration: 1.1,
  background: 'blurred',
} as const;

describe('settings in an address', () => {
  it('are written to be read', () => {
    expect(settingsHash(linked)).toBe(
      '#style=anime&strength=80&exaggeration=110&background=blurred',
    );
    expect(settingsHash({ ...linked, styleId: null })).not.toContain('style=');
  });

  it('come back as they were written, at every step of the sliders', () => {
    for (let percent = 0; percent <= 130; percent++) {
      const settings = {
        ...linked,
        strength: Math.min(100, percent) / 100,
        exaggeration: percent / 100,
      };
      expect(parseHash(settingsHash(settings))).toEqual(settings);
    }
  });

  it('are left out where the address says nothing', () => {
    for (const hash of ['', '#', '#top', '#a=b&c', '#=', '#%', '#style', '#&&&']) {
      expect(parseHash(hash)).toEqual({});
    }
  });

  it('are left out one by one where a value does not fit', () => {
    const wrong = [
      'style=../../x',
      'style=<b>',
      'style=',
      `style=${'a'.repeat(65)}`,
      'strength=101',
      'strength=-1',
      'strength=0.5',
      'strength=1e1',
      'strength=',
      'strength=NaN',
      'exaggeration=131',
      'exaggeration=0x10',
      'background=space',
      'background=toString',
      'language=zh-CN',
      'theme=dark',
      'format=jpeg',
      'shape=1:1',
      '__proto__=1',
    ];
    for (const field of wrong) expect(parseHash(`#${field}`)).toEqual({});
    expect(parseHash('#strength=200&background=none&style=ink')).toEqual({
      styleId: 'ink',
      background: 'none',
    });
  });
});
