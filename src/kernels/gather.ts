// Inner products of the entries below the diagonals of symmetric matrices, one of them with its rows and columns in another order.

import { at, dot } from './vector';

/**
 * sums[k] += sum over rows i from..to and columns j < i of U_k(i, j) V(order[i], order[j]), for k < m. U: of each k so many entries (`width`), those of
 * these rows below the diagonal, row by row; V: n x n, whole; order: n uint32; row: scratch of 2 n elements. A sum does not depend on m.
 */
export function addBelow(
  U: usize,
  m: i32,
  width: i32,
  V: usize,
  n: i32,
  order: usize,
  from: i32,
  to: i32,
  row: usize,
  sums: usize,
): void {
  const values = at(row, n);
  let start: i32 = 0;
  for (let i: i32 = from; i < to; i++) {
    // Read in one piece, which memory is faster at than values from here and there.
    memory.copy(values, at(V, <i32>load<u32>(order + ((<usize>i) << 2)) * n), (<usize>n) << 3);
    let next = order;
    let out = row;
    for (let j: i32 = 0; j < i; j++) {
      store<f64>(out, load<f64>(values + ((<usize>load<u32>(next)) << 3)));
      next += 4;
      out += 8;
    }
    for (let k: i32 = 0; k < m; k++) {
      const sum = at(sums, k);
      store<f64>(sum, load<f64>(sum) + dot(at(U, k * width + start), row, i));
    }
    start += i;
  }
}
