import { labelInSentence } from '../measures/labelInSentence';
import { boundOfOrders, gaussianData } from '../measures/nullSources';
import type { AnyScore } from '../measures';
import { joinedWords } from '../joinedWords';
import { cited, joinedCited, type Cited } from './cited';
import { works } from './references';

/** Sources of null levels as a paper names them, with their works; others stand there in their own words. */
const sources: Readonly<Record<string, Cited>> = {
  [gaussianData]: cited`what independent Gaussian data give (Wachter’s law; ${works.wachter1980})`,
  [boundOfOrders]: cited`a bound of the mean over all orders of the samples`,
};

/** What stands beside scores as the level of unrelated data, and where it is from; nothing where none has such a level. */
export function nullMethods(scores: readonly Pick<AnyScore, 'id' | 'label' | 'nullFrom'>[]): Cited {
  if (scores.length === 0) return cited``;
  const bySource = new Map<string, string[]>();
  for (const { label, nullFrom } of scores)
    bySource.set(nullFrom, [...(bySource.get(nullFrom) ?? []), labelInSentence(label)]);
  const clauses = [...bySource].map(
    ([source, labels]) => cited`of ${joinedWords(labels)} ${sources[source] ?? source}`,
  );
  // The mean of the RV coefficient, which linear CKA is.
  const exact = scores.some(({ id }) => id === 'cka')
    ? cited` (that of linear CKA is given by ${works.kaziAoual1995})`
    : cited``;
  return cited`Scores were held against what unrelated data of this size give: ${joinedCited(clauses, '; ')}${exact}.`;
}
