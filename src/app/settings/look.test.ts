import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './look.ts';

describe('preferredLanguage', () => {
  it('takes the first language the page speaks', () => {
    expect(preferredLanguage(['fr-FR', 'zh-TW', 'en-US'])).toBe('zh-CN');
    expect(preferredLanguage(['en-GB', 'zh-CN'])).toBe('en');
  });

  it('falls back to English', () => {
    expect(preferredLanguage(['fr-FR'])).toBe('en');
    expect(preferredLanguage([])).toBe('en');
  });
});
