import type { ScoreName, ShownScoreName } from '../../facts/measures';
import type { Notice } from '../../facts/reportParts';

/** A score of a pair, and what unrelated data of its size give. */
export interface PairScore {
  /** Of a score that is not symmetric that of the side of lower rank, of a on a tie; of a directed one the mean of both directions, null where one is not defined. */
  value: number | null;
  /** Null where none is known. */
  nullLevel: number | null;
  /** Of a score that is not symmetric, as the pair stands; `tie`: both sides have the same rank. */
  bySide?: { a: number; b: number; tie: boolean };
  /** Of a directed score, as the pair stands: of a from b, and of b from a. */
  directed?: { a: DirectedScore; b: DirectedScore };
  /** The score of a report that stands in its place; absent where it is the one of its name. */
  of?: ShownScoreName;
}

/** A score of one direction, and what unrelated data give. */
export interface DirectedScore {
  value: number | null;
  nullLevel: number | null;
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

/** The pair turned round: as its cell on the other side of a table's diagonal has it. */
export function turnedCell<C extends PairCell | undefined>(cell: C): C {
  return cell && 'scores' in cell ? { ...cell, scores: turnedScores(cell.scores) } : cell;
}

function turned(score: PairScore): PairScore {
  if (score.directed) return { ...score, directed: { a: score.directed.b, b: score.directed.a } };
  if (!score.bySide) return score;
  const { a, b, tie } = score.bySide;
  return { ...score, value: tie ? b : score.value, bySide: { a: b, b: a, tie } };
}
