import { scoreFacts } from '../../../src/facts/measures/scores';
import type { ScoreName } from '../../../src/facts/measures';
import { levelText } from '../../words/levelText';

/** What unrelated data of the same sizes give, as a fact beside a convention: one level, or the least and the largest; none where none is known. */
export function unrelatedFacts(
  levels: readonly (readonly (number | null)[])[] | undefined,
  measure: ScoreName,
): [string, string][] {
  let [least, most] = [Infinity, -Infinity];
  for (const level of (levels ?? []).flat()) {
    if (level === null || !Number.isFinite(level)) continue;
    [least, most] = [Math.min(least, level), Math.max(most, level)];
  }
  if (least > most) return [];
  const { bound } = scoreFacts(measure);
  const [low, high] = [least, most].map((level) => levelText(level, bound));
  return [['Unrelated data', low === high ? low : `${low} to ${high}, by the sizes of the pairs`]];
}
