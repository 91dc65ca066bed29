import type { CompareOptions } from '../../facts/options';
import type { Matrix } from '../../linalg/matrix';
import { keptDirections } from '../../similarity/measures/keptDirections';
import { centredRows } from '../../similarity/routes/prepareSide';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { holdSide, leadingDirections, turnedSquare, type HeldSide } from '../../similarity/trust/heldSide';
import { shared } from './readSamples';

/** What draws ask of a side. */
export interface AskedOfHeldSide {
  /** Nothing is asked but the directions that SVCCA's cut keeps. */
  ofCut: boolean;
  /** The centred samples themselves. */
  rows: boolean;
}

/**
 * A side (samples x neurons, `unit` the roundoff of its values as stored) factored for draws: no more of its directions than they look at, and in shared
 * memory. @throws NoVarianceError, NotConvergedError.
 */
export function holdForDraws(
  X: Matrix,
  { name, unit }: { name: string; unit: number },
  { ofCut, rows: asksRows }: AskedOfHeldSide,
  { svcca }: Pick<CompareOptions, 'svcca'>,
): HeldSide {
  const held = X.columns > X.rows ? holdSide(turnedSquare(X, name, unit), name) : holdSide(X, name, unit);
  const { singularValues, rank } = held.side;
  const cut = ofCut ? keptDirections({ singularValues: singularValues!, rank }, svcca) : held.U.columns;
  const { side, U, norms } = leadingDirections(held, cut);
  const rows = asksRows ? shared(centredRows(X)!.X) : undefined;
  return { side: forDraws(side), U: shared(U), norms, rows };
}

/** What scores of draws need of a side. */
function forDraws({ gram: _gram, right: _right, basis, ...side }: SideFactors): SideFactors {
  return { ...side, ...(basis ? { basis: shared(basis) } : {}) };
}
