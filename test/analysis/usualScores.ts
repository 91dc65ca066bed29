import { usualMeasures, type ScoreName } from '../../src/facts/measures';
import { measureOf, scoreNames } from '../../src/facts/measures/scores';

/** The scores that analyses of many files have where nobody asks for others. */
export const usualScores: readonly ScoreName[] = scoreNames.filter((name) => usualMeasures.includes(measureOf(name)));
