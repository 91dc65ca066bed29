import { LensError } from '../facts/errors';

/** A decomposition that did not end in finite numbers, although its input was finite. */
export class NotConvergedError extends LensError {
  constructor(what: string) {
    super('not-converged', `${what} did not converge; the data are numerically pathological (try the robust variant).`);
  }
}

/** Two operands whose shapes do not fit each other: a mistake of the calling code, never of a file. */
export class ShapeError extends LensError {
  constructor(operation: string, expected: string, found: string) {
    super('shape', `${operation} expected ${expected} and was given ${found}.`);
  }
}
