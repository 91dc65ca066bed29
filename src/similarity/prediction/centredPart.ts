import { matrix, type Matrix } from '../../linalg/matrix';

/** The mean of some rows of X (samples x neurons), one a neuron. */
export function meanOfRows({ columns, data }: Matrix, rows: Uint32Array): Float64Array {
  const mean = new Float64Array(columns);
  for (const row of rows) for (let j = 0, at = row * columns; j < columns; j++, at++) mean[j]! += data[at]!;
  return mean.map((sum) => sum / rows.length);
}

/** Some rows of X, in their order, less a mean. */
export function rowsLess({ columns, data }: Matrix, rows: Uint32Array, mean: Float64Array): Matrix {
  const part = matrix(rows.length, columns);
  let to = 0;
  for (const row of rows)
    for (let j = 0, at = row * columns; j < columns; j++) part.data[to++] = data[at++]! - mean[j]!;
  return part;
}

/** Whether some rows of X are all the same. */
export function allAlike({ columns, data }: Matrix, rows: Uint32Array): boolean {
  const first = rows[0]! * columns;
  return rows.every((row) => {
    for (let j = 0; j < columns; j++) if (data[row * columns + j] !== data[first + j]) return false;
    return true;
  });
}
