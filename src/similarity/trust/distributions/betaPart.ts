import { NotConvergedError } from '../../../linalg/errors';
import { deviance, stirlingError } from './deviance';

const mostSteps = 100_000;
const tiny = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b), 0 to 1, for a, b > 0, by the continued fraction of DLMF 8.17.22 (Lentz's method).
 * @param x and `y` = 1 - x, each given so that neither loses digits near 0. @throws NotConvergedError.
 */
export function betaPart(a: number, b: number, x: number, y: number): number {
  if (!(x > 0)) return 0;
  if (!(y > 0)) return 1;
  const n = a + b;
  // x^a y^b / B(a, b)
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  const front = Math.exp(exponent) * Math.sqrt((a / n) * (b / (2 * Math.PI)));
  return x < (a + 1) / (n + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, y)) / b;
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < mostSteps; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 2 * Number.EPSILON) return value;
  }
  throw new NotConvergedError('The incomplete beta function');
}

/** A value, or one that can be divided by where it is 0. */
function away(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
