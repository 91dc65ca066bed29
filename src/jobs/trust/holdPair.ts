import type { MeasureName, ScoreName } from '../../facts/measures';
import { apartPair } from '../../similarity/trust/apartPair';
import { cancels } from '../../similarity/measures/debiasedTerms';
import type { HeldPair, HeldSide } from '../../similarity/trust/heldSide';
import type { CompareOptions } from '../../facts/options';
import { factsOfScore, samplesWanted, type MeasureKernels } from '../../similarity/measures/wanted';
import { holdForDraws, type AskedOfHeldSide } from './holdForDraws';
import type { PairInMemory } from './readPair';
import { shared } from './readSamples';

/** What is asked of a pair that is held. */
export interface AskedOfHeld extends AskedOfHeldSide {
  /** The sums of debiased CKA. */
  bySample: boolean;
}

/** The pair factored for draws of a score: no more of its directions than that looks at, and in shared memory. @throws NoVarianceError, NotConvergedError. */
export function holdPair(
  read: PairInMemory,
  name: ScoreName,
  options: CompareOptions,
  kernels: MeasureKernels,
): HeldPair {
  const { facts, score } = factsOfScore(name, kernels);
  const asked = {
    ofCut: facts.ofCut === true,
    rows: facts.needs.includes('rows'),
    means: samplesWanted({ measures: [facts.id as MeasureName] }, kernels)?.profile === true,
    bySample: score.bySample === true,
  };
  return holdPairFor(read, asked, options);
}

/** The same for draws of what is asked of it. @throws NoVarianceError, NotConvergedError. */
export function holdPairFor(
  { data, units, names, rowsPerSample }: PairInMemory,
  asked: AskedOfHeld,
  options: CompareOptions,
): HeldPair {
  const hold = (which: 'a' | 'b'): HeldSide =>
    holdForDraws(data[which], { name: names[which], unit: units[which] }, asked, options);
  const [a, b] = [hold('a'), hold('b')];
  const samples = data.a.rows;
  const lost = asked.bySample && (cancels(a.side, samples) || cancels(b.side, samples));
  const apart = lost ? apartPair(data, { a: a.side, b: b.side }, shared) : undefined;
  return { a, b, rowsPerSample, apart };
}
