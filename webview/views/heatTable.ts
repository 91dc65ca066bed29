import type { Standing } from '../../src/facts/standing';
import { element } from '../element';
import { standingMark } from '../words/standingMark';
import type { HeatMapPlan } from './heatMapPlan';
import { valueTable } from './valueTable';

/** The numbers of a heat map as a table, on request. */
interface HeatTable {
  node: HTMLElement;
  show(plan: HeatMapPlan): void;
}

/** Tables of no more rows and columns than this are there before anybody opens them. */
const smallTable = 60;

/** An empty table under a heat map, folded away. */
export function heatTable(): HeatTable {
  let plan: HeatMapPlan | undefined;
  let tabled: HeatMapPlan | undefined;
  const summary = element('summary', {}, 'Show as Table');
  const node = element('details', { ontoggle: () => fill() }, summary);

  function fill(): void {
    if (!plan || tabled === plan) return;
    const { rows, columns, values, marked, saturated, running, test, corner, label, note, open } = plan;
    const small = rows.length <= smallTable && columns.length <= smallTable;
    if (!node.open && (running || !small)) {
      node.replaceChildren(summary);
      tabled = undefined;
      return;
    }
    tabled = plan;
    const standing = new Map<string, Standing>([
      ...marked.map((cell): [string, Standing] => [String(cell), 'chance']),
      ...saturated.map((cell): [string, Standing] => [String(cell), 'saturated']),
    ]);
    const table = valueTable({
      test,
      label,
      corner,
      rows,
      columns,
      cell: (row, column) => {
        const value = values[row]?.[column] ?? null;
        const press = open && value !== null ? () => open(row, column) : undefined;
        const title = value === null ? note?.(row, column) : undefined;
        return { value, title, ...standingMark(value, standing.get(`${row},${column}`)), press };
      },
    });
    const scrolled = node.querySelector('.table-box');
    const [left, top] = [scrolled?.scrollLeft ?? 0, scrolled?.scrollTop ?? 0];
    node.replaceChildren(summary, table);
    table.scrollTo(left, top);
  }

  return {
    node,
    show(next) {
      plan = next;
      fill();
    },
  };
}
