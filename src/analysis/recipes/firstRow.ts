import { seededRandom } from '../../linalg/random';

/** The row, from 0 to `every` - 1, that a seed draws to begin sub-sampling with; row 0 without a seed. */
export function firstRow(every: number, seed: number | undefined): number {
  return seed === undefined ? 0 : Math.floor(seededRandom(seed).uniform() * every);
}
