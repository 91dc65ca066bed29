/**
 * What every refusal of the core is made of: a stable kebab-case code for programs and one sentence for people. Each room subclasses
 * it in its own errors.ts; jobs carries `code` and `message` over thread and panel borders.
 */
export class LensError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}
