// A panel is a few row vectors that stand for updates of a matrix not made yet.

import { addTransposedProduct, product } from './products';
import { at, scale } from './vector';

/** Room for the coefficients of 64 rows. */
const coefficients: usize = memory.data(512, 16);

/** y (n) -= the sum over r < rows of c_r times row r of `panel` (row stride ld), c_r being element r * stride of c. */
export function subtractRows(c: usize, stride: i32, rows: i32, panel: usize, ld: i32, n: i32, y: usize): void {
  for (let r: i32 = 0; r < rows; r++) store<f64>(at(coefficients, r), -load<f64>(at(c, r * stride)));
  addTransposedProduct(panel, ld, rows, n, coefficients, y);
}

/** y (n) -= right' left x: x (m) is multiplied with `rows` rows of one panel, and these of another weighted by what results. */
export function subtractThrough(
  left: usize,
  leftStride: i32,
  m: i32,
  x: usize,
  rows: i32,
  right: usize,
  rightStride: i32,
  n: i32,
  y: usize,
): void {
  product(left, leftStride, rows, m, x, coefficients);
  scale(-1, coefficients, rows);
  addTransposedProduct(right, rightStride, rows, n, coefficients, y);
}
