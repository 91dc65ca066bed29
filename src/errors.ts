import type { Turn } from './similarity/options';

/**
 * What every refusal of the core is made of: a stable kebab-case code for programs and one sentence for people. Each room subclasses
 * it in its own errors.ts; jobs carries `code`, `message` and `turn` over thread and panel borders.
 */
export class LensError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The choice about orientation under which it would not have been refused, where one is known. */
    readonly turn?: Turn | undefined,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** A refusal as a value: what an error says, as it crosses the borders of threads and panels. */
export interface Fault {
  code: string;
  message: string;
  turn?: Turn | undefined;
}

/** What an error says, as a value. */
export function faultOf({ code, message, turn }: LensError): Fault {
  return { code, message, ...(turn && { turn }) };
}
