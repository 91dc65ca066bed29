import type { MatrixMeasure } from '../../protocol/worker';
import type { CompareOptions } from '../../facts/options';
import { blockOf } from '../../protocol/blockOf';

/** Options under which a score is computed, whatever list of measures they have. */
export function withMeasure(options: CompareOptions, measure: MatrixMeasure): CompareOptions {
  const { measures } = options;
  const needed = blockOf[measure];
  return measures === undefined || measures.includes(needed)
    ? options
    : { ...options, measures: [...measures, needed] };
}
