import type { ScoreName } from '../../facts/measures';
import { isAbout } from '../../facts/measures/aboutScores';
import { nameInSets } from '../../facts/measures/scores';
import type { ComparisonReport } from '../../facts/report';
import type { Notice } from '../../facts/reportParts';
import { levelsOf, saturatedCode, saturatedNotice } from '../../similarity/trust/saturation';

/** What a report says beside one of its scores: what is about others alone is left out. */
export function warningsOf(measure: ScoreName, report: ComparisonReport): Notice[] {
  const own = saturatedNotice(levelsOf(report).filter(({ score }) => nameInSets(score) === measure));
  return report.warnings.flatMap((notice) => {
    if (notice.code === saturatedCode) return own;
    return isAbout(notice.code, measure) ? [notice] : [];
  });
}
