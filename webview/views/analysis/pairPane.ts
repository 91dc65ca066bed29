import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import type { ScoreName } from '../../../src/facts/measures';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { score } from '../../../src/facts/numbers';
import { clearOr, standings } from '../../../src/facts/standing';
import { standingIn } from '../../../src/facts/standingIn';
import type { ShownPair } from '../../../src/protocol/panel';
import type { ValueScale } from '../../charts/colourScale';
import { sparkHeight, sparkline, sparkWidth } from '../../charts/sparkline';
import { element, svg } from '../../element';
import { presentMeasures } from '../../state/matrixCells';
import { button } from '../../toolkit';
import { levelText } from '../../words/levelText';
import { smallSpectrum } from '../similarity/smallSpectrum';
import { adoptSummaryStyles } from '../similarity/summaryStyles';
import { calibratedAt } from '../../../src/facts/analyses/calibratedParts';
import { calibratedWords } from './calibratedNumbers';

/** A cell of a matrix by its places in the result, and how its matrix is shown. */
interface PaneCell {
  row: number;
  column: number;
  measure: ScoreName;
  scale: ValueScale;
  /** Places of rows and columns in the order shown. */
  rows: readonly number[];
  columns: readonly number[];
}

/** What is known of one pair of a matrix, beside it. */
interface PairPane {
  node: HTMLElement;
  show(result: MatrixResult, cell: PaneCell | undefined): void;
  /** What the host has come to of the pair that it was asked for. */
  showPair(pair: ShownPair | undefined): void;
}

/** An empty pane; `open` opens the full comparison of the pair that it shows. */
export function pairPane(open: (a: string, b: string) => void): PairPane {
  adoptSummaryStyles(document);
  let shown: { a: string; b: string } | undefined;
  let pair: ShownPair | undefined;
  const names = element('div', { class: 'pair-content' });
  const scores = element('div');
  const lines = element('div', { class: 'pair-content' });
  const spectrum = element('div', { 'data-test': 'pair-spectrum', 'aria-live': 'polite' });
  const openIt = button(['Open'], () => shown && open(shown.a, shown.b), {
    'data-test': 'pair-open',
    title: 'Open the full comparison of this pair',
  });
  const hint = element('p', { class: 'small-print' }, 'Click a cell: its scores and spectrum stand here.');
  const filled = element('div', { class: 'pair-filled', hidden: true }, names, openIt, scores, spectrum, lines);
  const node = element(
    'section',
    { class: 'pair-pane', 'data-test': 'pair-pane', 'aria-label': 'The chosen pair' },
    hint,
    filled,
  );

  function drawSpectrum(): void {
    if (!shown || pair?.a !== shown.a || pair.b !== shown.b) return spectrum.replaceChildren();
    if (pair.status === 'loading') {
      spectrum.replaceChildren(element('p', { class: 'small-print' }, 'Computing the spectrum …'));
    } else if (pair.status === 'failed') {
      spectrum.replaceChildren(element('p', { class: 'small-print' }, pair.message));
    } else {
      const none = 'This pair has no canonical correlations to draw.';
      spectrum.replaceChildren(smallSpectrum(pair.report) ?? element('p', { class: 'small-print' }, none));
    }
  }

  return {
    node,
    show(result, cell) {
      hint.hidden = cell !== undefined;
      filled.hidden = cell === undefined;
      if (!cell) {
        shown = undefined;
        return;
      }
      const [a, b] = [result.rows[cell.row], result.columns[cell.column]];
      shown = { a: a.path, b: b.path };
      names.replaceChildren(
        element('p', { class: 'pair-names' }, element('b', {}, 'a'), ` ${a.name}`),
        element('p', { class: 'pair-names' }, element('b', {}, 'b'), ` ${b.name}`),
      );
      scores.replaceChildren(scoresOf(result, cell));
      lines.replaceChildren(...profiles(result, cell));
      drawSpectrum();
    },
    showPair(next) {
      pair = next;
      drawSpectrum();
    },
  };
}

/** Every score that the result has of the pair, with its null level and its standing. */
function scoresOf(result: MatrixResult, { row, column }: PaneCell): HTMLElement {
  const lines = presentMeasures(result).map((measure) => {
    const { label, bound } = scoreFacts(measure);
    const value = result.values[measure]?.[row]?.[column] ?? null;
    const level = result.nulls?.[measure]?.[row]?.[column] ?? null;
    const standing = standingIn(result.atChance?.[measure], result.saturated?.[measure])(row, column);
    const held = result.calibrated?.measure === measure ? calibratedAt(result.calibrated, row, column) : undefined;
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, label),
      element(
        'td',
        { class: 'value', 'data-score': measure, 'data-value': value ?? undefined, title: value ?? undefined },
        score(value),
      ),
      element('td', { class: 'chance' }, level === null ? '' : levelText(level, bound)),
      element(
        'td',
        { class: 'words' },
        [standing ? standings[standing].words : (clearOr(standing, value, level) ?? ''), held && calibratedWords(held)]
          .filter(Boolean)
          .join('; '),
      ),
    );
  });
  const head = [['Score'], ['Value', 'value'], ['Unrelated', 'chance'], ['Standing']].map(([text, kind]) =>
    element('th', { scope: 'col', class: kind }, text),
  );
  return element(
    'table',
    { class: 'pair-scores', 'data-test': 'pair-scores' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...lines),
  );
}

/** The scores of the row and of the column, in the order shown, with a mark at the pair. */
function profiles(result: MatrixResult, cell: PaneCell): HTMLElement[] {
  const { row, column, measure, rows, columns } = cell;
  const table = result.values[measure] ?? [];
  const [a, b] = [result.rows[row].name, result.columns[column].name];
  const ofRow = columns.map((at) => table[row]?.[at] ?? null);
  const ofColumn = rows.map((at) => table[at]?.[column] ?? null);
  const diagonal = diagonalOf(result);
  return [
    profile(`Row: ${a} with each column`, 'row', ofRow, columns.indexOf(column), cell),
    profile(`Column: each row with ${b}`, 'column', ofColumn, rows.indexOf(row), cell),
    ...(diagonal
      ? [
          profile(
            diagonal.title,
            'diagonal',
            diagonal.cells.map(([i, j]) => table[i]?.[j] ?? null),
            diagonal.cells.findIndex(([i, j]) => i === row && j === column),
            cell,
          ),
        ]
      : []),
  ];
}

/** Layers of one name in the two models of a result; undefined where there are not two, or no two such layers. */
function diagonalOf({ rows, columns, square }: MatrixResult): { title: string; cells: [number, number][] } | undefined {
  const models = [...new Set([...rows, ...columns].map(({ model }) => model))];
  if (models.length !== 2) return undefined;
  const [first, second] = models;
  const cells = rows.flatMap((one, i): [number, number][] => {
    if (one.model !== (square ? first : rows[0].model)) return [];
    const j = columns.findIndex(
      ({ model, layer, checkpoint }) => model !== one.model && layer === one.layer && checkpoint === one.checkpoint,
    );
    return j < 0 ? [] : [[i, j]];
  });
  if (cells.length < 2) return undefined;
  return { title: `Diagonal: each layer of ${first} with the same one of ${second}`, cells };
}

function profile(title: string, test: string, values: (number | null)[], at: number, { scale }: PaneCell): HTMLElement {
  const { line } = sparkline(values, [], scale.low, scale.high);
  const x = values.length > 1 ? (at * sparkWidth) / (values.length - 1) : 0;
  const known = values.filter((value) => value !== null);
  const label = `${title}: from ${score(Math.min(...known))} to ${score(Math.max(...known))} over ${values.length}.`;
  return element(
    'figure',
    { class: 'profile', 'data-test': `profile-${test}`, 'data-count': values.length },
    element('figcaption', {}, title),
    svg(
      'svg',
      { viewBox: `0 0 ${sparkWidth} ${sparkHeight}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
      at >= 0 && svg('path', { class: 'profile-mark', d: `M${x} 0V${sparkHeight}` }),
      svg('path', { class: 'profile-line', d: line }),
    ),
  );
}
