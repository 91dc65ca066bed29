import { labelInSentence } from '../measures/labelInSentence';
import { allOrders, boundOfOrders, gaussianData } from '../measures/nullSources';
import type { AnyScore } from '../measures';
import { joinedWords } from '../joinedWords';
import { cited, joinedCited, type Cited } from './cited';
import { works } from './references';

/** Sources of null levels as a paper names them, with their works; others stand there in their own words. */
const sources: Readonly<Record<string, Cited>> = {
  [gaussianData]: cited`what independent Gaussian data give (Wachter’s law; ${works.wachter1980})`,
  [allOrders]: cited`the exact mean over all orders of the samples (${works.kaziAoual1995})`,
  [boundOfOrders]: cited`a bound of the mean over all orders of the samples`,
};

/** What stands beside scores as the level of unrelated data, and where it is from; nothing where none has such a level. */
export function nullMethods(scores: readonly Pick<AnyScore, 'label' | 'nullFrom'>[]): Cited {
  if (scores.length === 0) return cited``;
  const bySource = new Map<string, string[]>();
  for (const { label, nullFrom } of scores)
    bySource.set(nullFrom, [...(bySource.get(nullFrom) ?? []), labelInSentence(label)]);
  const clauses = [...bySource].map(
    ([source, labels]) => cited`of ${joinedWords(labels)} ${sources[source] ?? source}`,
  );
  return cited`Scores were held against what unrelated data of this size give: ${joinedCited(clauses, '; ')}.`;
}
