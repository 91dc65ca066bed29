import { readRows } from '../npy/readRows';
import type { Dtype } from '../npy/dtype';
import { headerNotices } from '../npy/headerNotices';
import { exactBelow, exactExtremes, isWide, type ExactExtremes } from '../npy/wideIntegers';
import type { ArraySummary, ColumnSummary, InspectSpec } from '../protocol/worker';
import type { Progress } from './compare/compareArrays';
import { openArray } from './arrays/openArray';

/**
 * Running statistics over the finite elements of each column (an index of the axis that is looked at), by differences to the median of the first of
 * them: neither a large common offset nor one huge element, the first one included, costs the others their digits.
 */
interface ColumnTally {
  finite: Float64Array;
  zeros: Float64Array;
  shift: Float64Array;
  sum: Float64Array;
  squares: Float64Array;
  minimum: Float64Array;
  maximum: Float64Array;
  nan: Float64Array;
  infinite: Float64Array;
  negativeInfinite: Float64Array;
}

/**
 * What a file holds, from one pass over it in chunks: header facts, counts of NaN and infinities with the first place, range and mean of the
 * finite elements, and statistics of each column, or each index of the axis that is asked for.
 * @throws the errors of openArray and readRows.
 */
export async function inspectArray(spec: InspectSpec, progress: Progress): Promise<ArraySummary> {
  const array = await openArray(spec.array);
  try {
    const { header, source, name } = array;
    const { shape } = header;
    const rows = shape[0] ?? 1;
    const elements = shape.reduce((product, size) => product * size, 1);
    const width = elements === 0 ? 0 : elements / rows;
    const axis = spec.axis === undefined && shape.length === 2 ? 1 : (spec.axis ?? undefined);
    const tally = columnTally(axis === undefined ? width : shape[axis]!);
    const places = placesInRow(shape, width, axis);
    let first = -1;
    for await (const chunk of readRows(source, header, name)) {
      setShifts(tally, chunk.data, { width, places, base: axis === 0 ? chunk.start : undefined });
      for (let row = 0; row < chunk.rows; row++) {
        const at = chunk.start + row;
        const data = chunk.data.subarray(row * width, (row + 1) * width);
        const odd = addRow(tally, data, { places, base: axis === 0 ? at : 0 });
        if (first < 0 && odd >= 0) first = at * width + odd;
      }
      progress(`reading ${name}`, (chunk.start + chunk.rows) / rows);
    }
    const range = overall(tally);
    const extremes = isRounded(header.dtype, range) ? await exactExtremes(source, header, axis) : undefined;
    await array.prove();
    const columns = axis !== undefined && elements > 0 ? columnSummary(tally, elements / shape[axis]!) : null;
    return {
      path: spec.array.path,
      shape,
      dtype: header.descr,
      fortranOrder: header.fortranOrder,
      version: header.version,
      dataBytes: elements * header.dtype.itemsize,
      nan: total(tally.nan),
      infinite: total(tally.infinite),
      negativeInfinite: total(tally.negativeInfinite),
      firstNonFinite: first < 0 ? null : indexOf(first, shape),
      ...range,
      ...(extremes ? { exact: digitsOf(extremes) } : {}),
      columns: columns && extremes?.columns ? { ...columns, constant: trulyConstant(columns, extremes) } : columns,
      warnings: headerNotices(array, name),
    };
  } finally {
    await array.close();
  }
}

/** Whether whole numbers reach to where float64 rounds them. */
function isRounded(dtype: Dtype, { minimum, maximum }: Pick<ArraySummary, 'minimum' | 'maximum'>): boolean {
  return isWide(dtype) && Math.max(-(minimum ?? 0), maximum ?? 0) >= exactBelow;
}

/** Columns that are constant before their integers are rounded. */
function trulyConstant({ constant }: ColumnSummary, { columns }: ExactExtremes): number[] {
  return constant.filter((j) => columns!.minimum[j] === columns!.maximum[j]);
}

function digitsOf({ minimum, maximum, columns }: ExactExtremes): ArraySummary['exact'] {
  const digits = {
    minimum: String(minimum),
    maximum: String(maximum),
  };
  return columns
    ? { ...digits, columns: { minimum: columns.minimum.map(String), maximum: columns.maximum.map(String) } }
    : digits;
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
    nan: zeros(),
    infinite: zeros(),
    negativeInfinite: zeros(),
  };
}

/** For each element of a row, the rest of the axes being flattened, its index on the axis; the element itself where no axis is meant, 0 for axis 0. */
function placesInRow(shape: readonly number[], width: number, axis: number | undefined): Int32Array {
  if (axis === 0) return new Int32Array(width);
  if (axis === undefined) return Int32Array.from({ length: width }, (_, j) => j);
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  return Int32Array.from({ length: width }, (_, j) => Math.floor(j / inner) % shape[axis]!);
}

/** Elements whose median is a column's shift. */
const looked = 9;

/** The shift of each column of which nothing finite was seen before these rows. `base`: the column of the first row, where each row is one. */
function setShifts(
  { finite, shift }: ColumnTally,
  data: Float64Array,
  { width, places, base }: { width: number; places: Int32Array; base: number | undefined },
): void {
  if (data.length === 0 || (base === undefined && finite.every((seen) => seen > 0))) return;
  const [from, columns] = base === undefined ? [0, finite.length] : [base, data.length / width];
  const most = Math.min(looked, data.length / columns);
  const first = new Float64Array(columns * most);
  const count = new Uint8Array(columns);
  for (let row = 0; row * width < data.length; row++) {
    for (let k = 0; k < width; k++) {
      const j = base === undefined ? places[k]! : row;
      const value = data[row * width + k]!;
      if (count[j]! < most && value - value === 0) first[j * most + count[j]!++] = value;
    }
  }
  for (let j = 0; j < columns; j++) {
    if (finite[from + j]! > 0 || count[j] === 0) continue;
    shift[from + j] = first.subarray(j * most, j * most + count[j]!).sort()[count[j]! >> 1]!;
  }
}

/** A row into the tallies, element j into `base + places[j]`; gives where its first element that is not finite stands, -1 without one. */
function addRow(
  tally: ColumnTally,
  data: Float64Array,
  { places, base }: { places: Int32Array; base: number },
): number {
  const { finite, zeros, shift, sum, squares, minimum, maximum, nan, infinite, negativeInfinite } = tally;
  let first = -1;
  for (let at = 0; at < data.length; at++) {
    const j = base + places[at]!;
    const value = data[at]!;
    if (value - value !== 0) {
      if (first < 0) first = at;
      if (Number.isNaN(value)) nan[j]!++;
      else infinite[j]!++;
      if (value < 0) negativeInfinite[j]!++;
      continue;
    }
    finite[j]!++;
    if (value === 0) zeros[j]!++;
    const difference = value - shift[j]!;
    sum[j]! += difference;
    squares[j]! += difference * difference;
    if (value < minimum[j]!) minimum[j] = value;
    if (value > maximum[j]!) maximum[j] = value;
  }
  return first;
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function overall({
  finite,
  zeros,
  shift,
  sum,
  minimum,
  maximum,
}: ColumnTally): Pick<ArraySummary, 'minimum' | 'maximum' | 'mean' | 'zeroFraction'> {
  const count = total(finite);
  if (count === 0) return { minimum: null, maximum: null, mean: null, zeroFraction: null };
  let mean = 0;
  finite.forEach((seen, j) => {
    if (seen > 0) mean += (shift[j]! + sum[j]! / seen) * (seen / count);
  });
  return {
    minimum: minimum.reduce((least, value) => Math.min(least, value), Infinity),
    maximum: maximum.reduce((most, value) => Math.max(most, value), -Infinity),
    mean: finiteOrNull(mean),
    zeroFraction: total(zeros) / count,
  };
}

/** `count`: elements of each column. */
function columnSummary(tally: ColumnTally, count: number): ColumnSummary {
  const { finite, zeros, shift, sum, squares, minimum, maximum } = tally;
  const summary: ColumnSummary = {
    mean: [],
    standardDeviation: [],
    zeroFraction: [],
    minimum: [],
    maximum: [],
    nan: Array.from(tally.nan),
    infinite: Array.from(tally.infinite),
    negativeInfinite: Array.from(tally.negativeInfinite),
    constant: [],
  };
  finite.forEach((seen, j) => {
    const offset = seen === 0 ? 0 : sum[j]! / seen;
    summary.mean.push(seen === 0 ? null : finiteOrNull(shift[j]! + offset));
    const spread = seen === 0 ? 0 : Math.max(0, squares[j]! / seen - offset * offset);
    summary.standardDeviation.push(seen === 0 ? null : finiteOrNull(Math.sqrt(spread)));
    summary.zeroFraction.push(zeros[j]! / count);
    summary.minimum.push(seen === 0 ? null : minimum[j]!);
    summary.maximum.push(seen === 0 ? null : maximum[j]!);
    if (seen > 1 && minimum[j] === maximum[j]) summary.constant.push(j);
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
