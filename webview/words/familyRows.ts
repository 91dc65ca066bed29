import { measures, type MeasureName } from '../../src/facts/measures';
import { families, type FamilyName } from '../../src/facts/measures/families';
import type { ComparisonReport } from '../../src/facts/report';
import { scoreFacts } from '../../src/facts/measures/scores';
import { scoreRows, type ScoreRow } from './scoreRows';

/** A score in its family; `side`: of that side alone. */
export type FamilyRow = ScoreRow & { side?: 'a' | 'b' };

/** A family of measures in the table of scores. */
export interface FamilyRows {
  id: FamilyName;
  question: string;
  /** Its scores, those that stand for a measure (`first`) in sight at once; directed ones by either side as well. */
  rows: FamilyRow[];
  /** Its measures with scores that were not asked for; none of maps by frequency, which have no others. */
  missing: MeasureName[];
}

/** The scores of a report by the question that they answer, in the order of the families; those without a measure are left out. */
export function familyRows(report: ComparisonReport): FamilyRows[] {
  const rows = scoreRows(report).flatMap((row) => [row, ...rowsBySide(row, report)]);
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

/** Scores of a family that have the reading of their measure's score above them, which says it; none that stand for a measure, in sight alone. */
export function readAbove(rows: readonly FamilyRow[]): ReadonlySet<FamilyRow> {
  const scores = rows.filter(({ side }) => side === undefined);
  const isAgain = ({ first, measure, reading }: FamilyRow, at: number): boolean => {
    const above = scores[at - 1];
    return !first && above?.measure === measure && above.reading === reading;
  };
  return new Set(scores.filter((row, at) => !row.skipped && isAgain(row, at)));
}

/** A directed score by either side, where it has values: the row itself is of their mean. */
function rowsBySide(row: ScoreRow, report: ComparisonReport): FamilyRow[] {
  const score = scoreFacts(row.id);
  const block: unknown = report[row.measure];
  if (!score.directed || block === undefined || row.skipped) return [];
  const [values, levels] = [score.bySide?.(block), score.nullBySide?.(block)];
  return (['a', 'b'] as const).flatMap((side): FamilyRow[] => {
    const value = values?.[side] ?? null;
    if (value === null) return [];
    const own = { side, label: `${row.label} of ${side}`, value, baseline: levels?.[side] ?? undefined };
    return [{ ...row, ...own, calibrated: undefined, reading: '', marks: [], first: false }];
  });
}
