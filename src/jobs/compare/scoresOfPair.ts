import type { PairScores, ScoredPair } from '../../analysis/pairs/pairScores';
import type { ScoreName } from '../../facts/measures';
import type { Measured } from '../../similarity/measures/measures';
import { measureKernels } from '../../similarity/measures';
import { nullCorrelations } from '../../similarity/trust/nullCorrelations';
import type { PairFactors } from '../../similarity/routes/pairFactors';

/** The scores of a measured pair, and their null levels. */
export function scoresOfPair(
  { samples, a, b }: PairFactors,
  measured: Measured & Partial<Record<string, unknown>>,
  kernels = measureKernels,
): Pick<ScoredPair, 'scores' | 'nullCca'> {
  const scores: PairScores = {};
  for (const { facts } of kernels) {
    const block = measured[facts.id];
    if (block === undefined) continue;
    for (const score of facts.scores) {
      if (!score.inSets) continue;
      const value = score.value(block);
      const sides = score.bySide?.(block);
      const directed = score.directed === undefined ? undefined : sides;
      if (value === null && (directed?.a ?? directed?.b ?? null) === null) continue;
      const nullLevel = score.nullLevel(block, measured) ?? null;
      const nulls = score.nullBySide?.(block) ?? { a: nullLevel, b: nullLevel };
      scores[score.id as ScoreName] = {
        value,
        nullLevel,
        ...(directed && {
          directed: {
            a: { value: directed.a, nullLevel: nulls.a },
            b: { value: directed.b, nullLevel: nulls.b },
          },
        }),
        ...(sides && !directed && { bySide: { ...(sides as { a: number; b: number }), tie: a.rank === b.rank } }),
      };
    }
  }
  // Where CCA was not asked for, others are still read against its null.
  const defined = samples > Math.max(a.columns.length, b.columns.length);
  const unrelated = measured.null ?? (defined ? nullCorrelations(samples, a.rank, b.rank) : undefined);
  return { scores, nullCca: unrelated?.mean ?? null };
}
