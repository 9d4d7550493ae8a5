import { expect, test } from 'vitest';
import { look } from './visionTasks.ts';

test('a vision runtime that breaks down is a failure for which the worker is replaced', () => {
  const detect = (): never => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  expect(() => look('detect', detect)).toThrow(
    expect.objectContaining({ code: 'BACKEND_FAILED', stage: 'detect', retryable: true }),
  );
  expect(look('detect', () => 'a face')).toBe('a face');
});
