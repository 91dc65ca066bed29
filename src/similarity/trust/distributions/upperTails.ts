import { betaPart } from './betaPart';
import { gammaTail } from './gammaTail';

/** The probability that chi-square with `df` degrees of freedom is at least `value`. @throws NotConvergedError. */
export function chiSquareTail(value: number, df: number): number {
  return gammaTail(df / 2, value / 2);
}

/** The probability that F with `df1` and `df2` degrees of freedom (not necessarily whole) is at least `value`. @throws NotConvergedError. */
export function fTail(value: number, df1: number, df2: number): number {
  if (!(value > 0)) return 1;
  const total = df2 + df1 * value;
  return betaPart(df2 / 2, df1 / 2, df2 / total, (df1 * value) / total);
}

/**
 * The t that Student's distribution with `df` degrees of freedom exceeds, on either side, with probability `outside` (0.05: 1.96 for many degrees
 * of freedom), by halving. @throws NotConvergedError.
 */
export function studentLimit(df: number, outside: number): number {
  let low = 0;
  let high = 1;
  while (fTail(high * high, 1, df) > outside) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (fTail(middle * middle, 1, df) > outside) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
