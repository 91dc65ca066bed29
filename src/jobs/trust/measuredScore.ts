import type { ScoreName } from '../../facts/measures';
import type { ComparisonReport } from '../../facts/report';

/** Where the values of a score lie. */
export function measureRange(measure: ScoreName): [number, number] {
  if (measure === 'ckaDebiased') return [-1, 1];
  return measure === 'procrustesDistance' ? [0, Math.SQRT2] : [0, 1];
}

/** A score of a measured pair; null where it is not defined. */
export function measuredScore(
  { cca, svcca, pwcca, cka, procrustes }: Pick<ComparisonReport, 'cca' | 'svcca' | 'pwcca' | 'cka' | 'procrustes'>,
  measure: ScoreName,
): number | null {
  switch (measure) {
    case 'cca':
      return cca?.mean ?? null;
    case 'ccaThresholded':
      return cca?.thresholdedMean ?? null;
    case 'ccaSquared':
      return cca?.meanSquared ?? null;
    case 'svcca':
      return svcca?.mean ?? null;
    case 'pwcca':
      return pwcca?.value ?? null;
    case 'cka':
      return cka?.linear ?? null;
    case 'ckaDebiased':
      return cka?.debiased ?? null;
    case 'procrustes':
      return procrustes?.similarity ?? null;
    case 'procrustesDistance':
      return procrustes?.distance ?? null;
  }
}
