import { describe, expect, it } from 'vitest';
import { parseHash } from './readLink.ts';
import { settingsHash } from './settingsLink.ts';

const linked = {
  styleId: 'anime',
  strength: 0.8,
  exaggeration: 1.1,
  background: 'blurred',
  backdropColours: null,
  backdropBlur: 0.4,
} as const;

describe('settings in an address', () => {
  it('are written to be read', () => {
    expect(settingsHash(linked)).toBe(
      '#style=anime&strength=80&exaggeration=110&background=blurred&blur=40',
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
      const { backdropColours: _own, ...expected } = settings;
      expect(parseHash(settingsHash(settings))).toEqual(expected);
    }
  });

  it('name the colours of a pattern, but no picture of one’s own', () => {
    const dots = {
      ...linked,
      background: 'dots',
      backdropColours: ['#ffd966', '#f28b5b'],
    } as const;
    expect(settingsHash(dots)).toMatch(/&background=dots&colours=ffd966-f28b5b$/);
    const { backdropBlur: _blur, ...expected } = dots;
    expect(parseHash(settingsHash(dots))).toEqual(expected);
    expect(settingsHash({ ...linked, background: 'picture' })).not.toContain('background');
  });

  it('carry a mixed and a tuned style in the same words, but neither a model nor a style of all numbers', () => {
    const styleId = 'anime(skin.gamma.278).60*comic.40**warmth.-30';
    const hash = settingsHash({ ...linked, styleId });
    expect(parseHash(hash)).toMatchObject({ styleId });
    expect(parseHash('#style=comic.40*anime.60')).toEqual({ styleId: 'anime.60*comic.40' });
    const long = `anime**${Array.from({ length: 80 }, (_, index) => `skin.n${index}.500`).join('*')}`;
    for (const other of ['model-1a2b3c', long]) {
      expect(settingsHash({ ...linked, styleId: other })).not.toContain('style=');
      expect(parseHash(`#style=${encodeURIComponent(other)}`)).toEqual({});
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
      `style=${'a'.repeat(1001)}`,
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
      'background=picture',
      'blur=101',
      'colours=ffd966',
      'colours=red-blue',
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
