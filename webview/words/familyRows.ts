import { measures, type MeasureName } from '../../src/facts/measures';
import { families, type FamilyName } from '../../src/facts/measures/families';
import type { ComparisonReport } from '../../src/facts/report';
import { scoreRows, type ScoreRow } from './scoreRows';

/** A family of measures in the table of scores. */
export interface FamilyRows {
  id: FamilyName;
  question: string;
  /** Its scores, those that stand for a measure (`first`) in sight at once. */
  rows: ScoreRow[];
  /** Its measures with scores that were not asked for; none of maps by frequency, which have no others. */
  missing: MeasureName[];
}

/** The scores of a report by the question that they answer, in the order of the families; those without a measure are left out. */
export function familyRows(report: ComparisonReport): FamilyRows[] {
  const rows = scoreRows(report);
  const skipped = new Set<string>(report.skipped.map(({ measure }) => measure));
  const missing = report.dft
    ? []
    : measures.filter(({ id, scores }) => scores.length > 0 && report[id] === undefined && !skipped.has(id));
  return families
    .map(({ id, question }) => ({
      id,
      question,
      rows: rows.filter(({ family }) => family === id),
      missing: missing.filter(({ family }) => family === id).map((measure) => measure.id),
    }))
    .filter((family) => family.rows.length + family.missing.length > 0);
}
