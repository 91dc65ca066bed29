import { LensError, faultOf, type Fault } from '../errors';

/** An error as it crosses a thread's border: code and sentence. Lack of memory is told as such, and the unforeseen as what it is. */
export function describeError(error: unknown): Fault {
  if (error instanceof LensError) return faultOf(error);
  if (error instanceof RangeError) {
    return { code: 'too-large', message: 'There is not enough memory for this; use fewer samples or fewer neurons.' };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Something went wrong that should not: ${message}` };
}
