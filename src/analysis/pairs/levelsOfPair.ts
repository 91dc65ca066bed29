import type { ScoreLevel } from '../../similarity/trust/saturation';
import { nullLevelOf } from '../verdict';
import type { ScoredPair } from './pairScores';
import { scoreNames } from '../../facts/measures/scores';
import { scoreOf } from './scoreOf';

/** The null levels of the scores that a pair has; of debiased CKA, which unrelated data make 0 whatever their size, none. */
export function levelsOfPair(cell: ScoredPair): ScoreLevel[] {
  const { cca, ccaSquared } = cell.scores;
  // By frequency there is no mean of squares.
  const byFrequency = cca !== null && ccaSquared === null;
  return scoreNames.flatMap((score): ScoreLevel[] => {
    const level = scoreOf(cell, score) === null ? null : nullLevelOf(cell, score);
    return level === null || score === 'ckaDebiased' ? [] : [{ score, level, ...(byFrequency ? { byFrequency } : {}) }];
  });
}
