import { readRows } from '../npy/readRows';
import { trailingBytes } from '../npy/trailingBytes';
import type { ArrayAddress, ArraySummary, ColumnSummary } from '../protocol/worker';
import type { Progress } from './compare/compareArrays';
import { openArray } from './arrays/openArray';

/** Running statistics over the finite elements of each column, by differences to the column's first finite element. */
interface ColumnTally {
  finite: Float64Array;
  zeros: Float64Array;
  shift: Float64Array;
  sum: Float64Array;
  squares: Float64Array;
  minimum: Float64Array;
  maximum: Float64Array;
}

/**
 * What a file holds, from one pass over it in chunks: header facts, counts of NaN and infinities with the first place, range and mean of the
 * finite elements, and for 2-d arrays statistics of each column.
 * @throws the errors of openArray and readRows.
 */
export async function inspectArray(address: ArrayAddress, progress: Progress): Promise<ArraySummary> {
  const array = await openArray(address);
  try {
    const { header, source, name } = array;
    const { shape } = header;
    const rows = shape[0] ?? 1;
    const elements = shape.reduce((product, size) => product * size, 1);
    const width = elements === 0 ? 0 : elements / rows;
    const tally = columnTally(width);
    const counts = { nan: 0, infinite: 0, first: -1 };
    for await (const chunk of readRows(source, header, name)) {
      addChunk(tally, counts, chunk.data, chunk.start * width, width);
      progress(`reading ${name}`, (chunk.start + chunk.rows) / rows);
    }
    const tail = trailingBytes(header, source, name);
    return {
      path: address.path,
      shape,
      dtype: header.descr,
      fortranOrder: header.fortranOrder,
      version: header.version,
      dataBytes: elements * header.dtype.itemsize,
      nan: counts.nan,
      infinite: counts.infinite,
      firstNonFinite: counts.first < 0 ? null : indexOf(counts.first, shape),
      ...overall(tally),
      columns: shape.length === 2 && elements > 0 ? columnSummary(tally, rows) : null,
      warnings: tail === undefined ? [] : [tail],
    };
  } finally {
    await array.close();
  }
}

function columnTally(width: number): ColumnTally {
  const zeros = () => new Float64Array(width);
  return {
    finite: zeros(),
    zeros: zeros(),
    shift: zeros(),
    sum: zeros(),
    squares: zeros(),
    minimum: zeros().fill(Infinity),
    maximum: zeros().fill(-Infinity),
  };
}

function addChunk(
  tally: ColumnTally,
  counts: { nan: number; infinite: number; first: number },
  data: Float64Array,
  start: number,
  width: number,
): void {
  const { finite, zeros, shift, sum, squares, minimum, maximum } = tally;
  for (let at = 0, j = 0; at < data.length; at++, j = j + 1 === width ? 0 : j + 1) {
    const value = data[at]!;
    if (value - value !== 0) {
      if (counts.first < 0) counts.first = start + at;
      if (Number.isNaN(value)) counts.nan++;
      else counts.infinite++;
      continue;
    }
    if (finite[j] === 0) shift[j] = value;
    finite[j]!++;
    if (value === 0) zeros[j]!++;
    const difference = value - shift[j]!;
    sum[j]! += difference;
    squares[j]! += difference * difference;
    if (value < minimum[j]!) minimum[j] = value;
    if (value > maximum[j]!) maximum[j] = value;
  }
}

function overall({
  finite,
  zeros,
  shift,
  sum,
  minimum,
  maximum,
}: ColumnTally): Pick<ArraySummary, 'minimum' | 'maximum' | 'mean' | 'zeroFraction'> {
  const count = finite.reduce((total, value) => total + value, 0);
  if (count === 0) return { minimum: null, maximum: null, mean: null, zeroFraction: null };
  let mean = 0;
  finite.forEach((seen, j) => {
    if (seen > 0) mean += (shift[j]! + sum[j]! / seen) * (seen / count);
  });
  return {
    minimum: minimum.reduce((least, value) => Math.min(least, value), Infinity),
    maximum: maximum.reduce((most, value) => Math.max(most, value), -Infinity),
    mean: finiteOrNull(mean),
    zeroFraction: zeros.reduce((total, value) => total + value, 0) / count,
  };
}

function columnSummary(
  { finite, zeros, shift, sum, squares, minimum, maximum }: ColumnTally,
  rows: number,
): ColumnSummary {
  const summary: ColumnSummary = { mean: [], standardDeviation: [], zeroFraction: [], constant: [] };
  finite.forEach((seen, j) => {
    const offset = seen === 0 ? 0 : sum[j]! / seen;
    summary.mean.push(seen === 0 ? null : finiteOrNull(shift[j]! + offset));
    const spread = seen === 0 ? 0 : Math.max(0, squares[j]! / seen - offset * offset);
    summary.standardDeviation.push(seen === 0 ? null : finiteOrNull(Math.sqrt(spread)));
    summary.zeroFraction.push(zeros[j]! / rows);
    if (seen > 0 && minimum[j] === maximum[j]) summary.constant.push(j);
  });
  return summary;
}

/** Sums of values near the end of the double range can leave it; a summary holds no infinity. */
function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function indexOf(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}
