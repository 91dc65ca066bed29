import type { ColumnSummary } from '../../src/protocol/arraySummary';

/** Statistics of four neurons: one of many values, one without a finite number, one that is constant, one that is never 0. */
export const sampleColumns: ColumnSummary = {
  mean: [1, null, 0, 3],
  standardDeviation: [2, null, 0, 1],
  zeroFraction: [0.5, 0, 1, 0],
  minimum: [0, null, 0, 2],
  maximum: [4, null, 0, 4],
  nan: [0, 1, 0, 0],
  infinite: [0, 3, 0, 0],
  negativeInfinite: [0, 2, 0, 0],
  constant: [2],
};
