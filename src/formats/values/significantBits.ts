/**
 * Bits from the first to the last 1 of a whole number of 64 bits, in two halves: of two's complement where `signed`. A float holds it exactly when its
 * significand has as many (float64 53, float32 24).
 */
export function significantBits(high: number, low: number, signed: boolean): number {
  let [upper, lower] = [high >>> 0, low >>> 0];
  if (signed && high < 0) {
    lower = -lower >>> 0;
    upper = (lower === 0 ? -upper : ~upper) >>> 0;
  }
  if (lower === 0 && upper === 0) return 0;
  const last = lower === 0 ? 32 + trailingZeros(upper) : trailingZeros(lower);
  return (upper === 0 ? 32 - Math.clz32(lower) : 64 - Math.clz32(upper)) - last;
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}
