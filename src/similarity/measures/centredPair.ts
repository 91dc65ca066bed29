import {
  doublyCentred,
  innerProduct,
  permutedProducts,
  traceOf,
  uCentred,
  type UnitMatrix,
} from '../samples/unitMatrices';
import { withinOne } from './withinOne';

/** A symmetric matrix of a side's samples as the biased and the unbiased estimators have it. */
export interface CentredSide {
  centred: UnitMatrix;
  /** Absent below 4 samples, and where nothing is left of it. */
  corrected?: UnitMatrix | undefined;
}

/** Alignment of two such sides: of the biased estimator, of the unbiased one (null where that is not defined), and the mean of the first over all orders. */
interface Alignment {
  biased: number;
  corrected: number | null;
  level: number;
}

/** Made of the entries below a diagonal, and of this; both are changed. Undefined where nothing varies. */
export function centredSide(samples: number, below: Float64Array, diagonal: Float64Array): CentredSide | undefined {
  const corrected = uCentred(samples, below.slice());
  const centred = doublyCentred(samples, below, diagonal);
  return centred && { centred, corrected };
}

/** The alignment of two sides: 0 to 1, and -1 to 1. */
export function centredProducts(a: CentredSide, b: CentredSide): Alignment {
  return {
    biased: fromZero(innerProduct(a.centred, b.centred)),
    corrected: a.corrected && b.corrected ? withinOne(innerProduct(a.corrected, b.corrected)) : null,
    level: fromZero((traceOf(a.centred) * traceOf(b.centred)) / (a.centred.samples - 1)),
  };
}

/** The same of permuted samples of b. */
export function permutedCentred(
  a: CentredSide,
  b: CentredSide,
): (order: Uint32Array) => Pick<Alignment, 'biased' | 'corrected'> {
  const biased = permutedProducts(a.centred, b.centred);
  const corrected = a.corrected && b.corrected && permutedProducts(a.corrected, b.corrected);
  return (order) => ({
    biased: fromZero(biased(order)),
    corrected: corrected ? withinOne(corrected(order)) : null,
  });
}

/** The scores of one such estimator as inner products: of this score corrected, of others biased. */
export function centredScore(inner: number, corrected: boolean): number {
  return corrected ? withinOne(inner) : fromZero(inner);
}

/** Products of matrices without negative eigenvalues are no less than 0 but for rounding, and those of centred distances likewise. */
function fromZero(product: number): number {
  return Math.max(0, withinOne(product));
}
