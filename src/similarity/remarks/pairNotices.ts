import { isAbout } from './aboutScores';
import type { Canonical } from '../measures/canonical';
import type { PairFactors } from '../routes/pairFactors';
import type { Notice } from '../../facts/reportParts';
import type { SideFactors } from '../routes/sideFactors';

/** Coefficients nearer than this leave their canonical directions, and so the projection weights, undetermined. */
const tie = 1e-7;

/** More coefficients are exactly 1 than the data decide: two subspaces of ranks r_a + r_b > n - 1 must meet. */
export function forcedOnes({ samples, a, b }: PairFactors): Notice[] {
  const forced = a.rank + b.rank - (samples - 1);
  if (forced <= 0) return [];
  const message = `${forced} canonical correlations are exactly 1 whatever the data: the ranks ${a.rank} + ${b.rank} exceed ${samples} samples - 1.`;
  return [{ code: 'forced-ones', message }];
}

/**
 * Fewer than five samples for each neuron of the wider side, or, of SVCCA, for each direction of the side that keeps more (`kept`): scores are then
 * high by chance. `shown`: the scores that there are, by their names in documents.
 */
export function fewSamples({ samples, a, b }: PairFactors, shown: readonly string[], kept?: number): Notice[] {
  const ofNeurons = tooFew(samples, Math.max(a.columns.length, b.columns.length), 'neuron');
  const ofKept = kept === undefined ? undefined : tooFew(samples, kept, 'kept direction');
  const others = shown.some((score) => score !== 'svcca' && isAbout(fewCode, score));
  const message = others ? (ofNeurons ?? ofKept) : ofKept;
  if (message === undefined) return [];
  return [{ code: fewCode, message, ...(others && kept !== undefined ? { byScore: { svcca: ofKept ?? null } } : {}) }];
}

/** The same of the channels of maps at each frequency. */
export function fewImages(samples: number, channels: number): Notice[] {
  const message = tooFew(samples, channels, 'channel');
  return message === undefined ? [] : [{ code: fewCode, message }];
}

const fewCode = 'few-samples';

function tooFew(samples: number, count: number, one: string): string | undefined {
  if (samples >= 5 * count) return undefined;
  return `${samples} samples for ${count} ${one}${count === 1 ? '' : 's'} is fewer than 5 a ${one}: scores are high by chance, so read them against what unrelated data give.`;
}

/** Equal coefficients (other than a comparison that is 1 throughout) make PWCCA depend on an arbitrary choice of directions. */
export function tiedCoefficients({ coefficients }: Canonical): Notice[] {
  if (coefficients.every((value) => value > 1 - tie)) return [];
  let tied = 0;
  for (let i = 1; i < coefficients.length; i++) if (coefficients[i - 1]! - coefficients[i]! < tie) tied++;
  if (tied === 0) return [];
  const message = `${tied + 1} canonical correlations are tied, so their directions are arbitrary: PWCCA weights are not determined, its value only to about 0.01.`;
  return [{ code: 'tied-coefficients', message }];
}

/** Directions of a side that are no more than the rounding of its values, which no measure of directions counts. */
export function roundingNotice({
  name,
  rank,
  roundingDimensions,
}: Pick<SideFactors, 'name' | 'rank' | 'roundingDimensions'>): Notice[] {
  if (roundingDimensions === 0) return [];
  const message = `${name}: ${roundingDimensions} of ${rank + roundingDimensions} directions are no more than the rounding of its stored values and do not count, which leaves a rank of ${rank} (--rank exact, or “Count directions of rounding” in the panel, counts them all).`;
  return [{ code: 'rounding-dimensions', message }];
}
