import type { PairOptions } from '../pairOptions';
import { neighboursOf } from '../usualOptions';

/** What all measures of nearest neighbours are. */
export const ofNeighbours = {
  family: 'neighbours',
  onRequest: true,
  takes: ['neighbours'],
  needs: ['neighbours'],
  secondsPerCube: 0,
  secondsPerSquare: 0.004,
} as const;

/** Of how many neighbours a score is: its block says so, or where there is none the options. */
export function kOf(block: { k: number } | undefined, options: PairOptions): number {
  return block?.k ?? neighboursOf(options);
}
