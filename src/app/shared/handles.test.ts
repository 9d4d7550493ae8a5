import { expect, it, vi } from 'vitest';
import { createRegistry } from './handles.ts';

it('frees every value exactly once and then no longer gives it out', () => {
  const dispose = vi.fn<(value: string) => void>();
  const registry = createRegistry<string>(dispose);
  const first = registry.adopt('first');
  const second = registry.adopt('second');
  expect(registry.get(first)).toBe('first');

  registry.free(first);
  registry.free(first);
  expect(dispose.mock.calls).toEqual([['first']]);
  expect(registry.get(first)).toBeUndefined();
  expect(registry.get(second)).toBe('second');
});
