import { expect, it } from 'vitest';
import { playTime } from './playTime.ts';

it('writes times as players do', () => {
  expect(playTime(7.9)).toBe('0:07');
  expect(playTime(65)).toBe('1:05');
  expect(playTime(3661)).toBe('1:01:01');
  expect(playTime(5.25, true)).toBe('0:05.2');
  expect(playTime(-1)).toBe('0:00');
});
