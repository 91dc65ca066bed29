import type { ScoreName } from '../../facts/measures';
import { gaussianScores } from '../../similarity/trust/gaussianNull';
import type { HeldPair } from '../../similarity/trust/heldSide';
import { measureSome } from '../../similarity/measures/measures';
import type { CompareOptions } from '../../facts/options';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import { permutationScores, type Draws } from '../../similarity/trust/permutationNull';
import { measureOf, scoreFacts, scoreIn } from '../../facts/measures/scores';

/** Some draws of data without a relation. */
export interface NullSpec {
  kind: 'permutation' | 'gaussian';
  /** Its large matrices in shared memory, so that tasks cost nothing to send. */
  pair: HeldPair;
  draws: Draws;
  measure: ScoreName;
  options: CompareOptions;
}

/** The score of each draw, null where it is not defined. @throws NotConvergedError. */
export function nullScores({ kind, pair, draws, measure, options }: NullSpec): (number | null)[] {
  const score = (factors: PairFactors): number | null =>
    scoreIn(measureSome(factors, options, [measureOf(measure)]), measure) ?? null;
  if (kind === 'permutation') return permutationScores(pair, draws, score);
  return gaussianScores(pair, draws, scoreFacts(measure).bySample === true, score);
}
