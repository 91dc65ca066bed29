import type { SideNames } from '../../../src/protocol/sideNames';
import type { ScoreName } from '../../../src/facts/measures';
import type { ComparisonReport } from '../../../src/facts/report';
import { element } from '../../element';
import { count, counted, score } from '../../../src/facts/numbers';
import { baselineText, type ScoreRow } from '../../words/scoreRows';
import { meter } from '../meter';
import { notices } from '../notices';
import { summaryRows } from '../../words/summaryRows';
import { scoreHead } from '../scoreHead';
import { tip } from '../tip';
import { smallSpectrum } from './smallSpectrum';

/**
 * Scores of a pair (`chosen`, in that order, else those for which a summary has room; the full panel shows the others) with a small spectrum over its null baseline, and the report's
 * remarks: plain elements and SVG in the theme's variables, so that it restyles by itself. Its styles are in summaryStyles.ts: the document or shadow
 * root that it is put into needs `adoptSummaryStyles`.
 */
export function reportSummary(report: ComparisonReport, names: SideNames, chosen?: readonly ScoreName[]): HTMLElement {
  const rows = summaryRows(report, chosen);
  const remarks = notices(report.warnings, { places: false });
  const { a, b, samples } = report;
  const size = `${counted(samples, 'sample')}; ${counted(a.features, 'neuron')} in a, ${count(b.features)} in b`;
  return element(
    'section',
    { class: 'report-summary tip-host', 'aria-label': `Similarity of ${names.a} (a) and ${names.b} (b)` },
    scores(rows),
    ...reasons(rows),
    smallSpectrum(report),
    remarks,
    element('p', { class: 'summary-size' }, size),
  );
}

function scores(rows: readonly ScoreRow[]): HTMLElement {
  const head = scoreHead();
  return element(
    'table',
    { class: 'summary-scores', 'data-test': 'summary-scores' },
    element('thead', {}, head),
    element('tbody', {}, ...rows.map(line)),
  );
}

function line(row: ScoreRow): HTMLTableRowElement {
  const { value } = row;
  const exact = value === null ? undefined : String(value);
  const marks = row.marks.map((mark) => element('span', { class: 'mark' }, mark));
  return element(
    'tr',
    { class: `of-${row.measure}` },
    element(
      'th',
      { scope: 'row' },
      tip([row.label], `${row.convention} ${row.skipped ? '' : row.reading}`.trim()),
      ...marks,
    ),
    element('td', { class: 'value', 'data-score': row.id, 'data-value': exact, title: exact }, score(value)),
    element('td', { class: 'chance' }, baselineText(row)),
    element('td', { class: 'bar' }, value !== null && row.kind === 'similarity' && meter(value, row.baseline)),
  );
}

/** Why scores are missing, each reason once. */
function reasons(rows: readonly ScoreRow[]): HTMLElement[] {
  const byReason = new Map<string, string[]>();
  for (const { skipped, reading, label } of rows) {
    if (skipped) byReason.set(reading, [...(byReason.get(reading) ?? []), label]);
  }
  return [...byReason].map(([reason, labels]) =>
    element('p', { class: 'summary-reason', 'data-test': 'summary-reason' }, `${labels.join(', ')}: ${reason}`),
  );
}
