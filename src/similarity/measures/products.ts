import type { NullReport } from '../../facts/reportParts';
import type { Matrix } from '../../linalg/matrix';
import { singularValues } from '../../linalg/svd';
import { basesProduct, covarianceOf, leadingProduct, type PairFactors } from '../routes/pairFactors';
import { exchanged, standsTurned } from '../routes/pairOrder';
import { sampleProducts, type SampleProducts } from '../samples/sampleProducts';
import { noSamples, type PairSamples } from '../samples/sideSamples';
import { nullCorrelations } from '../trust/nullCorrelations';
import { canonicalCorrelations, canonicalOf, turnedCanonical, type Canonical } from './canonical';
import { nuclearNorm } from './nuclearNorm';
import { once } from './once';
import { sum } from './summaries';

/**
 * What measures are made of beside the factors of a pair: each made when it is first asked for and once, whatever the route. All is computed in the one
 * order of the sides that does not depend on how the pair was asked for (see pairOrder.ts).
 */
export interface PairProducts {
  /** The pair as it stands. */
  readonly factors: PairFactors;
  /** The pair in the order in which it is computed, and whether that is b before a. */
  readonly ordered: PairFactors;
  readonly turned: boolean;
  /** Of the samples of either side, as the pair stands, for measures that say they need them. */
  readonly a: SampleProducts;
  readonly b: SampleProducts;
  /** Q_a'Q_b of the ordered pair, whose sides must have bases. */
  bases(): Matrix;
  /** Canonical correlations, descending. @throws NotConvergedError, as all that decomposes. */
  correlations(): Float64Array;
  /** The same with the directions, as the pair stands. */
  canonical(): Canonical;
  /** U_a'U_b of so many leading left singular vectors of a and b, in the order of the ordered pair. Sides must have their directions. */
  leading(kept: readonly [a: number, b: number]): Matrix;
  /** A matrix of the singular values and norm of X'Y of the ordered pair (see covarianceOf). */
  covariance(): Matrix;
  /** Those singular values. */
  covarianceSpectrum(): Float64Array;
  /** Their sum. */
  nuclearNorm(): number;
  /** What CCA gives on unrelated data of this size. */
  unrelated(): NullReport;
}

/** The same products of a pair, with those of other samples of its sides. */
export function productsOfSamples(products: PairProducts, { a, b }: PairSamples): PairProducts {
  return { ...products, a: sampleProducts(a), b: sampleProducts(b) };
}

/**
 * The products of a factored pair. `directions`: whether canonical directions will be asked for, which then yield the correlations; `given`: its samples,
 * where some will be.
 */
export function pairProducts(factors: PairFactors, directions: boolean, given?: PairSamples): PairProducts {
  const { samples, a, b } = factors;
  const turned = standsTurned(a, b);
  const ordered = turned ? exchanged(factors) : factors;
  const bases = once(() => basesProduct(ordered));
  const orderedCanonical = once(() => canonicalOf(bases()));
  const covariance = once(() => covarianceOf(ordered));
  const covarianceSpectrum = once(() => singularValues(covariance()));
  return {
    factors,
    ordered,
    turned,
    a: sampleProducts(given?.a ?? noSamples),
    b: sampleProducts(given?.b ?? noSamples),
    bases,
    correlations: once(() => (directions ? orderedCanonical().coefficients : canonicalCorrelations(bases()))),
    canonical: once(() => (turned ? turnedCanonical(orderedCanonical()) : orderedCanonical())),
    leading: ([ofA, ofB]) => leadingProduct(ordered, turned ? [ofB, ofA] : [ofA, ofB]),
    covariance,
    covarianceSpectrum,
    nuclearNorm: once(() =>
      factors.cross.same
        ? Math.sqrt(a.variance * b.variance)
        : (nuclearNorm(covariance(), Math.sqrt(a.variance * b.variance)) ?? sum(covarianceSpectrum())),
    ),
    unrelated: once(() => nullCorrelations(samples, a.rank, b.rank)),
  };
}
