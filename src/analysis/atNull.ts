import type { PairCell } from './pairScores';

/** Of the way from the null to 1: what chance adds at most. */
const noise = 0.02;
/** A null nearer to 1 leaves nothing to tell. */
const highestNull = 0.9;

/**
 * Whether a pair's score is no higher than what unrelated data of its size give: mean CCA against its null, else SVCCA against its own. False where
 * neither was computed, or the null itself is near 1.
 */
export function atNull(cell: PairCell | undefined): boolean {
  if (cell === undefined || 'error' in cell) return false;
  const { cca, nullCca, svcca, nullSvcca } = cell.scores;
  const below = (score: number, chance: number): boolean =>
    chance <= highestNull && score < chance + noise * (1 - chance);
  if (cca !== null && nullCca !== null) return below(cca, nullCca);
  return svcca !== null && nullSvcca !== null && below(svcca, nullSvcca);
}
