/** Numbers that lie evenly spaced in an array: the one at k is `values[offset + k * stride]`. */
interface Spaced {
  values: Float64Array;
  offset: number;
  stride: number;
}

/**
 * Adds to one row the weighted sum of the rows of a matrix: `to[j] += sum over k of weights[k] * rows[k * width + j]`. Both products
 * of training are made of it, inputs x weights and inputs' x errors; four rows at a time, which halves the time in plain JavaScript.
 * @param to is changed from `at` to `at + width`.
 * @param rows count x width, row-major.
 */
export function addWeightedRows(
  to: Float64Array,
  at: number,
  { values, offset, stride }: Spaced,
  rows: Float64Array,
  count: number,
  width: number,
): void {
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    const start = offset + k * stride;
    const w0 = values[start]!;
    const w1 = values[start + stride]!;
    const w2 = values[start + 2 * stride]!;
    const w3 = values[start + 3 * stride]!;
    const r0 = k * width;
    const r1 = r0 + width;
    const r2 = r1 + width;
    const r3 = r2 + width;
    for (let j = 0; j < width; j++) {
      to[at + j]! += w0 * rows[r0 + j]! + w1 * rows[r1 + j]! + w2 * rows[r2 + j]! + w3 * rows[r3 + j]!;
    }
  }
  for (; k < count; k++) {
    const weight = values[offset + k * stride]!;
    for (let j = 0; j < width; j++) to[at + j]! += weight * rows[k * width + j]!;
  }
}
