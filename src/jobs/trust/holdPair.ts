import { holdSide, leadingDirections, type HeldPair, type HeldSide } from '../../similarity/heldSide';
import type { CompareOptions, MeasureName } from '../../similarity/options';
import type { SideFactors } from '../../similarity/sideFactors';
import { keptDirections } from '../../similarity/svcca';
import type { ReadPair } from './readPair';
import { shared } from './readSamples';

/** The pair factored for draws of a measure: no more of its directions than that looks at, and in shared memory. @throws NoVarianceError, NotConvergedError. */
export function holdPair(
  { data, units, names, rowsPerSample }: ReadPair,
  block: MeasureName,
  { svcca }: CompareOptions,
): HeldPair {
  const hold = (which: 'a' | 'b'): HeldSide => {
    const held = holdSide(data[which], names[which], units[which]);
    const { singularValues, rank } = held.side;
    const cut = block === 'svcca' ? keptDirections({ singularValues: singularValues!, rank }, svcca) : held.U.columns;
    const { side, U, norms } = leadingDirections(held, cut);
    return { side: forDraws(side), U: shared(U), norms };
  };
  return { a: hold('a'), b: hold('b'), rowsPerSample };
}

/** What scores of draws need of a side. */
function forDraws({ gram: _gram, right: _right, basis, ...side }: SideFactors): SideFactors {
  return { ...side, ...(basis ? { basis: shared(basis) } : {}) };
}
