import { nullSquaredCca } from './nullLevels';
import type { NullReport } from '../../facts/reportParts';
import { withinOne } from '../measures/withinOne';

const steps = 4096;

/**
 * The canonical correlations that unrelated Gaussian data of this size would give: square roots of the quantiles, at (i - 1/2) / k, of Wachter's law
 * for k = min(p, q) squared correlations of `p` and `q` dimensions over `samples` (Wachter 1980), descending; and their mean, the integral of
 * the root over the law. With p + q > n - 1 a share of the law is a point mass at 1. The mean square is exact for any data (see nullLevels.ts).
 */
export function nullCorrelations(samples: number, p: number, q: number): NullReport {
  // Layers of a set have few ranks among them, and a law takes longer than the decompositions of a narrow pair.
  const key = `${samples} ${p} ${q}`;
  const known = laws.get(key);
  if (known) return { ...known, coefficients: [...known.coefficients] };
  const law = lawOf(samples, p, q);
  if (laws.size >= mostLaws) laws.clear();
  laws.set(key, law);
  return { ...law, coefficients: [...law.coefficients] };
}

const laws = new Map<string, NullReport>();
const mostLaws = 256;

function lawOf(samples: number, p: number, q: number): NullReport {
  const small = Math.min(p, q);
  const large = Math.max(p, q);
  const freedom = samples - 1;
  const c1 = small / freedom;
  const c2 = Math.min(1, large / freedom);
  const atOne = Math.min(1, Math.max(0, (small + large - freedom) / small));
  const law = continuousPart(c1, c2);
  const coefficients: number[] = [];
  for (let i = 0; i < small; i++) {
    const above = (i + 0.5) / small;
    coefficients.push(above <= atOne ? 1 : Math.sqrt(quantile(law, 1 - (above - atOne) / (1 - atOne))));
  }
  const mean = withinOne(atOne + (1 - atOne) * law.meanRoot);
  return { coefficients, mean, meanSquared: nullSquaredCca(samples, p, q) };
}

interface Law {
  x: Float64Array;
  /** Share of the continuous part below the upper end of each step. */
  cumulative: Float64Array;
  meanRoot: number;
}

/** Density sqrt((x - low)(high - x)) / (x (1 - x)), up to a factor, over equal steps of t in x = low + (high - low) sin^2 t, where it is smooth. */
function continuousPart(c1: number, c2: number): Law {
  const near = Math.sqrt(c1 * (1 - c2));
  const far = Math.sqrt(c2 * (1 - c1));
  const low = (near - far) ** 2;
  const span = Math.min(1, (near + far) ** 2) - low;
  const x = new Float64Array(steps);
  const cumulative = new Float64Array(steps);
  // A law squeezed to one point (p or q = n - 1) has no width to integrate over.
  if (!(span > 1e-12)) return { x: x.fill(low), cumulative: cumulative.fill(1), meanRoot: Math.sqrt(low) };
  let total = 0;
  let roots = 0;
  for (let i = 0; i < steps; i++) {
    const t = ((i + 0.5) / steps) * (Math.PI / 2);
    const s = Math.sin(t) ** 2;
    const value = low + span * s;
    const weight = (s * (1 - s)) / Math.max(value * (1 - value), Number.MIN_VALUE);
    total += weight;
    roots += weight * Math.sqrt(value);
    x[i] = low + span * Math.sin(((i + 1) / steps) * (Math.PI / 2)) ** 2;
    cumulative[i] = total;
  }
  return { x, cumulative: cumulative.map((value) => value / total), meanRoot: roots / total };
}

function quantile({ x, cumulative }: Law, share: number): number {
  let low = 0;
  let high = steps - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! < share) low = middle + 1;
    else high = middle;
  }
  const before = low === 0 ? 0 : cumulative[low - 1]!;
  const start = low === 0 ? x[0]! : x[low - 1]!;
  const part = (share - before) / Math.max(cumulative[low]! - before, Number.MIN_VALUE);
  return start + (x[low]! - start) * Math.min(1, Math.max(0, part));
}
