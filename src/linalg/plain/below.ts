import type { Kernels } from '../kernels';
import { matrix } from '../matrix';

/** Inner products of what is below diagonals, a row at a time. */
export const belowProducts: Kernels['belowProducts'] = (us, V, orders) => {
  const n = V.rows;
  const found = matrix(orders.length, us.length);
  const row = new Float64Array(n);
  orders.forEach((order, place) => {
    for (let i = 1, at = 0; i < n; at += i++) {
      const values = V.data.subarray(order[i]! * n, (order[i]! + 1) * n);
      for (let j = 0; j < i; j++) row[j] = values[order[j]!]!;
      us.forEach((u, k) => (found.data[place * us.length + k]! += dot(u, at, row, i)));
    }
  });
  return found;
};

function dot(x: Float64Array, from: number, y: Float64Array, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += x[from + j]! * y[j]!;
  return sum;
}
