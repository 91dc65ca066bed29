import { createHash } from 'node:crypto';
import { LensError } from '../../facts/errors';
import { joinedWords } from '../../facts/joinedWords';
import { largestOf } from '../../facts/extremes';
import type { CompareOptions } from '../../facts/options';
import type { CompareSpec } from '../../protocol/compareJob';
import { needsSamples, wantedOf, type MeasureKernels } from '../../similarity/measures/wanted';
import { settlePair, sidesOfPair, type PairSides } from '../arrays/settlePair';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { sideKey } from '../store/sideKey';
import { rowsFormat } from '../store/rowFiles';

/** A pair that is compared by sums over stretches of its rows, whose headers were read. */
export interface RowsPair {
  sides: PairSides;
  /** Whether both sides are one and the same. */
  same: boolean;
  rows: number;
  /** Names the folder of its sums: by its files as they are, how they are read, and which samples are left out. */
  id: string;
}

/**
 * A pair as its rows are summed up. @throws LensError `rows-not-summable` for what sums over rows do not tell, `recipe-mismatch`; those of settlePair and
 * sidesOfPair.
 */
export async function rowsPair(spec: CompareSpec, kernels: MeasureKernels): Promise<RowsPair> {
  requireSums(spec.options, kernels);
  const settled = await settlePair(spec);
  if (settled.dft)
    throw notSummed(
      'a comparison by frequencies (dft) transforms whole maps: choose --conv pool, flatten or interpolate',
    );
  const sides = sidesOfPair(settled, spec.options);
  const { a, b, names } = sides;
  const rows = samplesOf(a);
  const widest = largestOf([neuronsOf(a), neuronsOf(b)]);
  if (rows <= widest) {
    const wide = neuronsOf(a) >= neuronsOf(b) ? names.a : names.b;
    throw notSummed(
      `it is for more samples than neurons, and ${wide} has ${widest} neurons and ${rows} samples: leave out --rows`,
    );
  }
  const same = sideKey(a) === sideKey(b);
  const key = JSON.stringify([rowsFormat, sideKey(a), sideKey(b), spec.options.dropNonFinite]);
  return { sides, same, rows, id: createHash('sha256').update(key).digest('hex').slice(0, 16) };
}

/** @throws LensError `rows-not-summable`, naming what is asked for and needs the samples themselves. */
export function requireSums(options: CompareOptions, kernels: MeasureKernels): void {
  const bySamples = wantedOf(options, kernels).flatMap(({ facts }) => (needsSamples(facts) ? [facts] : []));
  if (bySamples.length > 0) {
    const titles = joinedWords(bySamples.map(({ title }) => title));
    const [look, them] = bySamples.length === 1 ? ['looks', 'it'] : ['look', 'them'];
    throw notSummed(`${titles} ${look} at samples among each other: leave ${them} out of --measures, or --rows`);
  }
  if (options.calibrate) throw notSummed('calibrating permutes the samples: leave out --calibrate, or --rows');
  if (options.robust) throw notSummed('--robust adds noise to samples that it holds: leave one of them out');
}

function notSummed(why: string): LensError {
  return new LensError('rows-not-summable', `--rows keeps sums over rows alone: ${why}.`);
}
