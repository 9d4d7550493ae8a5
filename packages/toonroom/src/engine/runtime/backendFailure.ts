import { EngineError } from '#domain/job/errors.ts';
import type { Stage } from '../contract.ts';

/**
 * What a WebAssembly runtime threw, as `OUT_OF_MEMORY` or `BACKEND_FAILED`: after either the runtime
 * cannot be trusted any more, and the page replaces the worker. An EngineError stays as it is.
 */
export function backendFailure(stage: Stage, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const code = /out of memory|bad_alloc|memory access|allocat/i.test(detail)
    ? 'OUT_OF_MEMORY'
    : 'BACKEND_FAILED';
  return new EngineError(code, stage, detail, { cause: error });
}
