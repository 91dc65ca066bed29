import { bestConvention } from '../../../src/facts/bestOfManyWords';
import { noticesOf } from '../../../src/facts/noticesOf';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import type { ScoreName } from '../../../src/facts/measures';
import { standings, type Standing } from '../../../src/facts/standing';
import type { Cell } from '../../charts/heatCells';
import { extent } from '../../charts/colourScale';
import { aboveNull, aroundZero } from '../../state/aboveNull';
import { endsOf, wholeScale } from '../../../src/facts/measures/scoreScale';
import { element } from '../../element';
import { arraysAxis } from '../../state/heatAxes';
import { counted, score } from '../../../src/facts/numbers';
import { stoppedEarly } from '../../../src/facts/partialResult';
import { levelText } from '../../words/levelText';
import { directedWords } from '../../words/directedWords';
import { orderedMatrix, pairsAtNull, presentMeasures, type OrderedMatrix } from '../../state/matrixCells';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { scoreChoices } from '../../words/scoreChoices';
import { choice } from '../field';
import { heatExportButton, type HeatExport } from '../exportButton';
import { heatMap } from '../heatMap';
import type { HeatMapPlan } from '../heatMapPlan';
import { pairPane } from './pairPane';
import { notices } from '../notices';
import { calibratedAt } from '../../../src/facts/analyses/calibratedParts';
import { calibratedLegend, calibratedWords } from './calibratedNumbers';
import { measureName, readingLine, refusedList, type ResultView, type ViewContext } from './resultView';

/** How a cell as shown stands to its null level. */
function standingAt({ marked, saturated }: OrderedMatrix, row: number, column: number): Standing | undefined {
  const here = ([i, j]: Cell) => i === row && j === column;
  return saturated.some(here) ? 'saturated' : marked.some(here) ? 'chance' : undefined;
}

type Order = 'given' | 'clustered';
type Fit = 'whole' | 'fitted' | 'above' | 'calibrated';

const orders: [Order, string][] = [
  ['given', 'As given'],
  ['clustered', 'Clustered'],
];

const explanations = {
  order:
    'As given: in the order of the table. Clustered: like layers beside each other (optimal leaf order of average linkage).',
  fit: 'Whole range: the same colours in every picture. Fitted: from the least value here to the largest, to see small differences. Minus unrelated data: by how much a score exceeds what unrelated data of its size give (of a distance, falls below it), around 0. Calibrated: how far it stands above the threshold of its permutations.',
};

/** What the colours of a distance say: it grows with unlikeness. */
function distanceWords(distance: boolean, fit: Fit): string {
  if (!distance || fit === 'calibrated') return '';
  return fit === 'above' ? 'A distance: below 0 is more alike than unrelated data. ' : 'A distance: bright is alike. ';
}

/** What a hatched cell stands for. */
function missingWords(running: boolean, stopped: boolean, fit: Fit): string {
  if (running) return 'not computed yet';
  if (fit === 'calibrated') return 'not calibrated';
  if (fit === 'above') return 'no score, or no level of unrelated data';
  return stopped ? 'not computed' : 'not defined';
}

/** Where a pair of the result is in the order shown. */
function placeOf(pair: { row: number; column: number } | undefined, cells: OrderedMatrix): Cell | undefined {
  if (!pair) return undefined;
  const [row, column] = [cells.rows.indexOf(pair.row), cells.columns.indexOf(pair.column)];
  return row < 0 || column < 0 ? undefined : [row, column];
}

/** A table of the result in the order shown. */
function inOrder({ rows, columns }: OrderedMatrix, table: (number | null)[][]): (number | null)[][] {
  return rows.map((row) => columns.map((column) => table[row]?.[column] ?? null));
}

function sameArrays(one: MatrixResult, other: MatrixResult): boolean {
  const paths = ({ rows, columns }: MatrixResult) => [...rows, ...columns].map(({ path }) => path).join('\n');
  return paths(one) === paths(other);
}

/** All pairs as a heat map: choose the score, the order and the colours; a click shows the pair beside it, a double click opens it. */
export function matrixView(context: ViewContext): ResultView<MatrixResult> {
  let result: MatrixResult | undefined;
  let running = false;
  let measure: ScoreName | undefined;
  let order: Order = 'given';
  let fit: Fit = 'whole';
  let subject = '';
  /** The chosen pair, by places in the result. */
  let chosenPair: { row: number; column: number } | undefined;
  let drawing: HeatMapPlan | undefined;

  const measureChoice = choice<ScoreName>('Score', 'matrix-measure', (value) => {
    measure = value;
    if (result) drawRemarks(result);
    draw();
  });
  const orderChoice = choice<Order>(
    'Order',
    'matrix-order',
    (value) => {
      order = value;
      draw();
    },
    { explanation: explanations.order },
  );
  const fitChoice = choice<Fit>(
    'Colours',
    'matrix-fit',
    (value) => {
      fit = value;
      draw();
    },
    { explanation: explanations.fit },
  );
  const title = element('h3');
  const keep = heatExportButton('the heat map', mapToKeep);
  const remarks = element('div');
  const reading = element('div');
  const map = heatMap();
  const pane = pairPane(context.openPair);
  const convention = element('div');
  const refused = element('div');
  const node = element(
    'div',
    { class: 'result' },
    remarks,
    reading,
    element('div', { class: 'fields' }, measureChoice.node, orderChoice.node, fitChoice.node),
    element(
      'figure',
      { class: 'card', 'data-test': 'heat-matrix' },
      element('div', { class: 'chart-head' }, title, keep),
      element('div', { class: 'map-and-pane' }, map.node, pane.node),
      convention,
    ),
    refused,
  );

  /** The score chosen here, where this result has it. */
  function shownMeasure(of: MatrixResult): ScoreName {
    return measure && presentMeasures(of).includes(measure) ? measure : of.measure;
  }

  function mapToKeep(): HeatExport | undefined {
    if (!drawing || !result) return undefined;
    const shown = shownMeasure(result);
    return {
      plan: drawing,
      title: scoreFacts(shown).label,
      subject: context.subject(),
      save: (content, extension) => context.save(content, extension, shown),
    };
  }

  function draw(): void {
    if (!result) return;
    const shown = result;
    const present = presentMeasures(shown);
    const chosen = shownMeasure(shown);
    const facts = scoreFacts(chosen);
    const { label, distance, bound } = facts;
    const held = shown.calibrated?.measure === chosen ? shown.calibrated : undefined;
    const fits = (fit === 'above' && !shown.nulls?.[chosen]) || (fit === 'calibrated' && !held) ? 'whole' : fit;
    const stopped = shown.warnings.some(({ code }) => code === stoppedEarly);
    measureChoice.show(scoreChoices(present), chosen);
    // What is not whole is in no order by likeness.
    const clusters = !running && !stopped;
    const arrangedBy = clusters ? order : 'given';
    orderChoice.show(clusters ? orders : orders.slice(0, 1), arrangedBy);
    fitChoice.show(
      [
        ['whole', `Whole range, ${endsOf(facts)}`],
        ['fitted', 'Fitted to the values'],
        ...(shown.nulls?.[chosen] ? [['above', 'Minus unrelated data, around 0'] as const] : []),
        ...(held ? [['calibrated', 'Calibrated by permutations, 0 to 1'] as const] : []),
      ],
      fits,
    );
    const beside = fits === 'above' ? ' minus that of unrelated data' : fits === 'calibrated' ? ', calibrated' : '';
    const about = `${chosen} ${beside}`;
    if (subject !== about) title.replaceChildren(measureName(chosen), beside);
    subject = about;

    const ordered = orderedMatrix(shown, chosen, arrangedBy);
    const cells =
      fits === 'above'
        ? { ...ordered, values: aboveNull(ordered, shown.nulls?.[chosen]) }
        : fits === 'calibrated'
          ? { ...ordered, values: inOrder(ordered, held!.values), marked: [], saturated: [] }
          : ordered;
    const whole = wholeScale(facts);
    const [low, high] = (fits === 'fitted' ? extent(cells.values) : undefined) ?? [whole.low, whole.high];
    const scale =
      fits === 'above'
        ? aroundZero(cells.values, whole.reversed)
        : fits === 'calibrated'
          ? { ...whole, low: 0, high: 1, reversed: false }
          : { ...whole, low, high };
    const rows = cells.rows.map((row) => shown.rows[row]);
    const columns = cells.columns.map((column) => shown.columns[column]);
    const arranged =
      arrangedBy === 'clustered' ? `Like layers stand beside each other, by ${scoreFacts(shown.measure).label}. ` : '';
    drawing = {
      ...cells,
      rows: rows.map(({ name }) => name),
      columns: columns.map(({ name }) => name),
      axes: { rows: arraysAxis(rows, 'a'), columns: arraysAxis(columns, 'b') },
      scale,
      label: `${label}${beside} of ${counted(rows.length, 'layer')} with ${shown.square ? 'each other' : counted(columns.length, 'layer')}.`,
      quantity: `${label}${beside}`,
      caption: `${directedWords(facts)}${distanceWords(distance !== undefined, fits)}${arranged}`.trim(),
      hint: 'Click a cell for its scores; a double click or Enter opens the full comparison.',
      test: 'matrix-table',
      corner: 'a \\ b',
      missing: missingWords(running, stopped, fits),
      running,
      note: (row, column) => {
        const reason = cells.reasons.get(`${row},${column}`);
        if (reason !== undefined) return reason;
        const standing = standingAt(cells, row, column);
        const number = held && calibratedAt(held, cells.rows[row], cells.columns[column]);
        const own = number && calibratedWords(number);
        if (standing === 'saturated') return [standings.saturated.meaning, own].filter(Boolean).join('; ');
        const value = ordered.values[row]?.[column] ?? null;
        const chance = shown.nulls?.[chosen]?.[cells.rows[row]]?.[cells.columns[column]] ?? null;
        const level = chance === null ? undefined : `unrelated data: ${levelText(chance, bound)}`;
        const itself = beside !== '' && value !== null ? `score: ${score(value)}` : undefined;
        return [itself, standing && standings[standing].meaning, level, own].filter(Boolean).join('; ') || undefined;
      },
      open: (row, column) => context.openPair(rows[row].path, columns[column].path),
      choose: (row, column) => {
        chosenPair = { row: cells.rows[row], column: cells.columns[column] };
        if (!running) context.askPair(rows[row].path, columns[column].path);
        draw();
      },
      chosen: placeOf(chosenPair, cells),
    };
    map.show(drawing);
    convention.replaceChildren(
      ...(held ? calibratedLegend(shown.options.calibrate, ` ${bestConvention(held, shown.square)}`) : []),
    );
    const inPane = { ...chosenPair!, measure: chosen, scale: whole };
    pane.show(shown, drawing.chosen && { ...inPane, rows: cells.rows, columns: cells.columns });
  }

  /** What stands above the map, of the score that is shown, and below it. */
  function drawRemarks(shown: MatrixResult): void {
    const alike = running ? 0 : pairsAtNull(shown);
    const order =
      alike > 0
        ? [
            {
              code: 'at-null',
              message: `${counted(alike, 'pair')} score${alike === 1 ? 's' : ''} no higher than unrelated data although they have as many samples and neurons (among the cells with a dot).`,
            },
          ]
        : [];
    const list = notices([...order, ...noticesOf(shown.warnings, shownMeasure(shown))]);
    remarks.replaceChildren(...(list ? [list] : []));
    reading.replaceChildren(readingLine(shown.reading ?? ''));
    const names = new Map([...shown.rows, ...shown.columns].map(({ path, name }) => [path, name]));
    refused.replaceChildren(...(running ? [] : refusedList(shown.refused, (path) => names.get(path) ?? path, 'pair')));
  }

  return {
    node,
    show(next, more) {
      if (result && !sameArrays(result, next)) chosenPair = undefined;
      const ended = running && !more;
      result = next;
      running = more;
      // A pair that was chosen while it ran could not be asked for yet.
      if (ended && chosenPair) context.askPair(next.rows[chosenPair.row].path, next.columns[chosenPair.column].path);
      drawRemarks(next);
      draw();
    },
    showPair: pane.showPair,
    shownScore: () => result && shownMeasure(result),
    restyle: draw,
  };
}
