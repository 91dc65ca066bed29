import { pageWords } from '../../src/facts/pageWords';
import { measures } from '../../src/facts/measures';
import type { ComparisonReport, SkippedMeasure } from '../../src/facts/report';
import { element } from '../element';
import { joinedWords } from '../../src/facts/joinedWords';
import { dash, score } from '../../src/facts/numbers';
import { baselineText, scoreRows, type ScoreRow } from '../words/scoreRows';
import { meter } from './meter';
import { scoreHead } from './scoreHead';
import { sortableTable } from './sortHeads';
import { tip } from './tip';

/** `reading`: in place of the row's own, where that stands elsewhere. */
function line(row: ScoreRow, reading = row.reading): HTMLTableRowElement {
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
      ? [element('td', { class: 'reading', colspan: 3 }, reading)]
      : [
          element('td', { class: 'chance' }, baselineText(row)),
          element('td', { class: 'bar' }, drawn),
          element('td', { class: 'reading' }, reading),
        ]),
  );
}

/** What is said beneath the table: why scores are skipped, where several are for one reason, and measures that have no score of their own. */
function reasonsBeneath(rows: readonly ScoreRow[], skipped: readonly SkippedMeasure[]): Map<string, string[]> {
  const named = rows.filter((row) => row.skipped).map(({ label, reading }) => [reading, label] as const);
  const others = skipped.flatMap(({ measure, message }) => {
    const facts = measures.find(({ id, scores }) => id === measure && scores.length === 0);
    return facts ? [[pageWords(message), facts.title] as const] : [];
  });
  const found = new Map<string, string[]>();
  for (const [reason, name] of [...named, ...others]) found.set(reason, [...(found.get(reason) ?? []), name]);
  const alone = new Set(others.map(([reason]) => reason));
  return new Map([...found].filter(([reason, names]) => names.length > 1 || alone.has(reason)));
}

/** The scores: measure with its convention, value, what unrelated data gives, a meter and one line of reading. */
export function scoresTable(report: ComparisonReport): HTMLElement {
  const rows = scoreRows(report);
  const beneath = reasonsBeneath(rows, report.skipped);
  const head = scoreHead(element('th', { scope: 'col', class: 'reading' }, 'Reading'));
  const table = element(
    'table',
    { class: 'score-table', 'data-test': 'scores' },
    element('thead', {}, head),
    element(
      'tbody',
      {},
      ...rows.map((row) => line(row, row.skipped && beneath.has(row.reading) ? 'not given, see below' : undefined)),
    ),
  );
  sortableTable(table);
  return element(
    'section',
    { class: 'scores', 'aria-label': 'Scores' },
    element('h2', { class: 'hidden' }, 'Scores'),
    table,
    ...[...beneath].map(([reason, names]) =>
      element('p', { class: 'small-print', 'data-test': 'skipped-reason' }, `${joinedWords(names)} ${dash} ${reason}`),
    ),
  );
}
