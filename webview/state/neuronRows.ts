import type { ColumnSummary, ExactDigits } from '../../src/protocol/arraySummary';

/** A quantity of each neuron that a table can be sorted by. */
export const neuronColumns = [
  ['index', 'Neuron'],
  ['mean', 'Mean'],
  ['standardDeviation', 'Spread'],
  ['zeroFraction', 'Zeros'],
  ['minimum', 'Smallest'],
  ['maximum', 'Largest'],
  ['nan', 'NaN'],
  ['positiveInfinite', '+inf'],
  ['negativeInfinite', '-inf'],
  ['constant', 'Constant'],
] as const;

/** One of {@link neuronColumns}. */
export type NeuronColumn = (typeof neuronColumns)[number][0];

/** By which column a table is sorted, and whether the largest come first. */
export interface NeuronOrder {
  by: NeuronColumn;
  descending: boolean;
}

/** The value of each neuron in a column; constant neurons are 1, missing values null. */
export function neuronValues(columns: ColumnSummary, by: NeuronColumn): (number | null)[] {
  if (by === 'index') return columns.mean.map((_, index) => index);
  if (by === 'positiveInfinite') return columns.infinite.map((all, index) => all - columns.negativeInfinite[index]);
  if (by !== 'constant') return columns[by];
  const constant = new Set(columns.constant);
  return columns.mean.map((_, index) => (constant.has(index) ? 1 : 0));
}

/**
 * The neurons in order; equal ones stay in the order of the file, those without a value come last. `digits`: the extremes in all digits, of integers
 * beyond what float64 holds, in which different ones may be one number.
 */
export function sortedNeurons(
  columns: ColumnSummary,
  { by, descending }: NeuronOrder,
  digits?: ExactDigits['columns'],
): number[] {
  const values = neuronValues(columns, by);
  const exact = by === 'minimum' || by === 'maximum' ? digits?.[by].map(BigInt) : undefined;
  const rising = (one: number, other: number): number => {
    const [a, b] = exact ? [exact[one], exact[other]] : [values[one]!, values[other]!];
    return Number(a > b) - Number(a < b);
  };
  return Array.from(values.keys()).sort((one, other) => {
    const [none, nor] = [values[one] === null, values[other] === null];
    if (none || nor) return Number(none) - Number(nor) || one - other;
    return (descending ? rising(other, one) : rising(one, other)) || one - other;
  });
}
