import { largestOf } from '../facts/extremes';
import type { Matrix } from './matrix';

/** A pivot may be this much shorter than the longest remaining column: wide enough that an earlier column wins over its own multiples. */
const pivotSlack = 0.1;

/**
 * The columns of A (any rows x columns) that are linear combinations of others, ascending; `columns - rank` of them. QR with column pivoting,
 * where among the long remaining columns the earliest is taken, so that of a group of dependent columns the later ones are named.
 * A is left as it was. After Businger & Golub 1965.
 */
export function dependentColumns(A: Matrix, rank: number): number[] {
  const { rows, columns } = A;
  const work = A.data.slice();
  const remaining = Array.from({ length: columns }, (_, j) => j);
  const direction = new Float64Array(rows);
  for (let step = 0; step < rank; step++) {
    const norms = remaining.map((j) => norm(work, rows, columns, j));
    const longest = largestOf(norms);
    const at = norms.findIndex((length) => length >= pivotSlack * longest);
    const pivot = remaining[at]!;
    remaining.splice(at, 1);
    const length = norms[at]!;
    if (length === 0) continue;
    for (let i = 0; i < rows; i++) direction[i] = work[i * columns + pivot]! / length;
    // Projecting twice keeps what remains orthogonal to working precision.
    for (let pass = 0; pass < 2; pass++) for (const j of remaining) project(work, rows, columns, j, direction);
  }
  return remaining;
}

function norm(work: Float64Array, rows: number, columns: number, j: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += work[i * columns + j]! ** 2;
  return Math.sqrt(sum);
}

function project(work: Float64Array, rows: number, columns: number, j: number, direction: Float64Array): void {
  let along = 0;
  for (let i = 0; i < rows; i++) along += direction[i]! * work[i * columns + j]!;
  for (let i = 0; i < rows; i++) work[i * columns + j]! -= along * direction[i]!;
}
