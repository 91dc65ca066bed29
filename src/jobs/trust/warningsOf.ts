import type { MatrixMeasure } from '../../protocol/worker';
import { saturatedCode, saturatedScores } from '../../similarity/pairNotices';
import type { ComparisonReport, Notice } from '../../similarity/report';

/** What a report says beside one of its scores: that of others which are saturated is left out. */
export function warningsOf(measure: MatrixMeasure, report: ComparisonReport): Notice[] {
  const own = saturatedScores(levelOf(measure, report));
  return report.warnings.flatMap((notice) => (notice.code === saturatedCode ? own : [notice]));
}

/** The part of a report that has the null level of a measure. */
function levelOf(
  measure: MatrixMeasure,
  { cca, null: unrelated, svcca, cka, procrustes }: ComparisonReport,
): Parameters<typeof saturatedScores>[0] {
  switch (measure) {
    case 'cca':
    case 'ccaThresholded':
    case 'ccaSquared':
    case 'pwcca':
      return { ...(cca && unrelated ? { cca, null: unrelated } : {}) };
    case 'svcca':
      return { ...(svcca ? { svcca } : {}) };
    case 'cka':
      return { ...(cka ? { cka } : {}) };
    case 'ckaDebiased':
      // Unrelated data give 0 whatever their size.
      return {};
    case 'procrustes':
    case 'procrustesDistance':
      return { ...(procrustes ? { procrustes } : {}) };
    default: {
      const unknown: never = measure;
      throw new Error(`There is no measure ${String(unknown)}.`);
    }
  }
}
