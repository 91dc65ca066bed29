import { highestNull } from '../../facts/highestNull';
import type { ComparisonReport, Notice } from '../../similarity/report';
import { listed } from './inOrder';
import type { PairCell, PairScores } from './pairScores';

/** Of the way from the null to 1: what chance adds at most. */
const noise = 0.02;

/** The scores that are held against a null, and their nulls. */
type ScoresWithNull = Pick<PairScores, 'cca' | 'nullCca' | 'svcca' | 'nullSvcca'>;

/**
 * Whether a pair's score is no higher than what unrelated data of its size give: mean CCA against its null, else SVCCA against its own. False where
 * neither was computed, or the null itself is near 1.
 */
export function atNull(cell: PairCell | undefined): boolean {
  return cell !== undefined && 'scores' in cell && scoresAtNull(cell.scores);
}

function scoresAtNull({ cca, nullCca, svcca, nullSvcca }: ScoresWithNull): boolean {
  const below = (score: number, chance: number): boolean =>
    chance < highestNull && score < chance + noise * (1 - chance);
  if (cca !== null && nullCca !== null) return below(cca, nullCca);
  return svcca !== null && nullSvcca !== null && below(svcca, nullSvcca);
}

/** Whether all layers of two networks, of which those that were refused do not count, are at the null: as samples in another order are. */
export function allAtNull(cells: readonly (PairCell | undefined)[]): boolean {
  const told = cells.filter((cell) => cell === undefined || 'scores' in cell);
  return told.length > 0 && told.every(atNull);
}

/** The remark that samples may be in another order, for pairs that are named; none when there are none. */
export function orderNotices(what: string, pairs: readonly string[]): Notice[] {
  if (pairs.length === 0) return [];
  const message = `${what} no more alike than chance (${listed(pairs, 3)}): the samples may be in another order in these files.`;
  return [{ code: 'at-null', message }];
}

/** The same remark for one pair of as many neurons on both sides, whose report says that it is at the null; none otherwise. */
export function reportOrderNotices(
  { a, b, cca, svcca, null: unrelated }: Pick<ComparisonReport, 'a' | 'b' | 'cca' | 'svcca' | 'null'>,
  names: { a: string; b: string },
): Notice[] {
  const scores: ScoresWithNull = {
    cca: cca?.mean ?? null,
    nullCca: unrelated?.mean ?? null,
    svcca: svcca?.mean ?? null,
    nullSvcca: svcca?.null.mean ?? null,
  };
  if (a.features !== b.features || !scoresAtNull(scores)) return [];
  return orderNotices('The two arrays are', [`${names.a} with ${names.b}`]);
}
