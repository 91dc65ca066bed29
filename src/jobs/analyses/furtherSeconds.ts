import type { MeasureName } from '../../facts/measures';
import { usualCalibration, type CompareOptions } from '../../facts/options';
import type { FurtherSeconds } from '../../protocol/compareJob';
import type { Resources } from '../../protocol/resources';
import { samplesWanted, wantedOf, type MeasureKernels } from '../../similarity/measures/wanted';
import { neuronsOf, samplesOf, type FilePair } from '../passes/filePair';
import { partsAsked, samplesAsked } from '../samplesAsked';
import { pairSamplesSeconds, pairSeconds, permutedSeconds, sideSamplesSeconds } from './workSeconds';

/**
 * Core seconds, about, of the measures of each family that options do not ask for, of a pair that is known: by family, none for those that are whole; with their
 * permutations where it is calibrated, else what calibrating takes of those that it has.
 */
export function furtherSeconds(
  { a, b }: Pick<FilePair, 'a' | 'b'>,
  { options, resources = {} }: { options: CompareOptions; resources?: Resources | undefined },
  kernels: MeasureKernels,
): FurtherSeconds {
  const there = wantedOf(options, kernels);
  const further = kernels.filter((kernel) => !there.includes(kernel) && kernel.facts.scores.length > 0);
  const [p, q] = [neuronsOf(a), neuronsOf(b)];
  const { permutations } = options.calibrate ?? usualCalibration;
  const permuting = (some: MeasureKernels): number => {
    const names = some.map(({ facts }) => facts.id as MeasureName);
    const count = (name: MeasureName): number => {
      const asked = samplesAsked([a, b], samplesWanted({ measures: [name] }, kernels), resources);
      return Math.max(asked?.count ?? 0, asked?.whole?.count ?? 0) || samplesOf(a);
    };
    return permutations * names.reduce((sum, name) => sum + permutedSeconds(count(name), p, q, name), 0);
  };
  const scored = there.filter((kernel) => kernel.facts.scores.length > 0);
  const seconds: FurtherSeconds = options.calibrate ? {} : { calibrate: permuting(scored) };
  for (const { facts } of further) {
    if (seconds[facts.family] !== undefined) continue;
    const lacking = further.filter((kernel) => kernel.facts.family === facts.family);
    const own = lacking.map((kernel) => kernel.facts);
    const measures = own.map(({ id }) => id as MeasureName);
    const asked = samplesAsked([a, b], samplesWanted({ measures }, kernels), resources);
    const ofSide = (side: typeof a): number =>
      (asked ? partsAsked(side, asked) : []).reduce(
        (sum, part) => sum + sideSamplesSeconds(part.asked.count, neuronsOf(part.side), part.asked),
        0,
      );
    const count = Math.max(asked?.count ?? 0, asked?.whole?.count ?? 0);
    const ofPair = pairSeconds(samplesOf(a), p, q, { measures }) + pairSamplesSeconds(count, own, p, q);
    const permuted = options.calibrate ? permuting(lacking) : 0;
    seconds[facts.family] = ofPair + ofSide(a) + ofSide(b) + permuted;
  }
  return seconds;
}
