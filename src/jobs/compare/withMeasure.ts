import type { ScoreName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import { usualMeasures } from '../../facts/measures';
import { measureOf } from '../../facts/measures/scores';

/** Options under which a score is computed, whatever list of measures they have. */
export function withMeasure(options: CompareOptions, measure: ScoreName): CompareOptions {
  const { measures } = options;
  const needed = measureOf(measure);
  const there = measures ?? usualMeasures;
  return there.includes(needed) ? options : { ...options, measures: [...there, needed] };
}
