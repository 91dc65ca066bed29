import { pageWords } from '../../src/facts/pageWords';
import { measures } from '../../src/facts/measures';
import type { ComparisonReport, SkippedMeasure } from '../../src/facts/report';
import { element } from '../element';
import { dash, score } from '../../src/facts/numbers';
import { baselineText, scoreRows, type ScoreRow } from '../words/scoreRows';
import { meter } from './meter';
import { scoreHead } from './scoreHead';
import { sortableTable } from './sortHeads';
import { tip } from './tip';

function line(row: ScoreRow): HTMLTableRowElement {
  const known = row.value !== null;
  const marks = row.marks.map((mark) => element('span', { class: 'mark' }, mark));
  // What a narrow page has no column for.
  const explanation = row.skipped ? row.convention : [row.reading, row.convention].filter(Boolean).join(' ');
  const drawn = known && row.kind === 'similarity' && meter(row.value ?? 0, row.baseline);
  return element(
    'tr',
    { class: [`of-${row.measure}`, row.first && 'first', row.skipped && 'skipped'].filter(Boolean).join(' ') },
    element('th', { scope: 'row' }, tip([row.label], explanation), ...marks),
    element(
      'td',
      {
        class: 'value',
        'data-score': row.id,
        'data-value': known ? String(row.value) : undefined,
        title: known ? String(row.value) : undefined,
      },
      score(row.value),
    ),
    ...(row.skipped
      ? [element('td', { class: 'reading', colspan: 3 }, row.reading)]
      : [
          element('td', { class: 'chance' }, baselineText(row)),
          element('td', { class: 'bar' }, drawn),
          element('td', { class: 'reading' }, row.reading),
        ]),
  );
}

/** Skipped measures that have no score of their own. */
function otherSkipped(skipped: readonly SkippedMeasure[]): HTMLElement[] {
  return skipped.flatMap(({ measure, message }) => {
    const facts = measures.find(({ id, scores }) => id === measure && scores.length === 0);
    return facts ? [element('p', { class: 'small-print' }, `${facts.title} ${dash} ${pageWords(message)}`)] : [];
  });
}

/** The scores: measure with its convention, value, what unrelated data gives, a meter and one line of reading. */
export function scoresTable(report: ComparisonReport): HTMLElement {
  const head = scoreHead(element('th', { scope: 'col', class: 'reading' }, 'Reading'));
  const table = element(
    'table',
    { class: 'score-table', 'data-test': 'scores' },
    element('thead', {}, head),
    element('tbody', {}, ...scoreRows(report).map(line)),
  );
  sortableTable(table);
  return element(
    'section',
    { class: 'scores', 'aria-label': 'Scores' },
    element('h2', { class: 'hidden' }, 'Scores'),
    table,
    ...otherSkipped(report.skipped),
  );
}
