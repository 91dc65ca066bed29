import { oneLine } from './visibleText';
import type { Turn } from './pairOptions';

/**
 * What every refusal of the core is made of: a stable kebab-case code for programs and one sentence for people, of one line. Each room subclasses
 * it in its own errors.ts; jobs carries `code`, `message`, `turn` and `stacks` over thread and panel borders.
 */
export class LensError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The choice about orientation under which it would not have been refused, where one is known. */
    readonly turn?: Turn | undefined,
    /** It would not have been refused with its arrays of three axes read as stacks of layers. */
    readonly stacks = false,
  ) {
    // Names of files and what headers say stand in it as they were found.
    super(oneLine(message));
    this.name = new.target.name;
  }
}

/** A refusal as a value: what an error says, as it crosses the borders of threads and panels. */
export interface Fault {
  code: string;
  message: string;
  turn?: Turn | undefined;
  stacks?: true | undefined;
}

/** What an error says, as a value. */
export function faultOf({ code, message, turn, stacks }: LensError): Fault {
  return { code, message, ...(turn && { turn }), ...(stacks && { stacks }) };
}
