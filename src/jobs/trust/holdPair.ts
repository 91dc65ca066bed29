import type { CompareOptions, MeasureName } from '../../similarity/options';
import { holdSide, leadingDirections, type HeldPair, type HeldSide } from '../../similarity/heldSide';
import { keptDirections } from '../../similarity/svcca';
import type { Matrix } from '../../linalg/matrix';
import type { ReadPair } from './readPair';
import { shared } from './readSamples';

/** The pair factored for draws of a measure: no more of its directions than that looks at, and in shared memory. @throws NoVarianceError, NotConvergedError. */
export function holdPair({ data, names, rowsPerSample }: ReadPair, block: MeasureName, { svcca }: CompareOptions): HeldPair {
  const hold = (X: Matrix, name: string): HeldSide => {
    const held = holdSide(X, name);
    const { singularValues, rank } = held.side;
    const cut = block === 'svcca' ? keptDirections({ singularValues: singularValues!, rank }, svcca) : rank;
    return inSharedMemory(leadingDirections(held, cut));
  };
  return { a: hold(data.a, names.a), b: hold(data.b, names.b), rowsPerSample };
}

function inSharedMemory({ side, U, norms }: HeldSide): HeldSide {
  const { gram: _gram, right: _right, basis, ...rest } = side;
  return { side: { ...rest, ...(basis ? { basis: shared(basis) } : {}) }, U: shared(U), norms };
}
