import type { SideFactors } from '../routes/sideFactors';
import { withinOne } from '../measures/withinOne';

/**
 * What measures give on unrelated data: means over all n! orders of one side's samples, which the factors of the two sides alone decide. All rest
 * on one of them: for centred X and Y the mean over permutations P of ||X'PY||_F^2 = tr(XX' P YY' P') is tr(XX') tr(YY') / (n - 1), the mean of
 * P YY' P' being tr(YY') / (n - 1) times the projection that centres. As in nullCorrelations.ts every row counts as a sample of its own, also where
 * rows belong together (positions of pooled maps), which puts the level too low there; permuting whole samples (src/jobs/trust) does not.
 */

/** What a level needs of a side. */
type Spread = Pick<SideFactors, 'variance' | 'covarianceNorm'>;

/** Mean of the squared canonical correlations of ranks `p` and `q` over `samples`: exactly max(p, q) / (n - 1), at most 1. */
export function nullSquaredCca(samples: number, p: number, q: number): number {
  return Math.min(1, Math.max(p, q) / (samples - 1));
}

/**
 * Mean linear CKA: exactly sqrt(PR_a PR_b) / (n - 1), PR = tr(C)^2 / tr(C^2) being a side's participation ratio (the mean of the RV coefficient
 * under permutations: Kazi-Aoual et al. 1995). The debiased estimator has none: its mean is exactly 0.
 */
export function nullCka(samples: number, a: Spread, b: Spread): number {
  const spread = ({ variance, covarianceNorm }: Spread): number => variance / Math.sqrt(covarianceNorm);
  return withinOne((spread(a) * spread(b)) / (samples - 1));
}
