import { LensError } from '../../facts/errors';
import { constantOver } from '../errors';
import type { Notice } from '../../facts/reportParts';
import type { ArrayRemark, RoundedValues } from './sampleFacts';

const code = 'integers-rounded';
const remedy = 'subtract what they have in common before saving';

/** The remark on integers of 64 bits that float64 rounds. */
export const roundedIntegers: ArrayRemark = {
  code,
  sentence: ({ rounded }) => roundedNotices(rounded)[0]?.message,
};

/** The same where nothing else is said of the samples. */
export function roundedNotices(rounded: RoundedValues | undefined): Notice[] {
  if (!rounded) return [];
  return [{ code, message: `${rounded.name}: ${saying(rounded)}: ${remedy}, if their last digits count.` }];
}

/** A side that does not vary, or by no more than rounding, once its integers are float64. */
export class RoundedAwayError extends LensError {
  constructor(rounded: RoundedValues) {
    const message = `${constantOver(rounded.name)} as float64 has it, but for rounding, so nothing can be told from it: ${saying(rounded)}; ${remedy}.`;
    super('no-variance', message);
  }
}

function saying({ count, of, averaged }: RoundedValues): string {
  const [some, all] = [count, of].map((value) => value.toLocaleString('en-US'));
  const one = count === 1;
  if (averaged)
    return `${some} of ${all} values ${one ? 'is an average' : 'are averages'} of integers that float64 rounds (beyond 2^53)`;
  return `${some} of ${all} values ${one ? 'is an integer' : 'are integers'} that float64 rounds (beyond 2^53)`;
}
