import type { MeasureName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import type { FurtherSeconds } from '../../protocol/compareJob';
import type { Resources } from '../../protocol/resources';
import { samplesWanted, wantedOf, type MeasureKernels } from '../../similarity/measures/wanted';
import { neuronsOf, samplesOf, type FilePair } from '../passes/filePair';
import { partsAsked, samplesAsked } from '../samplesAsked';
import { pairSamplesSeconds, pairSeconds, sideSamplesSeconds } from './workSeconds';

/** Core seconds, about, of the measures of each family that options do not ask for, of a pair that is known: by family, none for those that are whole. */
export function furtherSeconds(
  { a, b }: Pick<FilePair, 'a' | 'b'>,
  { options, resources = {} }: { options: CompareOptions; resources?: Resources | undefined },
  kernels: MeasureKernels,
): FurtherSeconds {
  const there = wantedOf(options, kernels);
  const further = kernels.filter((kernel) => !there.includes(kernel) && kernel.facts.scores.length > 0);
  const seconds: FurtherSeconds = {};
  for (const { facts } of further) {
    if (seconds[facts.family] !== undefined) continue;
    const own = further.filter((kernel) => kernel.facts.family === facts.family).map((kernel) => kernel.facts);
    const measures = own.map(({ id }) => id as MeasureName);
    const [p, q] = [neuronsOf(a), neuronsOf(b)];
    const asked = samplesAsked([a, b], samplesWanted({ measures }, kernels), resources);
    const ofSide = (side: typeof a): number =>
      (asked ? partsAsked(side, asked) : []).reduce(
        (sum, part) => sum + sideSamplesSeconds(part.asked.count, neuronsOf(part.side), part.asked),
        0,
      );
    const count = Math.max(asked?.count ?? 0, asked?.whole?.count ?? 0);
    const ofPair = pairSeconds(samplesOf(a), p, q, { measures }) + pairSamplesSeconds(count, own, p, q);
    seconds[facts.family] = ofPair + ofSide(a) + ofSide(b);
  }
  return seconds;
}
