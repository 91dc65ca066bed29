import type { Notice } from '../../facts/reportParts';

/**
 * The scores of a pair that analyses of many files show; null where a measure was left out or is not defined. PWCCA by both sides, as the pair
 * stands. All but PWCCA are the same for the pair turned round.
 */
export interface PairScores {
  cca: number | null;
  ccaThresholded: number | null;
  ccaSquared: number | null;
  svcca: number | null;
  /** `side`: the narrower one by rank, a on a tie. */
  pwcca: { a: number; b: number; side: 'a' | 'b'; tie: boolean } | null;
  cka: number | null;
  ckaDebiased: number | null;
  procrustes: number | null;
  procrustesDistance: number | null;
  /** Mean CCA of unrelated data of this size and these ranks; null where CCA itself is not defined. */
  nullCca: number | null;
  /** The same of SVCCA, for the dimensions that it kept. */
  nullSvcca: number | null;
  /** What unrelated data give by the other measures; null where the measure is (see nullLevels.ts). Of Procrustes the similarity. */
  nullCcaThresholded: number | null;
  nullCcaSquared: number | null;
  nullCka: number | null;
  nullCkaDebiased: number | null;
  nullProcrustes: number | null;
}

/** A compared pair: its scores, and what must be said beside them (too few samples, neurons that were dropped ...). */
export interface ScoredPair {
  scores: PairScores;
  notices: Notice[];
  /** True where the samples may be in another order in the two arrays. */
  perhapsReordered?: boolean | undefined;
}

/** A pair's scores, or why it has none. */
export type PairCell = ScoredPair | { error: { code: string; message: string } };

/** The scores of the pair turned round. */
export function turnedScores(scores: PairScores): PairScores {
  const { pwcca } = scores;
  if (pwcca === null) return scores;
  const side = pwcca.tie ? 'a' : pwcca.side === 'a' ? 'b' : 'a';
  return { ...scores, pwcca: { a: pwcca.b, b: pwcca.a, side, tie: pwcca.tie } };
}
