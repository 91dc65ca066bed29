import { scoreFacts, scoreNames } from '../../facts/measures/scores';
import type { ScoreLevel } from '../../similarity/trust/saturation';
import type { ScoredPair } from './pairScores';

/** The null levels of the scores that a pair has and unrelated data may raise. */
export function levelsOfPair({ scores }: ScoredPair): ScoreLevel[] {
  return scoreNames.flatMap((name): ScoreLevel[] => {
    const { nullLevel = null, of: score = name } = scores[name] ?? {};
    return nullLevel === null || !scoreFacts(score).saturation ? [] : [{ score, level: nullLevel }];
  });
}
