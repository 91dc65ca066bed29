import { cka, type CkaReport } from '../../facts/measures/cka';
import { squaredNorm } from '../../linalg/squaredNorm';
import type { SkippedMeasure } from '../../facts/report';
import { nullCka } from '../trust/nullLevels';
import type { PairFactors } from '../routes/pairFactors';
import type { SideFactors } from '../routes/sideFactors';
import type { MeasureKernel } from './kernel';
import { unbiasedFrom, type UnbiasedTerms } from './unbiasedHsic';
import { withinOne } from './withinOne';
import { productsBelow } from '../samples/triangles';
import { doublyCentred } from '../samples/unitMatrices';

/**
 * Linear CKA, ||X'Y||^2 / (||X'X|| ||Y'Y||) (Kornblith et al., arXiv 1905.00414), and its debiased form with the unbiased HSIC estimator of Song
 * et al. 2012. Debiased is null below 4 samples, when a self term is not positive and where no digits are left.
 */
export const ckaKernel: MeasureKernel<CkaReport> = {
  facts: cka,
  acrossAlone: true,
  measure(products) {
    const { factors } = products;
    const { samples, a, b } = factors;
    const across = factors.cross.across ?? squaredNorm(products.covariance().data);
    const linear = withinOne(across / Math.sqrt(a.covarianceNorm * b.covarianceNorm));
    const debiased = samples < 4 ? null : debiasedOf(factors, across);
    const block = {
      linear,
      debiased,
      null: { linear: nullCka(samples, a, b), debiased: debiased === null ? null : 0 },
    };
    return debiased === null ? { block, skipped: [withoutDebiased(factors)] } : { block };
  },
  // The debiased form keeps its digits by other sums where a few samples dominate (see debiasedTerms.ts).
  units: {
    only: ['cka'],
    of(side) {
      const gramian = side.gramian();
      const diagonal = Float64Array.from({ length: side.samples }, (_, i) => gramian.data[i * (side.samples + 1)]!);
      return doublyCentred(side.samples, productsBelow(gramian), diagonal);
    },
    score: (inner) => withinOne(inner),
  },
};

function withoutDebiased({ cross }: PairFactors): SkippedMeasure {
  if (cross.unbiased === null)
    return {
      measure: 'ckaDebiased',
      code: 'too-large',
      message:
        'Debiased CKA would lose its digits here unless both sides are held, and they are too large for that: pool the maps, or leave out a sample that dominates.',
    };
  return {
    measure: 'ckaDebiased',
    code: 'too-few-samples',
    message: 'Debiased CKA needs more samples: a self term of its estimator is not positive here.',
  };
}

function debiasedOf({ samples: n, a, b, cross }: PairFactors, across: number): number | null {
  if (cross.unbiased !== undefined) return cross.unbiased && ratio(cross.unbiased);
  const [k, l] = [a.norms, b.norms];
  const crossTerm = unbiased(across, cross.normProduct, k.sum * l.sum, n);
  const [termA, termB] = [selfTerm(a, n), selfTerm(b, n)];
  return ratio({ aa: termA, bb: termB, ab: crossTerm });
}

/** n (n - 3) HSIC_u of a side with itself, from its sums. */
export function selfTerm({ covarianceNorm, norms: { sum, squares } }: SideFactors, n: number): number {
  return unbiased(covarianceNorm, squares, sum * sum, n);
}

function ratio({ aa, bb, ab }: UnbiasedTerms): number | null {
  return aa > 0 && bb > 0 ? withinOne(ab / (Math.sqrt(aa) * Math.sqrt(bb))) : null;
}

/**
 * n (n - 3) HSIC_u of centred data from ||X'Y||^2 and, of the squared row norms k and l, sum k_i l_i and sum k sum l: 1'K = 0, so the zeroed
 * diagonals leave only these.
 */
function unbiased(across: number, products: number, sums: number, n: number): number {
  return unbiasedFrom(across - products, sums, 1, products, n);
}
