import { apartNames, type ApartNames } from '../../../src/facts/apartNames';
import { reasonsOf } from '../../../src/facts/refusedPairs';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import { colourAt, extent, inkOn, shareOf, type ValueScale } from '../../charts/colourScale';
import { element } from '../../element';
import { counted, dash } from '../../../src/facts/numbers';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { breakable } from '../breakable';

/** Larger matrices belong into the panel, which draws them as one picture. */
const mostCells = 2500;

/** A matrix as a table of coloured numbers, row = side a; of one with too many cells a sentence. */
export function matrixTable({ measure, rows, columns, values, refused, samples }: MatrixResult): HTMLElement {
  const { label, distance } = scoreFacts(measure);
  const size = `${counted(rows.length, 'array')} × ${counted(columns.length, 'array')}`;
  const words = element('p', {}, `${label}: ${size}, ${counted(samples, 'sample')}`);
  if (rows.length * columns.length > mostCells) {
    const sentence = 'That is too large for a notebook; the analysis panel of CCA Lens draws it.';
    return element('div', {}, words, element('p', { class: 'small-print' }, sentence));
  }
  const scores = values[measure] ?? [];
  const [low, high] = extent(scores) ?? [0, 1];
  const scale = { low, high, reversed: distance !== undefined };
  const reasonOf = reasonsOf(refused);
  const [names, columnNames] = [rows, columns].map((arrays) => apartNames(arrays.map(({ name }) => name)));
  const head = element(
    'tr',
    {},
    element('td'),
    ...columns.map(({ name }, at) =>
      element('th', { scope: 'col', title: name }, element('span', {}, ...breakable(columnNames!.names[at]!))),
    ),
  );
  const lines = rows.map(({ name, path }, row) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', title: name }, names!.names[row]),
      ...columns.map((column, index) => cell(scores[row]?.[index] ?? null, scale, reasonOf(path, column.path))),
    ),
  );
  const table = element(
    'table',
    { class: 'output-matrix', 'data-test': 'output-matrix' },
    element('thead', {}, head),
    element('tbody', {}, ...lines),
  );
  const box = { class: 'output-scroll', tabindex: 0, role: 'region', 'aria-label': `${label} of all pairs` };
  return element('div', {}, words, ...commonWords(names!, columnNames!), element('div', box, table));
}

/** What the names of the rows, and of the columns, have in common, which the table leaves out of each. */
function commonWords(rows: ApartNames, columns: ApartNames): HTMLElement[] {
  const [row, column] = [rows, columns].map(({ before, after }) => (before || after ? `${before}*${after}` : ''));
  const words = row === column ? [row && `Names: ${row}`] : [row && `Rows: ${row}`, column && `Columns: ${column}`];
  const told = words.filter(Boolean).join('; ');
  return told ? [element('p', { class: 'small-print', 'data-test': 'matrix-names' }, ...breakable(told))] : [];
}

function cell(value: number | null, scale: ValueScale, refused: string | undefined): HTMLElement {
  if (value === null || !Number.isFinite(value)) return element('td', { class: 'missing', title: refused }, dash);
  const colour = colourAt(shareOf(value, scale));
  // Two decimals have room here, and no -0.00 among them.
  const node = element('td', { 'data-value': value, title: value }, (Math.round(value * 100) / 100 || 0).toFixed(2));
  node.style.background = `rgb(${colour.join()})`;
  node.style.color = inkOn(colour);
  return node;
}
