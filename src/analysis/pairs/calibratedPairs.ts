import type { ScoreName } from '../../facts/measures';
import { bestOfMany, type BestOfMany } from '../../similarity/calibration/bestOfMany';
import type { Calibration } from '../../similarity/calibration/calibrated';
import { heldAgainst, withoutProbability } from '../../similarity/calibration/heldAgainst';
import type { PairCell } from './pairScores';
import type { PermutedPairs, PermutedScores } from './permutedPairs';

/** A number at all places: of the samples as they stand, and then of each permutation; null where it is not defined. */
export type Places = readonly (number | null)[];

/** The likenesses of a pair at all places as tables have them: of side a (the row) where the score has sides, of b where the pair is turned. */
export function placesOf(
  pair: PermutedScores,
  cell: PairCell | undefined,
  measure: ScoreName,
  turned: boolean,
): Places {
  const { scores, bySide } = pair;
  const score = cell && 'scores' in cell ? cell.scores[measure] : undefined;
  if (!bySide || (!score?.directed && !score?.bySide?.tie)) return scores;
  return turned ? bySide.b : bySide.a;
}

/** The same as lists of pairs have them, whichever side comes first: the mean of both sides where tables have one of them. */
export function symmetricPlaces(pair: PermutedScores, cell: PairCell | undefined, measure: ScoreName): Places {
  const [a, b] = [placesOf(pair, cell, measure, false), placesOf(pair, cell, measure, true)];
  return a === b ? a : meanPlaces([a, b]);
}

/** The mean at each place, null where one of the numbers is not defined there. */
export function meanPlaces(all: readonly Places[]): Places {
  const [first = []] = all;
  return first.map((_, place) =>
    all.reduce<number | null>((sum, values) => {
      const value = values[place] ?? null;
      return sum === null || value === null ? null : sum + value / all.length;
    }, 0),
  );
}

/** Numbers at all places held against their permutations; `cells`: the pairs that they are of, whose samples may repeat. */
export function calibratedPlaces(
  places: Places,
  { choice }: Pick<PermutedPairs, 'choice'>,
  cells: readonly (PairCell | undefined)[],
): Calibration | undefined {
  return heldAgainst(places, choice.alpha, !cells.some(samplesRepeat));
}

/**
 * The mean of some pairs of a plan held against that of each permutation, whichever side of a pair comes first. Undefined where there is nothing to permute; the
 * reason where a pair that has the score could not be permuted: a mean of the others would be of something else.
 */
export function calibratedMean(
  places: readonly number[],
  cells: readonly (PairCell | undefined)[],
  permuted: PermutedPairs,
  measure: ScoreName,
): Calibration | undefined {
  const found = places.flatMap((pair) => {
    const own = permuted.pairs[pair];
    return own ? [{ own, cell: cells[pair] }] : [];
  });
  const all: Places[] = [];
  for (const { own, cell } of found) {
    if (!('scores' in own)) return own;
    all.push(symmetricPlaces(own, cell, measure));
  }
  const scored = found.map(({ cell }) => cell);
  return all.length === 0 ? undefined : calibratedPlaces(meanPlaces(all), permuted, scored);
}

/** The best of many, see {@link bestOfMany}; without p and value where samples of any of the pairs repeat. */
export function bestOfPlaces(
  all: readonly Places[],
  { choice }: Pick<PermutedPairs, 'choice'>,
  cells: readonly (PairCell | undefined)[],
): (Omit<BestOfMany, 'at'> & { at: number }) | undefined {
  const scored = all.flatMap(([score = null, ...nulls], at) => (score === null ? [] : [{ at, score, nulls }]));
  const best = bestOfMany(scored, choice.alpha);
  if (!best) return undefined;
  const placed = { ...best, at: scored[best.at]!.at };
  return cells.some(samplesRepeat) ? withoutProbability(placed) : placed;
}

/** Whether samples of a pair repeat others, so that they cannot be counted as independent. */
function samplesRepeat(cell: PairCell | undefined): boolean {
  return cell !== undefined && 'scores' in cell && cell.notices.some(({ code }) => code === 'duplicate-samples');
}
