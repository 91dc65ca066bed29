import type { CompareOptions } from '../../facts/options';
import { matrix, type Matrix } from '../../linalg/matrix';
import { keptDirections } from '../../similarity/measures/keptDirections';
import { timesPowerOfTwo } from '../../similarity/routes/powerOfTwo';
import { centredRows } from '../../similarity/routes/prepareSide';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { holdSide, leadingDirections, turnedSquare, type HeldSide } from '../../similarity/trust/heldSide';
import { shared } from './readSamples';

/** What draws ask of a side. */
export interface AskedOfHeldSide {
  /** Nothing is asked but the directions that SVCCA's cut keeps. */
  ofCut: boolean;
  /** The centred samples themselves; and as well what was taken off them. */
  rows: boolean;
  means?: boolean;
}

/**
 * A side (samples x neurons, `unit` the roundoff of its values as stored) factored for draws: no more of its directions than they look at, and in shared
 * memory. @throws NoVarianceError, NotConvergedError.
 */
export function holdForDraws(
  X: Matrix,
  { name, unit }: { name: string; unit: number },
  { ofCut, rows: asksRows, means: asksMeans }: AskedOfHeldSide,
  { svcca }: Pick<CompareOptions, 'svcca'>,
): HeldSide {
  const held = X.columns > X.rows ? holdSide(turnedSquare(X, name, unit), name) : holdSide(X, name, unit);
  const { singularValues, rank } = held.side;
  const cut = ofCut ? keptDirections({ singularValues: singularValues!, rank }, svcca) : held.U.columns;
  const { side, U, norms } = leadingDirections(held, cut);
  const asIs = asksMeans ? rowsWithMeans(X) : undefined;
  const rows = asIs?.rows ?? (asksRows ? centredRows(X)!.X : undefined);
  return { side: forDraws(side), U: shared(U), norms, rows: rows && shared(rows), means: asIs?.means };
}

/** The centred rows of a side, neurons that do not vary behind the others, and the mean of each: in units of a power of two. */
function rowsWithMeans(data: Matrix): { rows: Matrix; means: Float64Array } {
  const { X, scaleExponent, varying, constant, mean } = centredRows(data)!;
  const rows = matrix(X.rows, data.columns);
  for (let i = 0; i < X.rows; i++) rows.data.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), i * rows.columns);
  const means = Float64Array.from([...varying, ...constant], (j) => timesPowerOfTwo(mean[j]!, -scaleExponent));
  return { rows, means };
}

/** What scores of draws need of a side. */
function forDraws({ gram: _gram, right: _right, basis, ...side }: SideFactors): SideFactors {
  return { ...side, ...(basis ? { basis: shared(basis) } : {}) };
}
