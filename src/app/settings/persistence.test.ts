import { describe, expect, it } from 'vitest';
import {
  forgetSettings,
  hasStoredSettings,
  loadSettings,
  parseSettings,
  storeSettings,
} from './persistence.ts';
import { initialSettings, type SettingsSlice } from '../shared/state/settingsSlice.ts';

const chosen: SettingsSlice = {
  language: 'zh-CN',
  theme: 'dark',
  styleId: '3d',
  strength: 0.4,
  exaggeration: 1.3,
  background: 'blurred',
  backdropColours: ['#ffd966', '#f28b5b'],
  backdropBlur: 0.2,
  backdropPictureId: null,
  format: 'webp',
  keepsCameraData: true,
  shape: '4:5',
  besidePhoto: true,
  keepsGallery: true,
  inShareMenu: true,
  countdown: false,
  mirrorsSelfies: false,
  singleKeys: false,
};

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

describe('settings in the browser storage', () => {
  it('come back as they were stored', () => {
    const storage = memoryStorage();
    storeSettings(() => storage, chosen);
    expect(loadSettings(() => storage, initialSettings)).toEqual(chosen);
  });

  it('are forgotten when asked to', () => {
    const storage = memoryStorage();
    storeSettings(() => storage, chosen);
    expect(hasStoredSettings(() => storage)).toBe(true);
    forgetSettings(() => storage);
    expect(hasStoredSettings(() => storage)).toBe(false);
    expect(loadSettings(() => storage, initialSettings)).toEqual(initialSettings);
  });

  it('fall back as a whole when missing, broken or of another version', () => {
    for (const stored of [null, '', '{', '7', 'null', '[]', JSON.stringify(chosen)]) {
      expect(parseSettings(stored, initialSettings)).toEqual(initialSettings);
    }
    const newer = JSON.stringify({ ...chosen, version: 2 });
    expect(parseSettings(newer, initialSettings)).toEqual(initialSettings);
  });

  it('fall back field by field when a value does not fit', () => {
    const stored = JSON.stringify({
      version: 1,
      language: 'fr',
      theme: 'dark',
      styleId: '',
      strength: 1.01,
      exaggeration: '1',
      format: 'gif',
      keepsCameraData: 1,
      shape: '2:1',
      besidePhoto: 1,
      inShareMenu: 'true',
      singleKeys: 'no',
      surplus: 1,
    });
    expect(parseSettings(stored, initialSettings)).toEqual({ ...initialSettings, theme: 'dark' });
  });

  it('survive a browser that refuses storage', () => {
    const refuse = (): never => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    expect(loadSettings(refuse, initialSettings)).toEqual(initialSettings);
    expect(() => storeSettings(refuse, chosen)).not.toThrow();
  });
});
