import { describe, expect, it } from 'vitest';
import { nextCamera, stampedName } from './camera.ts';

describe('nextCamera', () => {
  it('is none where there is one camera', () => {
    expect(nextCamera(['a'], 'user', 'a')).toBeUndefined();
    expect(nextCamera([], undefined, undefined)).toBeUndefined();
  });

  it('is the other side of a phone, however many cameras that has', () => {
    expect(nextCamera(['a', 'b', 'c'], 'user', 'a')).toEqual({ facingMode: 'environment' });
    expect(nextCamera(['a', 'b', 'c'], 'environment', 'c')).toEqual({ facingMode: 'user' });
  });

  it('goes round where cameras have no sides', () => {
    expect(nextCamera(['a', 'b'], undefined, 'a')).toEqual({ deviceId: { exact: 'b' } });
    expect(nextCamera(['a', 'b'], undefined, 'b')).toEqual({ deviceId: { exact: 'a' } });
    expect(nextCamera(['a', 'b'], undefined, 'gone')).toEqual({ deviceId: { exact: 'a' } });
  });
});

it('names a picture by when it was taken', () => {
  expect(stampedName(new Date(2026, 10, 4, 9, 5, 7), 'jpg')).toBe('camera-2026-11-04-090507.jpg');
});
