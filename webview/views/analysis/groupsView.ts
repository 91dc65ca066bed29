import { standingOfMean } from '../../../src/facts/standingIn';
import type { GroupCell, GroupsResult } from '../../../src/facts/analyses/groups';
import { pairOfGroups } from '../../../src/facts/figureWords';
import { groupsFigure } from '../../charts/groupsFigure';
import { element } from '../../element';
import { baselineConvention } from '../../words/conventions';
import { counted, dash } from '../../../src/facts/numbers';
import { levelText } from '../../words/levelText';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { standingMark } from '../../words/standingMark';
import { readPalette } from '../../theme';
import { figureGrid } from '../figureGrid';
import { valueTable, type ValueCell } from '../valueTable';
import { calibratedLegend, calibratedValue } from './calibratedNumbers';
import { measureName, readingLine, showBeside, type ResultView, type ViewContext } from './resultView';

const columns = ['Groups', 'Mean', 'Low', 'High', 'Spread', 'Unrelated', 'Calibrated', 'Pairs'] as const;

/** Interval where there is one, else the range of the pairs. */
function spreadOf({ interval, range }: GroupCell): { ends: [number, number] | null; words: string } {
  if (interval) return { ends: interval, words: '95% interval' };
  return { ends: range, words: range ? 'range of pairs' : dash };
}

/** Groups of networks: the mean within and between them over the layers, with every pair behind it. */
export function groupsView(context: ViewContext): ResultView<GroupsResult> {
  let result: GroupsResult | undefined;
  let opened: string | undefined;

  const remarks = element('div');
  const reading = element('div');
  const members = element('dl', { class: 'facts members' });
  const charts = figureGrid(context.subject, (figure, content, extension) =>
    context.save(content, extension, figure.id),
  );
  const numbers = element('section', { class: 'card' });
  const pairs = element('section', { class: 'card', 'data-test': 'group-pairs', hidden: true, tabindex: -1 });
  const refused = element('div');
  const node = element('div', { class: 'result' }, remarks, reading, members, charts.node, numbers, pairs, refused);

  const keyOf = ({ layer, a, b }: GroupCell) => JSON.stringify([layer, a, b]);

  function drawPairs(): void {
    const cell = result?.cells.find((one) => keyOf(one) === opened);
    pairs.hidden = !cell;
    if (!cell) return;
    const table = valueTable({
      test: 'pairs-table',
      label: `Pairs of ${cell.layer}, ${pairOfGroups(cell)}`,
      corner: 'Pair',
      columns: ['Value', 'Comparison'],
      rows: cell.pairs.map(({ modelA, modelB }) => `${modelA} with ${modelB}`),
      cell: (row, column) => {
        const { a, b, value } = cell.pairs[row];
        return column === 0 ? { value } : { text: 'Open', press: () => context.openPair(a, b) };
      },
    });
    pairs.replaceChildren(element('h3', {}, `Pairs of ${cell.layer}, ${pairOfGroups(cell)}`), table);
  }

  function cellOf(cell: GroupCell, column: (typeof columns)[number]): ValueCell {
    const { ends, words } = spreadOf(cell);
    const level = (result && cell.nulls[result.measure]) ?? null;
    const bound = result && scoreFacts(result.measure).bound;
    const attributes = { 'data-a': cell.a, 'data-b': cell.b, 'data-layer': cell.layer };
    switch (column) {
      case 'Groups':
        return { text: pairOfGroups(cell) };
      case 'Mean':
        return {
          value: cell.mean,
          ...standingMark(cell.mean, standingOfMean(cell)),
          attributes,
        };
      case 'Low':
        return { value: ends?.[0] ?? null, attributes };
      case 'High':
        return { value: ends?.[1] ?? null, attributes };
      case 'Spread':
        return { text: words };
      case 'Unrelated':
        return {
          value: level,
          ...(level !== null && bound ? { text: levelText(level, bound) } : {}),
          title: baselineConvention,
        };
      case 'Calibrated':
        return calibratedValue(cell.calibrated);
      case 'Pairs':
        return {
          text: cell.pairs.length === 0 ? dash : `Show ${counted(cell.pairs.length, 'pair')}`,
          press:
            cell.pairs.length === 0
              ? undefined
              : () => {
                  opened = keyOf(cell);
                  drawPairs();
                  pairs.scrollIntoView({ block: 'nearest' });
                  pairs.focus({ preventScroll: true });
                },
        };
    }
  }

  function draw(): void {
    if (!result) return;
    const { cells, measure, groups } = result;
    reading.replaceChildren(readingLine(result.reading));
    members.replaceChildren(
      ...groups.map(({ name, models }) =>
        element('div', { class: 'fact' }, element('dt', {}, name), element('dd', {}, models.join(', '))),
      ),
    );
    const shown = result;
    charts.show((palette) => [groupsFigure(shown, palette)], readPalette());
    const calibrated = cells.some((cell) => cell.calibrated);
    const present = columns.filter((column) => calibrated || column !== 'Calibrated');
    const table = valueTable({
      test: 'groups-table',
      label: `${scoreFacts(measure).label} within and between groups by layer`,
      corner: 'Layer',
      columns: present,
      rows: cells.map(({ layer }) => layer),
      cell: (row, column) => cellOf(cells[row], present[column]),
    });
    numbers.replaceChildren(
      element('h3', {}, measureName(measure), ' by layer'),
      table,
      ...calibratedLegend(calibrated ? result.options.calibrate : undefined),
    );
    drawPairs();
  }

  return {
    node,
    show(next) {
      result = next;
      showBeside(next, { remarks, refused });
      draw();
    },
    restyle: draw,
  };
}
