import type { MatrixMeasure } from '../../protocol/worker';
import { isAbout } from '../../similarity/remarks/aboutScores';
import type { ComparisonReport, Notice } from '../../facts/report';
import { levelsOf, saturatedCode, saturatedNotice } from '../../similarity/trust/saturation';

/** What a report says beside one of its scores: what is about others alone is left out. */
export function warningsOf(measure: MatrixMeasure, report: ComparisonReport): Notice[] {
  const own = saturatedNotice(levelsOf(report).filter(({ score }) => score === measure));
  return report.warnings.flatMap((notice) => {
    if (notice.code === saturatedCode) return own;
    return isAbout(notice.code, measure) ? [notice] : [];
  });
}
