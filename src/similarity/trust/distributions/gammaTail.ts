import { NotConvergedError } from '../../../linalg/errors';
import { deviance, stirlingError } from './deviance';

const mostSteps = 100_000;
const tiny = 1e-300;

/**
 * The regularised upper incomplete gamma function Q(a, x), 0 to 1, for a > 0 and x >= 0: the series of DLMF 8.11.4 below a + 1, the continued
 * fraction of DLMF 8.9.2 (by Lentz's method) from there on, so that small tails keep their digits. Accurate to about 1e-13 of itself, for x that
 * is thousands away from a to 1e-12. @throws NotConvergedError.
 */
export function gammaTail(a: number, x: number): number {
  if (!(x > 0)) return 1;
  // x^a e^-x / Gamma(a + 1)
  const front = Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
  return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * a * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < mostSteps; k++) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * 1e-17) return sum;
  }
  throw new NotConvergedError('The incomplete gamma function');
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < mostSteps; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / away(numerator * d + b);
    c = away(b + numerator / c);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < Number.EPSILON) return fraction;
  }
  throw new NotConvergedError('The incomplete gamma function');
}

/** A value, or one that can be divided by where it is 0. */
function away(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
