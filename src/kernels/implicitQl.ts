import { apply, beginSweep, clear, isFull, record } from './rotations';
import { at, hypot } from './vector';

const epsilon: f64 = 2.220446049250313e-16;
const mostSweeps: i32 = 60;

/**
 * Eigenvalues of the symmetric tridiagonal matrix with diagonal d (n) and off-diagonal e (n, the last unused), into d in no order; e is overwritten.
 * With strips > 0, Z (strips of n rows x 8 columns) gets the rotations: from the identity it becomes the eigenvectors as rows. `log`: logSize(n).
 * Returns 0, or 1 when it does not converge. Implicit QL with Wilkinson's shift (Dubrulle, Martin & Wilkinson 1968).
 */
export function implicitQl(d: usize, e: usize, n: i32, Z: usize, strips: i32, log: usize): i32 {
  clear(log);
  store<f64>(at(e, n - 1), 0);
  // Beside their neighbours, off-diagonals are measured against the whole: blocks of rounding noise would take too many sweeps otherwise.
  let largest: f64 = 0;
  for (let i: i32 = 0; i < n; i++) {
    largest = Math.max(largest, Math.abs(load<f64>(at(d, i))) + Math.abs(load<f64>(at(e, i))));
  }
  for (let l: i32 = 0; l < n; l++) {
    for (let sweeps: i32 = 0; ; sweeps++) {
      let m = l;
      for (; m < n - 1; m++) {
        const size = Math.abs(load<f64>(at(d, m))) + Math.abs(load<f64>(at(d, m + 1)));
        if (Math.abs(load<f64>(at(e, m))) <= epsilon * Math.max(size, 0.25 * largest)) break;
      }
      if (m == l) break;
      if (sweeps == mostSweeps) return 1;
      if (strips > 0 && isFull(log, n)) apply(log, Z, n, strips);
      sweep(d, e, l, m, log, strips > 0);
    }
  }
  if (strips > 0) apply(log, Z, n, strips);
  return 0;
}

function sweep(d: usize, e: usize, l: i32, m: i32, log: usize, recorded: bool): void {
  const first = load<f64>(at(d, l));
  let g = (load<f64>(at(d, l + 1)) - first) / (2 * load<f64>(at(e, l)));
  let r = hypot(g, 1);
  g = load<f64>(at(d, m)) - first + load<f64>(at(e, l)) / (g + (g < 0 ? -r : r));
  let s: f64 = 1;
  let c: f64 = 1;
  let p: f64 = 0;
  const written = recorded ? beginSweep(log, m - 1, -1) : 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * load<f64>(at(e, i));
    const b = c * load<f64>(at(e, i));
    r = hypot(f, g);
    store<f64>(at(e, i + 1), r);
    if (r == 0) {
      // Underflow: the matrix has fallen apart here, and the next sweep sees it.
      store<f64>(at(d, i + 1), load<f64>(at(d, i + 1)) - p);
      store<f64>(at(e, m), 0);
      return;
    }
    s = f / r;
    c = g / r;
    g = load<f64>(at(d, i + 1)) - p;
    r = (load<f64>(at(d, i)) - g) * s + 2 * c * b;
    p = s * r;
    store<f64>(at(d, i + 1), g + p);
    g = c * r - b;
    if (recorded) record(log, written, c, -s);
  }
  store<f64>(at(d, l), load<f64>(at(d, l)) - p);
  store<f64>(at(e, l), g);
  store<f64>(at(e, m), 0);
}
