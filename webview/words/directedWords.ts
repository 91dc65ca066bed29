import type { AnyScore } from '../../src/facts/measures';

/** What a cell of a table of a directed score is, as a sentence before others; empty of one that has no direction. */
export function directedWords({ directed }: Pick<AnyScore, 'directed'>): string {
  return directed === undefined ? '' : `A cell is ${directed}. `;
}
