import type { AxisLayout } from '../../formats/rows/fileOrder';

/** Elements whose median is a column's shift. */
const looked = 9;

/**
 * Running statistics over the finite elements of some columns (indices of the axis that is looked at), by differences to the median of the first of
 * them: neither a large common offset nor one huge element, the first one included, costs the others their digits. What comes out depends on the
 * order of a column's elements alone, not on how they came in blocks and tiles.
 */
export interface ColumnTally {
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
  /** The first finite elements of each column, until there are enough for its shift. */
  first: Float64Array;
  /** How many they are at the most. */
  most: number;
}

/** Bytes of the tally of a column of so many elements. */
export function tallyBytes(elements: number): number {
  return 8 * (10 + firstOf(elements));
}

/** A tally of columns of so many elements each. */
export function columnTally(columns: number, elements: number): ColumnTally {
  const zeros = () => new Float64Array(columns);
  const most = firstOf(elements);
  return cleared({
    finite: zeros(),
    zeros: zeros(),
    shift: zeros(),
    sum: zeros(),
    squares: zeros(),
    minimum: zeros(),
    maximum: zeros(),
    nan: zeros(),
    infinite: zeros(),
    negativeInfinite: zeros(),
    first: new Float64Array(columns * most),
    most,
  });
}

/** The tally with nothing in it, for the next columns. */
export function cleared(tally: ColumnTally): ColumnTally {
  const { finite, zeros, shift, sum, squares, minimum, maximum, nan, infinite, negativeInfinite } = tally;
  for (const counts of [finite, zeros, shift, sum, squares, nan, infinite, negativeInfinite]) counts.fill(0);
  minimum.fill(Infinity);
  maximum.fill(-Infinity);
  return tally;
}

/**
 * Takes in elements that lie side by side in a file.
 * @param start place of the first among the elements of the array, in the order of the file.
 * @param from the column that the tally begins with.
 * @param odd hears of the place of each element that is not finite.
 */
export function addElements(
  tally: ColumnTally,
  values: Float64Array,
  start: number,
  { width, inner, from }: Pick<AxisLayout, 'width' | 'inner'> & { from: number },
  odd: (place: number) => void,
): void {
  const { finite, zeros, shift, sum, squares, minimum, maximum, nan, infinite, negativeInfinite, first, most } = tally;
  let j = (Math.floor(start / inner) % width) - from;
  let left = inner - (start % inner);
  for (let at = 0; at < values.length; left = inner) {
    const stop = Math.min(values.length, at + left);
    for (; at < stop; at++) {
      const value = values[at]!;
      if (value - value !== 0) {
        odd(start + at);
        if (Number.isNaN(value)) nan[j]!++;
        else infinite[j]!++;
        if (value < 0) negativeInfinite[j]!++;
        continue;
      }
      if (value === 0) zeros[j]!++;
      if (value < minimum[j]!) minimum[j] = value;
      if (value > maximum[j]!) maximum[j] = value;
      const seen = finite[j]!++;
      if (seen < most) {
        first[j * most + seen] = value;
        if (seen + 1 === most) setShift(tally, j);
        continue;
      }
      const difference = value - shift[j]!;
      sum[j]! += difference;
      squares[j]! += difference * difference;
    }
    j = j + 1 + from === width ? -from : j + 1;
  }
}

/** Ends a tally, of whose columns some may have had too few finite elements for a shift until now. */
export function endTally(tally: ColumnTally): void {
  const { finite, most } = tally;
  for (let j = 0; j < finite.length; j++) if (finite[j]! > 0 && finite[j]! < most) setShift(tally, j);
}

const sorted = new Float64Array(looked);

/** The shift of a column from its first elements, which are counted now. */
function setShift({ finite, shift, sum, squares, first, most }: ColumnTally, j: number): void {
  const [from, count] = [j * most, finite[j]!];
  for (let k = 0; k < count; k++) {
    const value = first[from + k]!;
    let place = k;
    for (; place > 0 && sorted[place - 1]! > value; place--) sorted[place] = sorted[place - 1]!;
    sorted[place] = value;
  }
  shift[j] = sorted[count >> 1]!;
  for (let k = 0; k < count; k++) {
    const difference = first[from + k]! - shift[j]!;
    sum[j]! += difference;
    squares[j]! += difference * difference;
  }
}

function firstOf(elements: number): number {
  return Math.min(looked, Math.max(1, elements));
}
