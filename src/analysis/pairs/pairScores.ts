import type { ScoreName, ShownScoreName } from '../../facts/measures';
import type { Notice } from '../../facts/reportParts';

/** A score of a pair, and what unrelated data of its size give. */
export interface PairScore {
  /** Of a score that is not symmetric that of the side of lower rank, of a on a tie. */
  value: number;
  /** Null where none is known. */
  nullLevel: number | null;
  /** Of a score that is not symmetric, as the pair stands; `tie`: both sides have the same rank. */
  bySide?: { a: number; b: number; tie: boolean };
  /** The score of a report that stands in its place; absent where it is the one of its name. */
  of?: ShownScoreName;
}

/** The scores of a pair that analyses of many files show: of those that were asked for, the ones that are defined. */
export type PairScores = Partial<Record<ScoreName, PairScore>>;

/** A compared pair: its scores, and what must be said beside them (too few samples, neurons that were dropped ...). */
export interface ScoredPair {
  scores: PairScores;
  /** Mean CCA of unrelated data of this size and these ranks, whatever was asked for; null where CCA itself is not defined. */
  nullCca: number | null;
  notices: Notice[];
  /** True where the samples may be in another order in the two arrays. */
  perhapsReordered?: boolean | undefined;
}

/** A pair's scores, or why it has none. */
export type PairCell = ScoredPair | { error: { code: string; message: string } };

/** The scores of the pair turned round. */
export function turnedScores(scores: PairScores): PairScores {
  return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, turned(score)]));
}

function turned(score: PairScore): PairScore {
  if (!score.bySide) return score;
  const { a, b, tie } = score.bySide;
  return { ...score, value: tie ? b : score.value, bySide: { a: b, b: a, tie } };
}
