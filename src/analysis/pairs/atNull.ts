import { listed } from './inOrder';
import { highestNull } from '../../facts/highestNull';
import type { ScoreName } from '../../facts/measures';
import type { Notice } from '../../facts/reportParts';
import type { PairCell, PairScores } from './pairScores';

/** Of the way from the null to 1: what chance adds at most. */
const noise = 0.02;

/** The scores that tell of it, the first that there is. */
const told: readonly ScoreName[] = ['cca', 'svcca', 'ckaDebiased'];

/**
 * Whether a pair's score is no higher than what unrelated data of its size give: mean CCA against its null, else SVCCA, else debiased CKA. What was
 * not computed does not count, nor does a score whose null is near 1; false where none is left.
 */
export function atNull(cell: PairCell | undefined): boolean {
  return cell !== undefined && 'scores' in cell && scoresAtNull(cell.scores);
}

/** The same of scores. */
export function scoresAtNull(scores: PairScores): boolean {
  for (const name of told) {
    const { value = null, nullLevel = null } = scores[name] ?? {};
    if (value !== null && nullLevel !== null && nullLevel < highestNull)
      return value < nullLevel + noise * (1 - nullLevel);
  }
  return false;
}

/**
 * Whether all layers of two networks, of which those that were refused do not count, are at the null, and some of them without another reason than
 * samples in another order.
 */
export function allAtNull(cells: readonly (PairCell | undefined)[]): boolean {
  const told = cells.filter((cell) => cell === undefined || 'scores' in cell);
  return told.every(atNull) && told.some(reordered);
}

/** Whether the samples of a pair may be in another order. */
export function reordered(cell: PairCell | undefined): boolean {
  return cell !== undefined && 'scores' in cell && cell.perhapsReordered === true;
}

/** The remark that samples may be in another order, for pairs that are named; none when there are none. */
export function orderNotices(what: string, pairs: readonly string[]): Notice[] {
  if (pairs.length === 0) return [];
  const message = `${what} no more alike than chance (${listed(pairs, 3)}): the samples may be in another order in these files; save them in one order, or with their ids.`;
  return [{ code: 'at-null', message }];
}
