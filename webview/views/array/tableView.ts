import type { ArrayHeader } from '../../../src/protocol/arrayFile';
import type { WindowOutcome } from '../../../src/protocol/window';
import type { ArraySummary } from '../../../src/protocol/arraySummary';
import { indexText, partOf, tableSize, type AxisRoles } from '../../state/arrayRoles';
import { placeOf, markedRange, tabSeparated } from '../../state/markedCells';
import { CellWindows, type CellRange } from '../../state/cellWindows';
import { cellText } from '../../words/cellText';
import { inkOn } from '../../charts/colourScale';
import { divergingColour, divergingColours } from '../../charts/divergingScale';
import { element } from '../../element';
import { count, counted } from '../../../src/facts/numbers';
import { themeKind } from '../../theme';
import { button, checkbox, textField } from '../../toolkit';
import { WindowFailure, type WindowClient } from '../../state/windowClient';
import { field } from '../field';
import { progressStrip } from '../progressStrip';
import { axisControls } from './axisControls';
import { heatLegend } from './heatLegend';
import { tableGrid } from './tableGrid';

/** What a table is of. */
interface TableSubject {
  header: ArrayHeader;
  roles: AxisRoles;
  heat: boolean;
  /** The first row and column in sight. */
  place: [number, number];
}

/** The table of one array. */
interface TableView {
  node: HTMLElement;
  /** Begins anew with an array, or another reading of its axes. */
  show(subject: TableSubject): void;
  /** Range of all values, once it is known. */
  know(summary: ArraySummary | undefined): void;
  /** Draws again, after a change of theme. */
  refresh(): void;
}

/** What the owner of a table hears. */
interface TableListener {
  roles(roles: AxisRoles): void;
  heat(on: boolean): void;
  place(place: [number, number]): void;
  /** The first cells are there. */
  shown(): void;
  copy(text: string, what: string): void;
  cancel(): void;
}

/** More cells than this are no text to paste. */
const mostCopied = 1_000_000;

/** A table without an array. */
export function tableView(client: WindowClient, listener: TableListener): TableView {
  let subject: TableSubject | undefined;
  let windows = new CellWindows([0, 0]);
  let summary: ArraySummary | undefined;
  let wanted: CellRange | undefined;
  let reading = false;
  /** Counts the arrays shown: answers for one before are late. */
  let turn = 0;
  /** The colour scale of what is drawn. */
  let ends = 0;
  let colours = divergingColours(themeKind());

  const axes = axisControls(listener.roles);
  const heat = checkbox(
    'Colour by value',
    (on) => {
      if (subject) subject = { ...subject, heat: on };
      redraw();
      listener.heat(on);
    },
    { 'data-test': 'heat' },
  );
  const legend = heatLegend();
  const where = textField(() => (problem.hidden = true), {
    class: 'number',
    'aria-label': 'Go to row, column',
    'data-test': 'go-to',
    placeholder: 'row, column',
  });
  const problem = element('span', { class: 'problem', role: 'alert', hidden: true });
  where.node.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Enter' && go());
  const strip = progressStrip(() => listener.cancel());
  const message = element('p', { class: 'problem', role: 'alert', hidden: true, 'data-test': 'table-problem' });
  const empty = element('p', { class: 'small-print', hidden: true }, 'This array has no elements.');
  const grid = tableGrid('Values of the array', {
    sight: (range) => {
      if (subject) listener.place(grid.place());
      read(range);
    },
    marked: () => tellSelected(),
    copy: (range) => void copy(range),
  });
  const selected = element('p', { class: 'grid-status', 'data-test': 'selected' });
  const node = element(
    'div',
    { class: 'array-table' },
    element(
      'div',
      { class: 'fields table-tools' },
      ...axes.nodes,
      field('Go to', undefined, element('span', { class: 'number-field' }, where.node, problem)),
      element('div', { class: 'field-actions' }, heat.node, legend.node),
    ),
    strip.node,
    message,
    empty,
    grid.node,
    element(
      'div',
      { class: 'grid-foot' },
      selected,
      button(['Copy'], () => void copy(markedRange(grid.marked())), {
        'data-test': 'copy',
        class: 'small',
        'aria-label': 'Copy the selected cells',
      }),
    ),
  );

  function size(): [number, number] {
    return subject ? tableSize(subject.header.shape, subject.roles) : [0, 0];
  }

  function go(): void {
    const [rows, columns] = size();
    const place = placeOf(where.get(), [rows, columns]);
    problem.hidden = place !== undefined;
    problem.textContent = `Enter a row from 0 to ${count(rows - 1)} and a column from 0 to ${count(columns - 1)}.`;
    if (place) grid.goTo(place);
  }

  /** Reads what is missing of a range; while something is being read, the latest range waits. */
  function read(range: CellRange): void {
    wanted = range;
    if (!reading) void readNext();
  }

  async function readNext(): Promise<void> {
    const range = wanted && windows.missing(wanted);
    if (!subject || !range) return;
    const mine = turn;
    reading = true;
    try {
      const part = partOf(subject.roles, range.rows, range.columns);
      const outcome = await client.ask(
        part,
        true,
        (fraction) => mine === turn && strip.update({ phase: 'inflating', fraction }),
      );
      if (mine !== turn) return;
      windows.add(range, outcome);
      message.hidden = true;
      drawn();
    } catch (error) {
      if (mine !== turn) return;
      // What is asked for again at once would fail again at once.
      wanted = undefined;
      fail(error);
    } finally {
      if (mine === turn) {
        reading = false;
        strip.update(undefined);
      }
    }
    void readNext();
  }

  function fail(error: unknown): void {
    if (!(error instanceof WindowFailure)) throw error;
    message.hidden = false;
    message.textContent = error.message;
  }

  function redraw(): void {
    ends = limit();
    colours = divergingColours(themeKind());
    grid.refresh();
    showLegend();
  }

  function drawn(): void {
    redraw();
    tellSelected();
    listener.shown();
  }

  /** Magnitude of the ends of the colour scale: of the whole array where it is known, else of what was read of it. */
  function limit(): number {
    const known = Math.max(Math.abs(summary?.minimum ?? 0), Math.abs(summary?.maximum ?? 0));
    return known > 0 ? known : windows.largest();
  }

  function showLegend(): void {
    legend.show(subject?.heat === true && subject.header.real, ends, typeof summary?.minimum === 'number');
  }

  function cellOf(row: number, column: number) {
    const found = windows.cell(row, column);
    if (!found) return { text: '' };
    const { text, value } = found;
    const content = { text: cellText(text, value), exact: text };
    if (!subject?.heat || !subject.header.real) return content;
    const colour = divergingColour(value, ends, colours);
    return colour ? { ...content, ground: `rgb(${colour.join(', ')})`, ink: inkOn(colour) } : content;
  }

  function tellSelected(): void {
    if (!subject) return;
    const { roles } = subject;
    const marked = grid.marked();
    const range = markedRange(marked);
    const [tall, wide] = [range.rows[1] - range.rows[0], range.columns[1] - range.columns[0]];
    const [row, column] = marked.active;
    const text = windows.cell(row, column)?.text;
    const many = tall * wide > 1 ? ` (${counted(tall, 'row')} x ${counted(wide, 'column')} selected)` : '';
    selected.textContent = text === undefined ? '' : `${indexText(roles, row, column)} = ${text}${many}`;
  }

  async function copy(range: CellRange): Promise<void> {
    if (!subject) return;
    const [tall, wide] = [range.rows[1] - range.rows[0], range.columns[1] - range.columns[0]];
    message.hidden = tall * wide <= mostCopied;
    message.textContent = `${counted(tall * wide, 'cell')} are selected, and at most ${count(mostCopied)} are copied; select fewer.`;
    if (!message.hidden || tall * wide === 0) return;
    try {
      const outcome: WindowOutcome = await client.ask(partOf(subject.roles, range.rows, range.columns), true);
      listener.copy(
        tabSeparated(outcome.texts ?? [], wide),
        tall * wide === 1 ? 'Value' : counted(tall * wide, 'value'),
      );
    } catch (error) {
      fail(error);
    }
  }

  return {
    node,
    show(next) {
      subject = next;
      turn++;
      reading = false;
      wanted = undefined;
      const { header, roles } = next;
      const [rows, columns] = size();
      windows = new CellWindows([rows, columns]);
      axes.show(header, roles);
      heat.set(next.heat);
      heat.node.hidden = !header.real;
      message.hidden = true;
      strip.update(undefined);
      empty.hidden = rows * columns > 0;
      grid.node.hidden = rows * columns === 0;
      selected.textContent = '';
      showLegend();
      if (rows * columns === 0) return listener.shown();
      grid.show(
        {
          size: [rows, columns],
          cellWidth: widthOf(header.dtype),
          columnHead: (column) => (roles.columns === null ? 'value' : String(column)),
          cell: cellOf,
        },
        next.place,
      );
    },
    know(next) {
      if (summary === next) return;
      summary = next;
      if (subject?.heat) redraw();
    },
    refresh: redraw,
  };
}

function widthOf(dtype: string): number {
  if (/[US]\d+$/.test(dtype)) return Math.max(92, Math.min(320, 8 * Number(/\d+$/.exec(dtype)![0]) + 16));
  return /c\d+$/.test(dtype) ? 190 : /[iu]8$|^u?int64$|^[IU]64$/.test(dtype) ? 120 : 92;
}
