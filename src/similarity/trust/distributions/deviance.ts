/**
 * The two halves of C. Loader's way to binomial and Poisson terms (Fast and Accurate Computation of Binomial Probabilities, 2000): powers and
 * gamma functions of large arguments, taken apart so that nothing large is subtracted from its like.
 */

/** Coefficients of Stirling's series in 1/a, 1/a^3, ... (DLMF 5.11.1). */
const series = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360];
/** From here on six terms are exact to rounding. */
const seriesFrom = 16;

/** ln Gamma(a + 1) - ((a + 1/2) ln a - a + ln(2 pi) / 2) for a > 0: what Stirling's formula lacks. */
export function stirlingError(a: number): number {
  let sum = 0;
  let x = a;
  for (; x < seriesFrom; x++) sum += (x + 0.5) * Math.log1p(1 / x) - 1;
  const square = 1 / (x * x);
  let tail = 0;
  for (let k = series.length - 1; k >= 0; k--) tail = tail * square + series[k]!;
  return sum + tail / x;
}

/** x ln(x / m) + m - x for x > 0 and m > 0: 0 where they are equal, and exact near there. */
export function deviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference;
  const v = difference / (x + m);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; ; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}
