import { joinedWords } from '../joinedWords';
import type { AnyMeasure, AnyScore } from '../measures';
import { labelInSentence } from '../measures/labelInSentence';
import { boundOfOrders, gaussianData } from '../measures/nullSources';
import { cited, joinedCited, type Cited } from './cited';
import { works } from './references';

/** Sources of null levels as a paper names them, with their works; others stand there in their own words. */
const sources: Readonly<Record<string, Cited>> = {
  [gaussianData]: cited`what independent Gaussian data give (Wachter’s law; ${works.wachter1980})`,
  [boundOfOrders]: cited`a bound of the mean over all orders of the samples`,
};

/** A measure with those of its scores that are shown and have a level. */
export interface HeldMeasure {
  measure: Pick<AnyMeasure, 'title'>;
  scores: readonly Pick<AnyScore, 'id' | 'label' | 'nullFrom'>[];
}

/** What stands beside scores as the level of unrelated data, and where it is from; nothing where none has such a level. */
export function nullMethods(held: readonly HeldMeasure[]): Cited {
  const bySource = new Map<string, string[]>();
  for (const { measure, scores } of held) {
    const found = new Set(scores.map(({ nullFrom }) => nullFrom));
    for (const source of found) {
      const own = scores.filter(({ nullFrom }) => nullFrom === source);
      // Several of one measure that have theirs from one source are named by the measure.
      const names = found.size === 1 && own.length > 1 ? [measure.title] : own.map(({ label }) => label);
      bySource.set(source, [...(bySource.get(source) ?? []), ...names.map(labelInSentence)]);
    }
  }
  if (bySource.size === 0) return cited``;
  const clauses = [...bySource].map(([source, names]) => cited`of ${joinedWords(names)} ${sources[source] ?? source}`);
  // The mean of the RV coefficient, which linear CKA is.
  const exact = held.some(({ scores }) => scores.some(({ id }) => id === 'cka'))
    ? cited` (that of linear CKA is given by ${works.kaziAoual1995})`
    : cited``;
  return cited`Scores were held against what unrelated data of this size give: ${joinedCited(clauses, '; ')}${exact}.`;
}
