import { cholesky } from './cholesky';
import { symmetricProduct } from './products';
import { at, axpy, dot, scale } from './vector';

/** An estimate is good enough when a step changes it by less than this share. */
const settled: f64 = 0.02;
const mostSteps: i32 = 12;

/**
 * Replaces the upper triangle of A (n x n, symmetric positive definite, of which only that triangle is read) by R with R'R = A, factored with rows and
 * columns scaled to a unit diagonal. Returns the estimated condition number of R with columns of unit norm (power and inverse iteration), or -1
 * when A is not positive definite. `scales`, `x`, `y`: n elements each; `work` as of gemm with m = n. After Higham 2002, 10.1 and 15.
 */
export function scaledCholesky(A: usize, n: i32, scales: usize, x: usize, y: usize, work: usize): f64 {
  for (let i: i32 = 0; i < n; i++) {
    const diagonal = load<f64>(at(A, i * n + i));
    if (!(diagonal > 0)) return -1;
    store<f64>(at(scales, i), 1 / Math.sqrt(diagonal));
  }
  for (let i: i32 = 0; i < n; i++) {
    const row = at(A, i * n);
    const own = load<f64>(at(scales, i));
    for (let j = i; j < n; j++) store<f64>(at(row, j), load<f64>(at(row, j)) * own * load<f64>(at(scales, j)));
  }
  const largest = largestEigenvalue(A, n, x, y);
  if (cholesky(A, n, work) != 0) return -1;
  const inverse = largestOfInverse(A, n, x);
  for (let i: i32 = 0; i < n; i++) {
    const row = at(A, i * n);
    for (let j = i; j < n; j++) store<f64>(at(row, j), load<f64>(at(row, j)) / load<f64>(at(scales, j)));
  }
  return Math.sqrt(largest * inverse);
}

function largestEigenvalue(A: usize, n: i32, x: usize, y: usize): f64 {
  begin(x, n);
  let value: f64 = 0;
  for (let step: i32 = 0; step < mostSteps; step++) {
    symmetricProduct(A, n, n, x, y);
    const before = value;
    value = Math.sqrt(dot(y, y, n));
    if (value - before < settled * value) break;
    memory.copy(x, y, (<usize>n) << 3);
    scale(1 / value, x, n);
  }
  return value;
}

/** The largest eigenvalue of (R'R)^-1. */
function largestOfInverse(R: usize, n: i32, x: usize): f64 {
  begin(x, n);
  let value: f64 = 0;
  for (let step: i32 = 0; step < mostSteps; step++) {
    for (let i: i32 = 0; i < n; i++) {
      const row = at(R, i * n + i);
      const solved = load<f64>(at(x, i)) / load<f64>(row);
      store<f64>(at(x, i), solved);
      axpy(-solved, at(row, 1), at(x, i + 1), n - i - 1);
    }
    for (let i = n - 1; i >= 0; i--) {
      const row = at(R, i * n + i);
      const rest = dot(at(row, 1), at(x, i + 1), n - i - 1);
      store<f64>(at(x, i), (load<f64>(at(x, i)) - rest) / load<f64>(row));
    }
    const before = value;
    value = Math.sqrt(dot(x, x, n));
    if (!(value < f64.MAX_VALUE)) return f64.POSITIVE_INFINITY;
    if (value - before < settled * value) break;
    scale(1 / value, x, n);
  }
  return value;
}

/** A fixed unit vector that is unlikely to miss any direction: alternating signs of rising size, as condition estimators use. */
function begin(x: usize, n: i32): void {
  for (let i: i32 = 0; i < n; i++) {
    const size = 1 + <f64>i / <f64>max(1, n - 1);
    store<f64>(at(x, i), (i & 1) == 0 ? size : -size);
  }
  scale(1 / Math.sqrt(dot(x, x, n)), x, n);
}
