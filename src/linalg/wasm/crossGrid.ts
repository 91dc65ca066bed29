import type { CrossPlan } from '../accumulator';

/**
 * Sides of a batch of pairs in the order in which their rows lie beside each other, so that all products are one: those that stand first in a pair, and those
 * that stand second, are consecutive.
 */
export interface CrossGrid {
  order: number[];
  /** How many of `order` stand first, from the first on. */
  firsts: number;
  /** From which on they stand second. */
  seconds: number;
}

/** The share of all products of first and second sides that must be asked for. */
const worthwhile = 0.5;

/** How a batch is one product: of some sides with others, or of some with themselves, of which at least half is asked for; undefined where it is not. */
export function crossGrid({ pairs }: Pick<CrossPlan, 'pairs'>): CrossGrid | undefined {
  const firsts = new Set(pairs.map(([i]) => i));
  const seconds = new Set(pairs.map(([, j]) => j));
  const both = [...firsts].filter((side) => seconds.has(side));
  if (both.length === 0) {
    const asked = pairs.length >= worthwhile * firsts.size * seconds.size;
    return asked ? { order: [...firsts, ...seconds], firsts: firsts.size, seconds: firsts.size } : undefined;
  }
  const all = [...new Set([...firsts, ...seconds])];
  // Pairs of some sides among themselves: about half of their square.
  const asked = pairs.length >= 0.4 * all.length ** 2;
  return asked ? { order: all, firsts: all.length, seconds: 0 } : undefined;
}
