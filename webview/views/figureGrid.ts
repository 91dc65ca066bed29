import { ChartHost } from '../charts/chartHost';
import type { Figure, NumberTable, Palette } from '../charts/figure';
import { element } from '../element';
import { figureDrawing } from '../export/figureDrawing';
import { count, dash, tabular } from '../../src/facts/numbers';
import { button } from '../toolkit';
import { openExport } from './exportDialog';
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
  /** `make` makes the figures in the colours of a palette: those of the page, or of paper. */
  show(make: (palette: Palette) => readonly Figure[], palette: Palette): void;
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

function frameFor(id: string, keep: (figure: Figure) => void): Frame {
  let shown: Figure | undefined;
  const title = element('h3');
  const caption = element('p', { class: 'caption' });
  const canvas = element('canvas');
  const details = element('details', {});
  const save = button(
    [icon('save')],
    () => shown && keep(shown),
    { 'data-test': 'export-figure', title: 'Export Figure…' },
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
      save.setAttribute('aria-label', `Export Figure: ${figure.title}`);
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

/** An empty grid; `save` receives the file of a figure that somebody wants to keep, `subject` says what the picture is of. */
export function figureGrid(
  subject: () => string,
  save: (figure: Figure, content: string | Uint8Array, extension: string) => void,
): FigureGrid {
  const frames = new Map<string, Frame>();
  const node = element('section', { class: 'charts', 'aria-label': 'Charts' });
  let present: (palette: Palette) => readonly Figure[] = () => [];
  const keep = (figure: Figure) => {
    const [make, of] = [present, subject()];
    openExport({
      title: figure.title,
      subject: of,
      draw: (style) => {
        const made = make(style.palette).find(({ id }) => id === figure.id) ?? figure;
        return figureDrawing({ ...made, caption: `${of}. ${made.caption}` }, style);
      },
      save: (content, extension) => save(figure, content, extension),
    });
  };
  return {
    node,
    show(make, palette) {
      present = make;
      const figures = make(palette);
      node.dataset.count = String(figures.length);
      for (const [id, frame] of frames) {
        if (figures.some((figure) => figure.id === id)) continue;
        frame.destroy();
        frame.node.remove();
        frames.delete(id);
      }
      figures.forEach((figure, place) => {
        const frame = frames.get(figure.id) ?? frameFor(figure.id, keep);
        frames.set(figure.id, frame);
        // Into the page before it is drawn: a chart takes its size from there.
        if (node.children[place] !== frame.node) node.insertBefore(frame.node, node.children[place] ?? null);
        frame.show(figure);
      });
    },
  };
}
