/** Why a pickle is not read, as a part of a sentence; the format whose file it is makes a refusal of it. */
export class PickleError extends Error {}

/** The bytes end within the pickle: there may be more of them. */
export class PickleCutError extends PickleError {
  constructor() {
    super('it ends too early');
  }
}
