import { derivedSeed, seededRandom } from '../../linalg/random';

/** Tells this generator's draws from others of the same seed. */
const stream = 6;

/** The seed by which samples are drawn where not all are held, as notices say it. */
export const drawnSeed = 0;

/**
 * One byte for each of `rows` rows, 1 for those of `mask` (all when absent) that are drawn: so many of them, or all where there are no more. Which depends
 * on how many there are alone: sides over the same rows have the same drawn.
 */
export function drawnRows(rows: number, mask: Uint8Array | undefined, count: number): Uint8Array {
  const kept = Uint32Array.from({ length: rows }, (_, i) => i).filter((i) => mask === undefined || mask[i] === 1);
  const drawn = new Uint8Array(rows);
  const order =
    count < kept.length
      ? seededRandom(derivedSeed(drawnSeed, stream, kept.length))
          .permutation(kept.length)
          .subarray(0, count)
      : kept.keys();
  for (const i of order) drawn[kept[i]!] = 1;
  return drawn;
}
