/** value * 2^exponent, in steps that neither overflow nor vanish before the result does. */
export function timesPowerOfTwo(value: number, exponent: number): number {
  const [first, second] = powerSteps(exponent);
  return value * first * second;
}

/** The two steps of {@link timesPowerOfTwo}, for many values of one exponent: powers take longer than products. */
export function powerSteps(exponent: number): [number, number] {
  const half = Math.trunc(exponent / 2);
  return [2 ** half, 2 ** (exponent - half)];
}

/** The exponent of the power of two below a magnitude, within a range in which its inverse is a normal number; 0 for 0. */
export function exponentOf(largest: number): number {
  if (!(largest > 0) || largest === Infinity) return 0;
  return Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
}
