import { score } from '../../src/facts/numbers';
import { element } from '../element';
import type { FamilyRow } from '../words/familyRows';
import { baselineText } from '../words/scoreRows';
import { calibratedCell } from './calibratedCell';
import { meter } from './meter';
import { tip } from './tip';

/**
 * A score as a row of the table on the comparison page; `calibrated`: in a table that has such a column; `reading`: in place of its own, where that stands
 * elsewhere.
 */
export function scoreLine(row: FamilyRow, calibrated: boolean, reading = row.reading): HTMLTableRowElement {
  const known = row.value !== null;
  const marks = row.marks.map((mark) => element('span', { class: 'mark' }, mark));
  // What a narrow page has no column for.
  const explanation = row.skipped ? row.convention : [row.reading, row.convention].filter(Boolean).join(' ');
  const drawn = known && row.kind === 'similarity' && meter(row.value ?? 0, row.baseline, row.calibrated?.threshold);
  return element(
    'tr',
    { class: [`of-${row.measure}`, row.skipped && 'skipped'].filter(Boolean).join(' ') },
    element('th', { scope: 'row' }, tip([row.label], explanation), ...marks),
    element(
      'td',
      {
        class: 'value',
        'data-score': row.side ? `${row.id}.${row.side}` : row.id,
        'data-value': known ? String(row.value) : undefined,
        title: known ? String(row.value) : undefined,
      },
      score(row.value),
    ),
    ...(row.skipped
      ? [element('td', { class: 'reading', colspan: calibrated ? 4 : 3 }, reading)]
      : [
          element('td', { class: 'chance' }, baselineText(row)),
          ...(calibrated ? [calibratedCell(row.calibrated)] : []),
          element('td', { class: 'bar' }, drawn),
          element('td', { class: 'reading' }, reading),
        ]),
  );
}
