import type { PageProblemCode } from './state/jobSlice.ts';

/** A failure of the page itself or of what the browser does for it. */
export class PageError extends Error {
  readonly code: PageProblemCode;

  constructor(code: PageProblemCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
