import type { Matrix } from '../src/linalg/matrix';

/** The determinant of a square matrix of integers, without rounding (Bareiss 1968). */
export function determinant(rows: readonly (readonly bigint[])[]): bigint {
  const A = rows.map((row) => [...row]);
  let [previous, sign] = [1n, 1n];
  for (let k = 0; k < A.length - 1; k++) {
    const pivot = A.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (pivot < 0) return 0n;
    if (pivot !== k) {
      [A[k], A[pivot]] = [A[pivot]!, A[k]!];
      sign = -sign;
    }
    for (let i = k + 1; i < A.length; i++) {
      for (let j = k + 1; j < A.length; j++) A[i]![j] = (A[i]![j]! * A[k]![k]! - A[i]![k]! * A[k]![j]!) / previous;
    }
    previous = A[k]![k]!;
  }
  return sign * A[A.length - 1]![A.length - 1]!;
}

/** The columns of a matrix of integers (samples x columns). */
export function integerColumns({ rows, columns, data }: Matrix): bigint[][] {
  return Array.from({ length: columns }, (_, j) =>
    Array.from({ length: rows }, (_, i) => BigInt(data[i * columns + j]!)),
  );
}

/** The products of columns of integers, each centred, times the number of samples. */
export function centredProducts(columns: readonly (readonly bigint[])[]): bigint[][] {
  const n = BigInt(columns[0]!.length);
  const sums = columns.map(total);
  return columns.map((x, i) =>
    columns.map((y, j) => n * total(x.map((value, at) => value * y[at]!)) - sums[i]! * sums[j]!),
  );
}

/** Multiple correlation of a column y with columns X, all of integers, each centred; rounded only at the end. */
export function exactR(X: readonly (readonly bigint[])[], y: readonly bigint[]): number {
  const all = centredProducts([...X, y]);
  const own = all.slice(0, -1).map((row) => row.slice(0, -1));
  const [whole, part, square] = [determinant(all), determinant(own), all[X.length]![X.length]!];
  return Math.sqrt(Number(part * square - whole) / Number(part * square));
}

/** Sum of integers. */
export function total(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}
