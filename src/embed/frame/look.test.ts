import { expect, it } from 'vitest';
import { settingsForLook } from './look.ts';

it('understands themes and languages as pages name them', () => {
  expect(settingsForLook({ theme: 'auto', language: 'zh-Hant-TW' })).toEqual({
    theme: 'system',
    language: 'zh-CN',
  });
  expect(settingsForLook({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(settingsForLook({ language: 'EN-us' })).toEqual({ language: 'en' });
  expect(settingsForLook({})).toEqual({});
});

it('refuses a language that the frame does not speak', () => {
  expect(settingsForLook({ theme: 'dark', language: 'fr' })).toBeUndefined();
});
