import { canonicalCorrelations } from './canonical';
import { nullCorrelations } from '../trust/nullCorrelations';
import type { SvccaCut } from '../../facts/pairOptions';
import { leadingProduct, type PairFactors } from '../routes/pairFactors';
import { exchanged, standsTurned } from '../routes/pairOrder';
import type { SvccaReport } from '../../facts/measures/svcca';
import { mean } from './summaries';
import { withinOne } from './withinOne';

/** A side's spectrum: descending singular values, and how many of them count. */
interface Spectrum {
  singularValues: Float64Array;
  rank: number;
}

/** How many leading singular directions a cut keeps of a side: at least 1, at most its rank. */
export function keptDirections({ singularValues: s, rank }: Spectrum, cut: SvccaCut): number {
  if (cut.rule === 'dimensions') return Math.max(1, Math.min(cut.count, rank));
  const share = (value: number): number => (cut.rule === 'variance' ? value * value : value);
  let total = 0;
  for (const value of s) total += share(value);
  let kept = 0;
  for (let k = 0; k < rank; k++) {
    kept += share(s[k]!);
    if (kept / total >= cut.fraction) return k + 1;
  }
  return rank;
}

/**
 * SVCCA: CCA between the leading singular subspaces of both sides (Raghu et al., arXiv 1706.05806, section 2), as the singular values of
 * U_a'U_b of their left singular vectors. Both sides must have their spectra. @throws NotConvergedError.
 */
export function svccaReport(factors: PairFactors, kept: [number, number]): SvccaReport {
  const turned = standsTurned(factors.a, factors.b);
  const leading = turned ? leadingProduct(exchanged(factors), [kept[1], kept[0]]) : leadingProduct(factors, kept);
  const coefficients = canonicalCorrelations(leading);
  return {
    kept,
    retainedVariance: [retained(factors.a.singularValues!, kept[0]), retained(factors.b.singularValues!, kept[1])],
    coefficients: Array.from(coefficients),
    mean: mean(coefficients) ?? 0,
    null: nullCorrelations(factors.samples, kept[0], kept[1]),
  };
}

function retained(s: Float64Array, kept: number): number {
  let total = 0;
  let leading = 0;
  s.forEach((value, i) => {
    total += value * value;
    if (i < kept) leading += value * value;
  });
  return withinOne(leading / total);
}
