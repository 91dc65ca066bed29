import type { ScoreName } from '../../facts/measures';
import { gaussianScores } from '../../similarity/trust/gaussianNull';
import type { HeldPair, TurnedRows } from '../../similarity/trust/heldSide';
import { measureSome } from '../../similarity/measures/measures';
import { samplesWanted } from '../../similarity/measures/wanted';
import { samplesOfHeld } from '../../similarity/samples/sideSamples';
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
  const measures = [measureOf(measure)];
  const wanted = samplesWanted({ measures });
  const score = (factors: PairFactors, rows: TurnedRows): number | null =>
    scoreIn(measureSome(factors, options, measures, wanted && samplesOfHeld(rows(), wanted)), measure) ?? null;
  if (kind === 'permutation') return permutationScores(pair, draws, score);
  return gaussianScores(pair, draws, wanted !== undefined || scoreFacts(measure).bySample === true, score);
}
