import { matrix, type Matrix } from '../../linalg/matrix';
import { timesPowerOfTwo } from '../routes/powerOfTwo';
import { heldOf, type HeldRows } from './heldRows';
import { mergedMoments, momentsOfRows, type RowMoments } from './rowMoments';

/** What is kept of a stretch of a pair's rows: moments of all but a few, and these rows themselves. */
export interface KeptRows {
  /** The powers of two that the sides were divided by. */
  scaleExponents: [a: number, b: number];
  /** What all rows are counted from, in those units: one a column of both sides, the same in all stretches. */
  shift: Float64Array;
  moments: RowMoments;
  held: HeldRows;
}

/** Two stretches as one. @throws nothing; what is given stays as it was. */
export function joinedRows(one: KeptRows, other: KeptRows): KeptRows {
  const scaleExponents = one.scaleExponents.map((value, side) => Math.max(value, other.scaleExponents[side]!)) as [
    number,
    number,
  ];
  const [first, second] = [inUnits(one, scaleExponents), inUnits(other, scaleExponents)];
  const rows = matrix(second.held.rows.rows, second.held.rows.columns, second.held.rows.data.slice());
  const { held, rest } = heldOf(first.held, rows, second.held.places, first.moments.first);
  const moments = mergedMoments(first.moments, second.moments);
  return { ...first, held, moments: withRows(moments, rest) };
}

/** Moments with further rows, whose means are taken off in place. */
export function withRows(moments: RowMoments, rows: Matrix): RowMoments {
  return rows.rows === 0 ? moments : mergedMoments(moments, momentsOfRows(rows, moments.first));
}

/** The same in other units, by powers of two, which round nothing. */
function inUnits(kept: KeptRows, scaleExponents: [number, number]): KeptRows {
  const [a, b] = kept.scaleExponents.map((value, side) => value - scaleExponents[side]!) as [number, number];
  if (a === 0 && b === 0) return kept;
  const { first, norms, factor } = kept.moments;
  const times = (values: Float64Array, more = 0): Float64Array =>
    values.map((value, j) => timesPowerOfTwo(value, (j % factor.columns < first ? a : b) + more));
  const byColumn = ({ rows, columns, data }: Matrix): Matrix => matrix(rows, columns, times(data));
  return {
    scaleExponents,
    shift: times(kept.shift),
    held: { ...kept.held, rows: byColumn(kept.held.rows) },
    moments: {
      ...kept.moments,
      mean: times(kept.moments.mean),
      factor: byColumn(factor),
      norms: {
        a: timesPowerOfTwo(norms.a, 2 * a),
        b: timesPowerOfTwo(norms.b, 2 * b),
        aa: timesPowerOfTwo(norms.aa, 4 * a),
        bb: timesPowerOfTwo(norms.bb, 4 * b),
        ab: timesPowerOfTwo(norms.ab, 2 * (a + b)),
        alongA: times(norms.alongA, 2 * a),
        alongB: times(norms.alongB, 2 * b),
      },
    },
  };
}
