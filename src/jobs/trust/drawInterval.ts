import { allEnded } from '../allEnded';
import { scoreFacts } from '../../facts/measures/scores';
import { repeatedSamples } from '../../facts/repeatedSamples';
import type { TrustOutcome, TrustRequest } from '../../protocol/pairExtras';
import { jackknifeInterval, samplesWithoutBlocks } from '../../similarity/trust/jackknife';
import { fewestSamples, scoresOf, type Drawing } from './drawing';

/** The interval of the score over samples, or why there is none. */
export async function drawInterval(drawing: Drawing): Promise<TrustOutcome['interval']> {
  const { read, value, request, independent, step } = drawing;
  if (!independent) return { reason: repeatedSamples };
  const subsets = leftOut(read.samples, request);
  if ('reason' in subsets) return subsets;
  let done = 0;
  const scored = await allEnded(
    subsets.map(async (subset) => {
      const [found] = await scoresOf(drawing, [subset]);
      step('leaving out blocks', ++done / subsets.length);
      return found?.score ?? null;
    }),
  );
  return intervalOf(value, scored, read.samples, request);
}

/** The samples that are left without each block in turn, or why no block can be left out. */
export function leftOut(
  samples: number,
  { blocks, seed }: Pick<TrustRequest, 'blocks' | 'seed'>,
): Uint32Array[] | { reason: string } {
  if (samples < fewestSamples)
    return { reason: `An interval over samples needs at least ${fewestSamples} samples, and there are ${samples}.` };
  return samplesWithoutBlocks(samples, Math.max(2, Math.min(blocks, samples)), seed);
}

/** The interval around a score from those without each block, or why there is none where one of them is not defined (null). */
export function intervalOf(
  value: number,
  scored: readonly (number | null)[],
  samples: number,
  { measure }: Pick<TrustRequest, 'measure'>,
): NonNullable<TrustOutcome['interval']> {
  const without = scored.filter((score) => score !== null);
  if (without.length < scored.length)
    return {
      reason: 'Without a block of samples the score is not defined: there are too few samples for an interval.',
    };
  const size = Math.round(samples / scored.length).toLocaleString('en-US');
  const method = `delete-block jackknife, ${size} shuffled samples left out at a time, Student's t`;
  return { method, ...jackknifeInterval(value, without, scoreFacts(measure).range) };
}
