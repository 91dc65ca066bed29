import type { PairScores } from '../../analysis/pairs/pairScores';
import type { Measured } from '../../similarity/measures/measures';
import { nullCorrelations } from '../../similarity/trust/nullCorrelations';
import type { PairFactors } from '../../similarity/routes/pairFactors';

/** The scores of a measured pair, and their null levels. */
export function scoresOfPair({ samples, a, b }: PairFactors, measured: Measured): PairScores {
  const { cca, svcca, pwcca, cka, procrustes } = measured;
  // Where CCA was not asked for, others are still read against its null.
  const defined = samples > Math.max(a.columns.length, b.columns.length);
  const unrelated = measured.null ?? (defined ? nullCorrelations(samples, a.rank, b.rank) : undefined);
  return {
    cca: cca?.mean ?? null,
    ccaThresholded: cca?.thresholdedMean ?? null,
    ccaSquared: cca?.meanSquared ?? null,
    svcca: svcca?.mean ?? null,
    pwcca: pwcca ? { a: pwcca.a, b: pwcca.b, side: pwcca.side, tie: a.rank === b.rank } : null,
    cka: cka?.linear ?? null,
    ckaDebiased: cka?.debiased ?? null,
    procrustes: procrustes?.similarity ?? null,
    procrustesDistance: procrustes?.distance ?? null,
    nullCca: unrelated?.mean ?? null,
    nullSvcca: svcca?.null.mean ?? null,
    nullCcaThresholded: measured.null?.thresholdedMean ?? null,
    nullCcaSquared: unrelated?.meanSquared ?? null,
    nullCka: cka?.null?.linear ?? null,
    nullCkaDebiased: cka?.null?.debiased ?? null,
    nullProcrustes: procrustes?.null?.similarity ?? null,
  };
}
