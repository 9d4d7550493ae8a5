import { describe, expect, test } from 'vitest';
import { EngineError, isAbort, toEngineError } from './errors.ts';

test('an engine error survives the way over its plain shape', () => {
  const error = new EngineError('MODEL_UNREACHABLE', 'download', 'status 503');
  const copy = EngineError.fromShape(structuredClone(error.toShape()));
  expect(copy).toBeInstanceOf(EngineError);
  expect(copy).toMatchObject({
    name: 'EngineError',
    code: 'MODEL_UNREACHABLE',
    stage: 'download',
    retryable: true,
    detail: 'status 503',
  });
});

test('a caller may overrule whether a retry makes sense', () => {
  expect(new EngineError('NOT_AN_IMAGE', 'decode', '').retryable).toBe(false);
  expect(new EngineError('BACKEND_FAILED', 'face', '', { retryable: false }).retryable).toBe(false);
});

test('an abort is known by its name', () => {
  expect(isAbort(new DOMException('stop', 'AbortError'))).toBe(true);
  expect(isAbort(Object.assign(new Error('stop'), { name: 'AbortError' }))).toBe(true);
  expect(isAbort(new Error('AbortError'))).toBe(false);
  expect(isAbort(null)).toBe(false);
});

describe('an unknown failure', () => {
  test('becomes INTERNAL with its cause', () => {
    const cause = new TypeError('x is not a function');
    expect(toEngineError(cause, 'scene')).toMatchObject({
      code: 'INTERNAL',
      stage: 'scene',
      cause,
    });
  });

  test('becomes OUT_OF_MEMORY when an allocation failed', () => {
    const cause = new RangeError('Array buffer allocation failed');
    expect(toEngineError(cause, 'compose').code).toBe('OUT_OF_MEMORY');
  });

  test('stays itself when it is an engine error', () => {
    const error = new EngineError('TIMEOUT', 'face', '');
    expect(toEngineError(error, 'compose')).toBe(error);
  });
});
