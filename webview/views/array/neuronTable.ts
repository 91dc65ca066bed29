import type { ColumnSummary, ExactDigits } from '../../../src/protocol/arraySummary';
import { element } from '../../element';
import { count, inDigits, percent, tabular } from '../../../src/facts/numbers';
import {
  neuronColumns,
  neuronValues,
  sortedNeurons,
  type NeuronColumn,
  type NeuronOrder,
} from '../../state/neuronRows';
import { columnWidth } from '../columnWidth';
import { copiedWhole } from '../copyCells';
import { virtualRows } from '../virtualRows';

/** Statistics of every neuron, sorted by the column whose head is pressed. */
interface NeuronTable {
  node: HTMLElement;
  /** `digits`: the extremes in all digits, of integers beyond what float64 holds. */
  show(columns: ColumnSummary, order: NeuronOrder, digits?: ExactDigits['columns']): void;
}

/** A row's height; media/panel.css knows it. */
const rowHeight = 24;

/** An empty table; `sorted` hears the order that a person chooses. */
export function neuronTable(sorted: (order: NeuronOrder) => void): NeuronTable {
  let order: NeuronOrder = { by: 'index', descending: false };
  const heads = neuronColumns.map(([by, words]) => {
    const mark = element('span', { class: 'sort-mark', 'aria-hidden': 'true' });
    const press = element(
      'button',
      { type: 'button', class: 'cell-button', 'data-test': `sort-${by}`, onclick: () => sorted(turned(by)) },
      words,
      mark,
    );
    const node = element('th', { scope: 'col' }, press);
    columnWidth(node, press);
    return { by, mark, words, node };
  });
  const body = element('tbody');
  const table = element(
    'table',
    { class: 'value-table neuron-table', 'data-test': 'neurons' },
    element('thead', {}, element('tr', {}, ...heads.map(({ node }) => node))),
    body,
  );
  const box = element(
    'div',
    { class: 'table-box', tabindex: 0, role: 'region', 'aria-label': 'Statistics of each neuron' },
    table,
  );
  const rows = virtualRows(box, body, rowHeight);

  function turned(by: NeuronColumn): NeuronOrder {
    // Numbers are looked at from their large end, neurons in the order of the file.
    return { by, descending: order.by === by ? !order.descending : by !== 'index' };
  }

  return {
    node: box,
    show(columns, next, digits) {
      order = next;
      for (const { by, mark, node } of heads) {
        const here = by === order.by;
        node.setAttribute('aria-sort', here ? (order.descending ? 'descending' : 'ascending') : 'none');
        mark.textContent = here ? (order.descending ? ' ↓' : ' ↑') : '';
      }
      const places = sortedNeurons(columns, order, digits);
      const values = neuronColumns.map(([by]) => ({ by, values: neuronValues(columns, by) }));
      const text = (by: NeuronColumn, value: number | null, neuron: number): string =>
        (by === 'minimum' || by === 'maximum' ? digits?.[by][neuron] : undefined) ?? String(value ?? '');
      copiedWhole(table, () => [
        heads.map(({ words }) => words),
        ...places.map((neuron) => values.map(({ by, values: all }) => text(by, all[neuron], neuron))),
      ]);
      rows.show(places.length, (at) => {
        const neuron = places[at];
        const cells = values.map(({ by, values: all }) => {
          const value = all[neuron];
          if (by === 'index') return element('th', { scope: 'row' }, String(neuron));
          const exact = by === 'minimum' || by === 'maximum' ? digits?.[by][neuron] : undefined;
          const text = inDigits(value, exact, (short) => written(by, short));
          return element('td', { 'data-column': by, 'data-row': neuron, 'data-value': value ?? '' }, text);
        });
        return { node: element('tr', { 'data-neuron': neuron }, ...cells) };
      });
    },
  };
}

function written(by: NeuronColumn, value: number | null): string {
  if (by === 'zeroFraction') return percent(value);
  if (by === 'nan' || by === 'positiveInfinite' || by === 'negativeInfinite') return count(value ?? 0);
  if (by === 'constant') return value === 1 ? 'yes' : '';
  return tabular(value);
}
