import type { TrustOutcome } from '../../protocol/pairExtras';
import { jackknifeInterval, samplesWithoutBlocks } from '../../similarity/jackknife';
import { fewestSamples, scoresOf, type Drawing } from './drawing';
import { measureRange } from './measuredScore';

/** The interval of the score over samples, or why there is none. */
export async function drawInterval(drawing: Drawing): Promise<TrustOutcome['interval']> {
  const { read, value, request, step } = drawing;
  const { samples } = read;
  if (samples < fewestSamples)
    return { reason: `An interval over samples needs at least ${fewestSamples} samples, and there are ${samples}.` };
  const blocks = Math.max(2, Math.min(request.blocks, samples));
  const subsets = samplesWithoutBlocks(samples, blocks, request.seed);
  let done = 0;
  const scored = await Promise.all(
    subsets.map(async (subset) => {
      const [score] = await scoresOf(drawing, [subset]);
      step('leaving out blocks', ++done / blocks);
      return score;
    }),
  );
  const without = scored.flatMap((each) => (each && each.score !== null ? [each.score] : []));
  if (without.length < blocks)
    return {
      reason: 'Without a block of samples the score is not defined: there are too few samples for an interval.',
    };
  const size = Math.round(samples / blocks).toLocaleString('en-US');
  const method = `delete-block jackknife, ${size} shuffled samples left out at a time, Student's t`;
  return { method, ...jackknifeInterval(value, without, measureRange(request.measure)) };
}
