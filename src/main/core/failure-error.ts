import type { Failure } from '../../shared/failure.ts';

/** The one error thrown on purpose inside main. Anything else that is thrown is a bug. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'FailureError';
    this.failure = failure;
  }
}
