import type { MeasureName, ScoreName } from './measures';
import { measureNames } from './measures';
import { measureOf } from './measures/scores';

/** The scores of a pair that the side bar shows where nobody has chosen others. */
export const usualSideBarScores: readonly ScoreName[] = ['cca', 'svcca', 'pwcca', 'cka', 'ckaDebiased'];

/** The measures that have these scores, in order: nothing else is computed for them. */
export function measuresOfScores(scores: readonly ScoreName[]): MeasureName[] {
  const wanted = new Set(scores.map(measureOf));
  return measureNames.filter((name) => wanted.has(name));
}
