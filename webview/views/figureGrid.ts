import { ChartHost, figureAsPng } from '../charts/chartHost';
import type { Figure, NumberTable, Palette } from '../charts/figure';
import { element } from '../element';
import { count, dash, tabular } from '../../src/facts/numbers';
import { button } from '../toolkit';
import { figureLegend } from './figureLegend';
import { icon } from './icon';
import { sortableTable } from './sortHeads';

/** Longer tables are cut here: the exports hold all of it. */
const tableLimit = 400;

interface Frame {
  node: HTMLElement;
  show(figure: Figure): void;
  destroy(): void;
}

/** The figures of a panel: made, redrawn and removed as the figures given to it come and go. */
export interface FigureGrid {
  node: HTMLElement;
  show(figures: readonly Figure[], palette: Palette): void;
}

function numbers({ head, rows }: NumberTable): HTMLElement[] {
  const cells = (row: (number | null)[]) =>
    row.map((value, index) =>
      index === 0
        ? element('th', { scope: 'row' }, value === null ? dash : String(value))
        : element('td', {}, tabular(value)),
    );
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((name) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, ...rows.slice(0, tableLimit).map((row) => element('tr', {}, ...cells(row)))),
  );
  const more = rows.length - tableLimit;
  // The first rows of more, sorted, would pass for the largest of all.
  if (more <= 0) sortableTable(table);
  const rest = more > 0 ? [element('p', { class: 'small-print' }, `${count(more)} more in the exported numbers.`)] : [];
  return [
    element('div', { class: 'numbers', tabindex: 0, role: 'region', 'aria-label': 'Numbers of this chart' }, table),
    ...rest,
  ];
}

function frameFor(id: string, savePng: (figure: Figure) => void): Frame {
  let shown: Figure | undefined;
  const title = element('h3');
  const caption = element('p', { class: 'caption' });
  const canvas = element('canvas');
  const details = element('details', {});
  const save = button(
    [icon('save')],
    () => shown && savePng(shown),
    { 'data-test': 'save-png', title: 'Save as PNG' },
    'icon',
  );
  const host = new ChartHost(canvas);
  const legend = figureLegend(host, canvas);
  const node = element(
    'figure',
    { class: 'card chart', 'data-test': `chart-${id}` },
    element('div', { class: 'chart-head' }, title, save),
    legend.entries,
    element('div', { class: 'chart-plot' }, element('div', { class: 'chart-canvas' }, canvas), legend.bar),
    element('figcaption', {}, caption, details),
  );
  return {
    node,
    show(figure) {
      shown = figure;
      title.textContent = figure.title;
      caption.textContent = figure.caption;
      save.setAttribute('aria-label', `Save ${figure.title} as PNG`);
      // Figures whose numbers stand in a table of the page's own have none here.
      details.hidden = figure.table.rows.length === 0;
      details.replaceChildren(element('summary', {}, 'Numbers'), ...numbers(figure.table));
      legend.show(figure);
      host.show(figure);
    },
    destroy() {
      legend.destroy();
      host.destroy();
    },
  };
}

/** An empty grid; `save` receives the PNG of a figure that somebody wants to keep, `subject` says what the picture is of. */
export function figureGrid(subject: () => string, save: (figure: Figure, png: Uint8Array) => void): FigureGrid {
  const frames = new Map<string, Frame>();
  const node = element('section', { class: 'charts', 'aria-label': 'Charts' });
  let present: Palette | undefined;
  const savePng = (figure: Figure) => {
    if (present) void figureAsPng(figure, subject(), present).then((png) => save(figure, png));
  };
  return {
    node,
    show(figures, palette) {
      present = palette;
      node.dataset.count = String(figures.length);
      for (const [id, frame] of frames) {
        if (figures.some((figure) => figure.id === id)) continue;
        frame.destroy();
        frame.node.remove();
        frames.delete(id);
      }
      figures.forEach((figure, place) => {
        const frame = frames.get(figure.id) ?? frameFor(figure.id, savePng);
        frames.set(figure.id, frame);
        // Into the page before it is drawn: a chart takes its size from there.
        if (node.children[place] !== frame.node) node.insertBefore(frame.node, node.children[place] ?? null);
        frame.show(figure);
      });
    },
  };
}
