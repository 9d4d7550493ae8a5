import { transferHandlers, type TransferHandler } from 'comlink';
import { EngineError, isAbort, toEngineError, type EngineErrorShape } from '#domain/job/errors.ts';

/** How a thrown value crosses between worker and page. */
type WireError =
  | { readonly kind: 'engine'; readonly shape: EngineErrorShape }
  | { readonly kind: 'abort' };

interface Thrown {
  readonly value: unknown;
}

/** The one way in which this product says "you asked me to stop". */
export function abortError(): DOMException {
  return new DOMException('The job was cancelled.', 'AbortError');
}

function pack(value: unknown): WireError {
  if (isAbort(value)) return { kind: 'abort' };
  return { kind: 'engine', shape: toEngineError(value, 'prepare').toShape() };
}

/**
 * Replaces Comlink's `throw` handler on this side of the wire; both sides must call it.
 *
 * The stock one drops custom fields, so that error codes are lost, and turns an `AbortError` into a
 * plain `Error` that only keeps the name. Which values were thrown is known to the stock handler alone
 * (its marker is private), so that test is kept.
 */
export function installWireHandlers(): void {
  const stock = transferHandlers.get('throw');
  if (!stock) throw new Error('Comlink has no "throw" handler to replace.');
  const handler: TransferHandler<Thrown, WireError> = {
    canHandle: (value): value is Thrown => stock.canHandle(value),
    serialize: ({ value }) => [pack(value), []],
    deserialize: (error) => {
      throw error.kind === 'abort' ? abortError() : EngineError.fromShape(error.shape);
    },
  };
  transferHandlers.set('throw', handler);
}
