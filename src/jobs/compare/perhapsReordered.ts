import { scoresAtNull } from '../../analysis/pairs/atNull';
import type { PairScores } from '../../analysis/pairs/pairScores';
import { neuronsCorrelate } from '../../similarity/remarks/correlatedNeurons';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import { dominatingSample } from '../../similarity/remarks/dominatingSample';
import type { Notice } from '../../facts/reportParts';

/**
 * Whether the samples of a pair may be in another order: arrays of as many neurons that are no more alike than chance, without another reason for
 * that: no sample of theirs holds most of the variance, and they are not noise on both sides, whose neurons are independent of each other (`correlate`: whether
 * those of a side are not).
 */
export function perhapsReordered(
  { a, b, samples }: PairFactors,
  scores: PairScores,
  warnings: readonly Notice[],
  correlate = (side: SideFactors): boolean => neuronsCorrelate(side, samples),
): boolean {
  if (a.neurons !== b.neurons || !scoresAtNull(scores)) return false;
  if (warnings.some(({ code }) => code === dominatingSample.code)) return false;
  return correlate(a) || correlate(b);
}
