import type { ScoreName } from '../../facts/measures';
import { apartPair } from '../../similarity/trust/apartPair';
import { cancels } from '../../similarity/measures/debiasedTerms';
import {
  holdSide,
  leadingDirections,
  turnedSquare,
  type HeldPair,
  type HeldSide,
} from '../../similarity/trust/heldSide';
import type { CompareOptions } from '../../facts/options';
import { centredRows } from '../../similarity/routes/prepareSide';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { keptDirections } from '../../similarity/measures/keptDirections';
import { factsOfScore, type MeasureKernels } from '../../similarity/measures/wanted';
import type { PairInMemory } from './readPair';
import { shared } from './readSamples';

/** What is asked of a pair that is held. */
export interface AskedOfHeld {
  /** Nothing is asked but the directions that SVCCA's cut keeps. */
  ofCut: boolean;
  /** The centred samples themselves. */
  rows: boolean;
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
    bySample: score.bySample === true,
  };
  return holdPairFor(read, asked, options);
}

/** The same for draws of what is asked of it. @throws NoVarianceError, NotConvergedError. */
export function holdPairFor(
  { data, units, names, rowsPerSample }: PairInMemory,
  { ofCut, rows: asksRows, bySample }: AskedOfHeld,
  { svcca }: CompareOptions,
): HeldPair {
  const hold = (which: 'a' | 'b'): HeldSide => {
    const X = data[which];
    const wide = X.columns > X.rows;
    const held = wide
      ? holdSide(turnedSquare(X, names[which], units[which]), names[which])
      : holdSide(X, names[which], units[which]);
    const { singularValues, rank } = held.side;
    const cut = ofCut ? keptDirections({ singularValues: singularValues!, rank }, svcca) : held.U.columns;
    const { side, U, norms } = leadingDirections(held, cut);
    const rows = asksRows ? shared(centredRows(X)!.X) : undefined;
    return { side: forDraws(side), U: shared(U), norms, rows };
  };
  const [a, b] = [hold('a'), hold('b')];
  const samples = data.a.rows;
  const lost = bySample && (cancels(a.side, samples) || cancels(b.side, samples));
  const apart = lost ? apartPair(data, { a: a.side, b: b.side }, shared) : undefined;
  return { a, b, rowsPerSample, apart };
}

/** What scores of draws need of a side. */
function forDraws({ gram: _gram, right: _right, basis, ...side }: SideFactors): SideFactors {
  return { ...side, ...(basis ? { basis: shared(basis) } : {}) };
}
