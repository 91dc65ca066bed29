import { LensError } from '../../facts/errors';
import type { SideName } from '../routes/rowPasses';

/** That sides have different numbers of whole samples, so many of a and of b. */
export function wholeMismatch({ a, b }: Record<SideName, string>, ofA: number, ofB: number): LensError {
  const message = `Measures of samples among each other take whole ones, and ${a} has ${ofA} of them where ${b} has ${ofB}: average the positions (--conv pool), or the steps (--sequence mean).`;
  return new LensError('recipe-mismatch', message);
}
