import type { Matrix } from './matrix';
import { transpose } from './transpose';

/**
 * The one to one assignment of rows to columns whose entries have the largest sum, of as many pairs as the shorter side has: of each row its column, -1 of
 * those that have none. Shortest augmenting paths with dual variables (Jonker & Volgenant 1987, in the form of Crouse 2016), O(n^3); where assignments tie,
 * one of them, the same on every machine. `R`: finite.
 */
export function assignment(R: Matrix): Int32Array {
  if (R.rows <= R.columns) return assignedColumns(R);
  const rows = new Int32Array(R.rows).fill(-1);
  assignedColumns(transpose(R)).forEach((row, column) => (rows[row] = column));
  return rows;
}

/** The column of every row of a matrix that has no more rows than columns. */
function assignedColumns({ rows: n, columns: m, data }: Matrix): Int32Array {
  const columnOf = new Int32Array(n).fill(-1);
  const rowOf = new Int32Array(m).fill(-1);
  // Dual variables of costs, which are the entries' negatives: every row's cheapest column to begin with, taken where it is free.
  const ofRow = new Float64Array(n);
  const ofColumn = new Float64Array(m);
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let j = 1; j < m; j++) if (data[i * m + j]! > data[i * m + best]!) best = j;
    ofRow[i] = -data[i * m + best]!;
    if (rowOf[best] !== -1) continue;
    rowOf[best] = i;
    columnOf[i] = best;
  }
  const length = new Float64Array(m);
  const from = new Int32Array(m);
  const open = new Int32Array(m);
  for (let first = 0; first < n; first++) {
    if (columnOf[first] !== -1) continue;
    for (let j = 0; j < m; j++) open[j] = j;
    length.fill(Infinity);
    let left = m;
    let shortest = 0;
    let row = first;
    // Columns that the path has reached lie behind `left`, the last one first.
    for (;;) {
      const reduced = shortest - ofRow[row]!;
      let [nearest, at] = [Infinity, -1];
      for (let k = 0; k < left; k++) {
        const j = open[k]!;
        const distance = reduced - data[row * m + j]! - ofColumn[j]!;
        if (distance < length[j]!) {
          length[j] = distance;
          from[j] = row;
        }
        if (length[j]! < nearest || (length[j] === nearest && rowOf[j] === -1)) {
          nearest = length[j]!;
          at = k;
        }
      }
      shortest = nearest;
      const column = open[at]!;
      open[at] = open[--left]!;
      open[left] = column;
      if (rowOf[column] === -1) break;
      row = rowOf[column]!;
    }
    ofRow[first]! += shortest;
    for (let k = left; k < m; k++) {
      const j = open[k]!;
      const over = shortest - length[j]!;
      ofColumn[j]! -= over;
      if (rowOf[j] !== -1) ofRow[rowOf[j]!]! += over;
    }
    for (let column = open[left]!; ;) {
      const taken = from[column]!;
      rowOf[column] = taken;
      const before = columnOf[taken]!;
      columnOf[taken] = column;
      if (taken === first) break;
      column = before;
    }
  }
  return columnOf;
}
