import { largestOf } from '../../facts/extremes';
import { orderNotices, reordered } from '../../analysis/pairs/atNull';
import type { PairCell } from '../../analysis/pairs/pairScores';
import { samplesDiffer } from '../../facts/analyses/resultParts';
import type { Notice } from '../../facts/reportParts';
import type { OpenedPairs } from '../arrays/openPairs';

/** The most samples that an array of a set is compared over. */
export function mostSamples(opened: OpenedPairs): number {
  return Math.max(0, largestOf(sampleCounts(opened)));
}

/** The remark on numbers of samples that differ: flattened maps have another one than what is not flattened, and one for each of their sizes. */
export function differingCounts(opened: OpenedPairs): Notice[] {
  const counts = sampleCounts(opened).sort((x, y) => x - y);
  if (counts.length < 2) return [];
  const message = `The arrays are compared over different numbers of samples, from ${counts[0]!} to ${counts.at(-1)!}.`;
  return [{ code: samplesDiffer, message }];
}

function sampleCounts({ compared }: OpenedPairs): number[] {
  return [...new Set(compared.flatMap((found) => (found ? [found.samples] : [])))];
}

/** The remark on files of as many neurons that are no more alike than chance; `pairs` are places of two files, and `cells` what they came to. */
export function chanceNotices(
  { names }: OpenedPairs,
  pairs: readonly (readonly [number, number])[],
  cells: readonly (PairCell | undefined)[],
): Notice[] {
  const suspect = pairs.filter((_, at) => reordered(cells[at]));
  return orderNotices(
    'Files of as many neurons are',
    suspect.map(([i, j]) => `${names[i]!} with ${names[j]!}`),
  );
}
