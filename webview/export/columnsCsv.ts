import { csv, type CsvField as Cell } from '../../src/facts/csv';
import { inDigits } from '../../src/facts/numbers';
import type { ArraySummary } from '../../src/protocol/arraySummary';

/** The statistics of each column of an array, neurons counted from 0; `constant` is 1 for those whose finite elements are all equal. */
export function columnsCsv({ columns, exact }: ArraySummary): string {
  const head: Cell[][] = [
    [
      'neuron',
      'mean',
      'standard_deviation',
      'zero_fraction',
      'minimum',
      'maximum',
      'nan',
      'positive_infinite',
      'negative_infinite',
      'constant',
    ],
  ];
  if (!columns) return csv(head);
  const { mean, standardDeviation, zeroFraction, minimum, maximum, nan, infinite, negativeInfinite } = columns;
  const constant = new Set(columns.constant);
  const row = (i: number): Cell[] => [
    i,
    mean[i],
    standardDeviation[i],
    zeroFraction[i],
    inDigits(minimum[i] ?? null, exact?.columns?.minimum[i], plainly),
    inDigits(maximum[i] ?? null, exact?.columns?.maximum[i], plainly),
    nan[i],
    infinite[i] - negativeInfinite[i],
    negativeInfinite[i],
    constant.has(i) ? 1 : 0,
  ];
  return csv(head.concat(mean.map((_, i) => row(i))));
}

function plainly(value: number | null): string {
  return value === null ? '' : String(value);
}
