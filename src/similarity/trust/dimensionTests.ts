import { chiSquareTail, fTail } from './distributions/upperTails';

/** Whether correlations from the k-th on (k = 0: any) are more than chance. */
export interface DimensionTest {
  k: number;
  correlation: number;
  /** Wilks' lambda of the correlations from k on: the product of 1 - r^2. */
  lambda: number;
  bartlett: { statistic: number; df: number; p: number };
  rao: { F: number; df1: number; df2: number; p: number };
}

/**
 * Bartlett's and Rao's sequences of tests of how many of the canonical correlations of `p` and `q` dimensions over `samples` are more than chance:
 * -(n - 1 - (p + q + 1) / 2) ln Lambda_k is chi-square on (p - k)(q - k) degrees of freedom, and Rao's F approximation is of the same Lambda_k
 * (Bartlett 1941; Rao 1973, 8c.5; as SAS and statsmodels' CanCorr compute them). They assume independent, normal samples, and p + q < n - 1.
 * @param correlations min(p, q), descending. One that is 1 counts as 1 - r^2 = 2.2e-16, all that doubles can tell, so that no number is infinite.
 */
export function dimensionTests(
  correlations: ArrayLike<number>,
  samples: number,
  p: number,
  q: number,
): DimensionTest[] {
  const m = samples - 1 - (p + q + 1) / 2;
  const tests: DimensionTest[] = [];
  let logLambda = 0;
  for (let k = correlations.length - 1; k >= 0; k--) {
    const r = correlations[k]!;
    logLambda += Math.log(Math.max((1 - r) * (1 + r), Number.EPSILON));
    const [x, y] = [p - k, q - k];
    const df = x * y;
    const statistic = -m * logLambda;
    const squares = x * x + y * y - 5;
    const s = squares > 0 ? Math.sqrt((df * df - 4) / squares) : 1;
    const df2 = m * s - df / 2 + 1;
    // 1 / Lambda^(1/s) - 1
    const F = (Math.expm1(-logLambda / s) * df2) / df;
    tests.unshift({
      k,
      correlation: r,
      lambda: Math.exp(logLambda),
      bartlett: { statistic, df, p: chiSquareTail(statistic, df) },
      rao: { F, df1: df, df2, p: fTail(F, df, df2) },
    });
  }
  return tests;
}

/** How many correlations, from the first on, are more than chance at a significance level: a sequence ends at its first p that is not below it. */
export function significantDimensions(
  tests: readonly DimensionTest[],
  level: number,
): { bartlett: number; rao: number } {
  const count = (p: (test: DimensionTest) => number): number => {
    const end = tests.findIndex((test) => !(p(test) < level));
    return end < 0 ? tests.length : end;
  };
  return { bartlett: count(({ bartlett }) => bartlett.p), rao: count(({ rao }) => rao.p) };
}
