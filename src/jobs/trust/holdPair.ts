import type { ScoreName } from '../../facts/measures';
import { apartPair } from '../../similarity/trust/apartPair';
import { cancels } from '../../similarity/measures/debiasedTerms';
import { holdSide, leadingDirections, type HeldPair, type HeldSide } from '../../similarity/trust/heldSide';
import type { CompareOptions } from '../../facts/options';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { keptDirections } from '../../similarity/measures/keptDirections';
import { measureFacts, measureOf, scoreFacts } from '../../facts/measures/scores';
import type { PairInMemory } from './readPair';
import { shared } from './readSamples';

/** The pair factored for draws of a measure: no more of its directions than that looks at, and in shared memory. @throws NoVarianceError, NotConvergedError. */
export function holdPair(
  { data, units, names, rowsPerSample }: PairInMemory,
  measure: ScoreName,
  { svcca }: CompareOptions,
): HeldPair {
  const ofCut = measureFacts(measureOf(measure)).needs.includes('directions');
  const hold = (which: 'a' | 'b'): HeldSide => {
    const held = holdSide(data[which], names[which], units[which]);
    const { singularValues, rank } = held.side;
    const cut = ofCut ? keptDirections({ singularValues: singularValues!, rank }, svcca) : held.U.columns;
    const { side, U, norms } = leadingDirections(held, cut);
    return { side: forDraws(side), U: shared(U), norms };
  };
  const [a, b] = [hold('a'), hold('b')];
  const samples = data.a.rows;
  const lost = scoreFacts(measure).bySample === true && (cancels(a.side, samples) || cancels(b.side, samples));
  const apart = lost ? apartPair(data, { a: a.side, b: b.side }, shared) : undefined;
  return { a, b, rowsPerSample, apart };
}

/** What scores of draws need of a side. */
function forDraws({ gram: _gram, right: _right, basis, ...side }: SideFactors): SideFactors {
  return { ...side, ...(basis ? { basis: shared(basis) } : {}) };
}
