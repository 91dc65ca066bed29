import { pageWords } from '../../../src/facts/pageWords';
import { columnsNotListed, type ArrayState } from '../../../src/protocol/arrayMessages';
import type { ArrayHeader } from '../../../src/protocol/arrayFile';
import type { ArraySummary } from '../../../src/protocol/arraySummary';
import { deviationsFigure, meansFigure, zerosFigure } from '../../charts/columnFigures';
import { element } from '../../element';
import { columnsCsv } from '../../export/columnsCsv';
import type { NeuronOrder } from '../../state/neuronRows';
import { readPalette } from '../../theme';
import { button } from '../../toolkit';
import { summaryFacts } from '../summaryFacts';
import { figureGrid } from '../figureGrid';
import { icon } from '../icon';
import { askedPart } from './askedPart';
import { neuronTable } from './neuronTable';

type Statistics = Extract<ArrayState, { status: 'done' }>['statistics'];

/** What the owner of a part of the page does for it. */
export interface PartActions {
  compute(): void;
  cancel(): void;
  showLog(): void;
  /** What pictures are of. */
  subject(): string;
  save(content: string | Uint8Array, name: string, extension: string): void;
}

/** Statistics of every neuron: numbers of the whole, a table to be sorted, charts. */
interface NeuronsView {
  node: HTMLElement;
  update(header: ArrayHeader, statistics: Statistics): void;
  /** Draws the charts again, when they come into sight or the theme has changed. */
  refresh(): void;
}

/** A part without statistics. */
export function neuronsView(actions: PartActions): NeuronsView {
  let summary: ArraySummary | undefined;
  let order: NeuronOrder = { by: 'index', descending: false };
  const status = askedPart('The statistics of the array', actions);
  const note = element('p', { class: 'small-print' });
  const table = neuronTable((next) => {
    order = next;
    if (summary?.columns) table.show(summary.columns, order, summary.exact?.columns);
  });
  const facts = element('section', { class: 'sides', 'aria-label': 'What the array holds' });
  const charts = figureGrid(actions.subject, (figure, content, extension) =>
    actions.save(content, figure.id, extension),
  );
  const saveCsv = button(
    [icon('save', 'start'), 'CSV'],
    () => summary && actions.save(columnsCsv(summary), 'neurons', 'csv'),
    {
      'data-test': 'save-csv',
      'aria-label': 'Save the statistics of each neuron as CSV',
      title: 'Save the statistics of each neuron as CSV',
    },
  );
  const saveJson = button(
    [icon('save', 'start'), 'JSON'],
    () => summary && actions.save(`${JSON.stringify(summary, null, 2)}\n`, 'summary', 'json'),
    { 'data-test': 'save-json', 'aria-label': 'Save the summary as JSON', title: 'Save the summary as JSON' },
  );
  const exports = element('div', { class: 'button-row', role: 'group', 'aria-label': 'Export' }, saveCsv, saveJson);
  const found = element('div', { class: 'result', hidden: true }, exports, facts, note, table.node, charts.node);
  const node = element('div', {}, status.node, found);

  function draw(): void {
    const columns = summary?.columns;
    // A chart out of sight has no size to be drawn in.
    if (node.offsetParent === null && charts.node.children.length === 0) return;
    charts.show(
      (palette) => (columns ? [meansFigure, deviationsFigure, zerosFigure].map((make) => make(columns, palette)) : []),
      readPalette(),
    );
  }

  return {
    node,
    update(header, statistics) {
      status.update(header.real ? statistics : undefined);
      const next = statistics?.status === 'done' ? statistics.outcome : undefined;
      found.hidden = !next;
      if (next === summary) return;
      summary = next;
      if (!next) return;
      facts.replaceChildren(...summaryFacts(next));
      saveCsv.hidden = table.node.hidden = !next.columns;
      const unlisted = next.warnings.find(({ code }) => code === columnsNotListed)?.message;
      note.hidden = !next.columns && unlisted === undefined;
      const axis = statistics?.request.axis ?? 0;
      note.textContent =
        (unlisted && pageWords(unlisted)) ??
        `Neurons are the indices of axis ${axis}; each is looked at over all others. Finite elements only.`;
      if (next.columns) table.show(next.columns, order, next.exact?.columns);
      draw();
    },
    refresh: draw,
  };
}
