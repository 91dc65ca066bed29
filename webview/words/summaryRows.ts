import type { ScoreName } from '../../src/facts/measures';
import { measureOf } from '../../src/facts/measures/scores';
import type { ComparisonReport } from '../../src/facts/report';
import { scoreRows, type ScoreRow } from './scoreRows';

/**
 * The scores that a summary shows: those that were chosen, in that order, one that is left out standing for all of its measure; else, and of maps by frequency,
 * those for which it has room.
 */
export function summaryRows(report: ComparisonReport, chosen?: readonly ScoreName[]): ScoreRow[] {
  const rows = scoreRows(report);
  if (!chosen || report.dft) return rows.filter(({ inSummary }) => inSummary);
  const found = chosen.flatMap((name) =>
    rows.filter(({ id, measure, value }) => id === name || (value === null && measure === measureOf(name))),
  );
  return [...new Set(found)];
}
