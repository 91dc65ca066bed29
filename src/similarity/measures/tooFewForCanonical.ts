import type { LensError } from '../../facts/errors';
import { TooFewSamplesError } from '../errors';
import type { PairFactors } from '../routes/pairFactors';

/** Why what looks at all canonical directions is not defined for a pair; undefined where it is. */
export function tooFewForCanonical({ samples, a, b }: PairFactors): LensError | undefined {
  const side = a.columns.length >= b.columns.length ? a : b;
  if (samples > side.columns.length && a.basis !== undefined && b.basis !== undefined) return undefined;
  return new TooFewSamplesError(
    `CCA needs more samples than neurons, and ${side.name} has ${samples} samples for ${side.columns.length} neurons that vary: use more samples, pool the maps, or SVCCA with fewer dimensions.`,
  );
}
