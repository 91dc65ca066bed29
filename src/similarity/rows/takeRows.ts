import type { Matrix } from '../../linalg/matrix';
import { compressed } from './compressed';
import { heldOf, noHeldRows } from './heldRows';
import type { KeptRows } from './keptRows';
import { mergedMoments, momentsOfRows, noMoments } from './rowMoments';

/** Takes rows of a pair up, block after block. */
export interface RowTaker {
  /**
   * Further rows of both sides beside each other (so many x columns), in the units and less the shift of what is kept, and their places among all rows. The
   * block is used up.
   */
  add(Z: Matrix, places: ArrayLike<number>): void;
  /** What is kept of all of them. */
  kept(): KeptRows;
}

/** Rows of a block that is worth it: so many, or, of many columns, so many to a column, within as many values. */
export function rowsOfBlock(columns: number): number {
  const [usual, toColumn, values] = [1024, 8, 1 << 23];
  const wanted = Math.max(usual, toColumn * columns);
  return Math.max(256, Math.min(wanted, Math.floor(values / columns)));
}

/** Takes up rows of a pair whose side a has the first columns. @param start the units and the shift of the rows. */
export function takeRows(start: Pick<KeptRows, 'scaleExponents' | 'shift'>, first: number): RowTaker {
  const columns = start.shift.length;
  let held = noHeldRows(columns);
  let moments = noMoments(first, columns);
  // Rows whose covariance does not tell them well are mostly followed by more of them.
  let tries = 0;
  let found = 0;
  return {
    add(Z, places) {
      const taken = heldOf(held, Z, places, first);
      held = taken.held;
      if (taken.rest.rows === 0) return;
      const block = momentsOfRows(taken.rest, first);
      const small = found === tries ? compressed(block) : undefined;
      tries++;
      if (small) found++;
      moments = mergedMoments(moments, small ?? block);
    },
    kept: () => ({ ...start, moments, held }),
  };
}
