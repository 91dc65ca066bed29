import { counted, score } from '../../src/facts/numbers';

/** A spectrum in a sentence: how many coefficients, the first and the last, and the mean of those that unrelated data give. */
export function describeSpectrum(name: string, coefficients: readonly number[], expected: number | undefined): string {
  const first = score(coefficients[0]);
  const last = score(coefficients[coefficients.length - 1]);
  const chance = expected === undefined ? '' : `, against a mean of ${score(expected)} for unrelated data`;
  return `${name}: ${counted(coefficients.length, 'coefficient')} from ${first} down to ${last}${chance}.`;
}
