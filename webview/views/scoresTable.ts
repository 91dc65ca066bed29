import { dash } from '../../src/facts/numbers';
import { joinedWords } from '../../src/facts/joinedWords';
import { pageWords } from '../../src/facts/pageWords';
import { measures } from '../../src/facts/measures';
import type { ComparisonReport, SkippedMeasure } from '../../src/facts/report';
import { element } from '../element';
import { familyRows, readAbove, type FamilyRow } from '../words/familyRows';
import type { ScoreRow } from '../words/scoreRows';
import { calibratedHead } from './calibratedCell';
import { familyBodies, type FamilyContext } from './familyBodies';
import { scoreHead } from './scoreHead';
import { scoreLine } from './scoreLine';
import { sortableTable } from './sortHeads';

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

/** What the table asks of its page. */
export interface ScoresContext extends FamilyContext {
  /** What is offered beneath: to calibrate, or not to. */
  offer: HTMLElement;
}

/**
 * The scores by the question that they answer: measure with its convention, value, what unrelated data gives, a meter and one line of reading; where they were
 * calibrated, to what. A score of each
 * measure is in sight, the others of its family one click away; what was not computed is offered.
 */
export function scoresTable(report: ComparisonReport, context: ScoresContext): HTMLElement {
  const found = familyRows(report);
  const rows = found.flatMap((family) => family.rows);
  const beneath = reasonsBeneath(rows, report.skipped);
  const { calibrate } = report.options;
  const calibrated = calibrate !== undefined && rows.some((row) => row.calibrated);
  const known = calibrated ? [calibratedHead(calibrate)] : [];
  const head = scoreHead(known, element('th', { scope: 'col', class: 'reading' }, 'Reading'));
  const columns = head.cells.length;
  const above = new Set(found.flatMap((family) => [...readAbove(family.rows)]));
  const elsewhere = (row: FamilyRow): string | undefined => {
    if (row.skipped) return beneath.has(row.reading) ? 'not given, see below' : undefined;
    return above.has(row) ? '' : undefined;
  };
  const line = (row: FamilyRow) => scoreLine(row, calibrated, elsewhere(row));
  const table = element(
    'table',
    { class: 'score-table', 'data-test': 'scores' },
    element('thead', {}, head),
    ...found.flatMap((family) => familyBodies(family, line, columns, context)),
  );
  sortableTable(table);
  return element(
    'section',
    { class: 'scores', 'aria-label': 'Scores' },
    element('h2', { class: 'hidden' }, 'Scores'),
    table,
    report.dft === undefined && context.offer,
    ...[...beneath].map(([reason, names]) =>
      element('p', { class: 'small-print', 'data-test': 'skipped-reason' }, `${joinedWords(names)} ${dash} ${reason}`),
    ),
  );
}
