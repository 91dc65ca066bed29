/** Whether two lists of numbers are the same, one by one; 0 is -0, and NaN is like none. */
export function equalValues(x: Float64Array, y: Float64Array): boolean {
  return x.length === y.length && x.every((value, i) => value === y[i]);
}
