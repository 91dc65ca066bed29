import { elementCount, type StoredHeader } from '../../formats/header';
import type { ArraySummary } from '../../protocol/arraySummary';
import { finiteOrNull } from './columnSummary';
import type { ColumnTally } from './columnTally';

/** What an array holds as a whole, from the tallies of its columns. */
interface WholeTally {
  /** Takes in the columns of a settled tally. */
  add(tally: ColumnTally): void;
  /** Hears of the place of an element that is not finite, in the order of the file. */
  odd: (place: number) => void;
  /** What they come to. */
  facts(): Pick<
    ArraySummary,
    'nan' | 'infinite' | 'negativeInfinite' | 'firstNonFinite' | 'minimum' | 'maximum' | 'mean' | 'zeroFraction'
  >;
}

/** The tally of an array with this header. */
export function wholeTally({ shape, fortranOrder }: Pick<StoredHeader, 'shape' | 'fortranOrder'>): WholeTally {
  const elements = elementCount(shape);
  let [finite, zeros, nan, infinite, negativeInfinite] = [0, 0, 0, 0, 0];
  let [minimum, maximum] = [Infinity, -Infinity];
  /** Of the finite elements, divided by the number of all elements: sums would leave the range of doubles. */
  let mean = 0;
  /** The first element that is not finite, by its place in C order. */
  let first = Infinity;
  const rowLength = elements / (shape[0] ?? 1);

  return {
    add(tally) {
      for (let j = 0; j < tally.finite.length; j++) {
        nan += tally.nan[j]!;
        infinite += tally.infinite[j]!;
        negativeInfinite += tally.negativeInfinite[j]!;
        const seen = tally.finite[j]!;
        if (seen === 0) continue;
        finite += seen;
        zeros += tally.zeros[j]!;
        minimum = Math.min(minimum, tally.minimum[j]!);
        maximum = Math.max(maximum, tally.maximum[j]!);
        mean += (tally.shift[j]! + tally.sum[j]! / seen) * (seen / elements);
      }
    },
    odd(place) {
      if (!fortranOrder || shape.length < 2) first = Math.min(first, place);
      // A row of its own tells most places apart: those of rows behind that of the first are not looked at.
      else if ((place % shape[0]!) * rowLength < first) first = Math.min(first, rowMajorPlace(place, shape));
    },
    facts: () => ({
      nan,
      infinite,
      negativeInfinite,
      firstNonFinite: first === Infinity ? null : indexOf(first, shape),
      minimum: finite === 0 ? null : minimum,
      maximum: finite === 0 ? null : maximum,
      mean: finite === 0 ? null : finiteOrNull(mean / (finite / elements)),
      zeroFraction: finite === 0 ? null : zeros / finite,
    }),
  };
}

/** The place in C order of an element by that in Fortran order. */
function rowMajorPlace(place: number, shape: readonly number[]): number {
  let [rest, found, stride] = [place, 0, elementCount(shape)];
  for (const length of shape) {
    stride /= length;
    found += (rest % length) * stride;
    rest = Math.floor(rest / length);
  }
  return found;
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
