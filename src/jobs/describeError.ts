import { LensError, faultOf, type Fault } from '../facts/errors';
import { oneLine } from '../facts/visibleText';
import { systemError } from './files/systemError';
import { heavyCode, HeavyJob } from './heavyJob';

/** What Node's errors of sizes and lengths that cannot be had are called where they are no RangeErrors. */
const ofMemory = [
  'ERR_OUT_OF_RANGE',
  'ERR_BUFFER_TOO_LARGE',
  'ERR_MEMORY_ALLOCATION_FAILED',
  'ERR_WORKER_OUT_OF_MEMORY',
];

/**
 * An error as it crosses a thread's border, or ends a command: code and sentence. Lack of memory, too much nesting and what the system refuses are told
 * as such, and the unforeseen as what it is.
 */
export function describeError(error: unknown): Fault {
  if (error instanceof LensError) return faultOf(error);
  if (error instanceof HeavyJob) return { code: heavyCode, message: error.message };
  const ofSystem = systemError(error);
  if (ofSystem) return faultOf(ofSystem);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && /call stack/i.test(message)) {
    const sentence = 'What was given is nested too deeply, or is too much at a time, to be taken in; give less of it.';
    return { code: 'too-deep', message: sentence };
  }
  if (error instanceof RangeError || isOfMemory(error)) {
    return { code: 'too-large', message: 'There is not enough memory for this; use fewer samples or fewer neurons.' };
  }
  return { code: 'internal', message: `Something went wrong that should not: ${oneLine(message)}` };
}

function isOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ofMemory.some((code) => code === error.code);
}
