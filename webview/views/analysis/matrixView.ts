import { noticesOf } from '../../../src/facts/noticesOf';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import type { ScoreName } from '../../../src/facts/measures';
import { standings, type Standing } from '../../../src/facts/standing';
import type { Cell } from '../../charts/heatCells';
import { extent } from '../../charts/colourScale';
import { heatMapAsPng } from '../../charts/heatPicture';
import { endsOf, wholeScale } from '../../charts/scoreScale';
import { element } from '../../element';
import { arraysAxis } from '../../state/heatAxes';
import { counted } from '../../../src/facts/numbers';
import { levelText } from '../../words/levelText';
import { orderedMatrix, pairsAtNull, presentMeasures, type OrderedMatrix } from '../../state/matrixCells';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { readPalette } from '../../theme';
import { button } from '../../toolkit';
import { choice } from '../field';
import { heatMap } from '../heatMap';
import type { HeatMapPlan } from '../heatMapPlan';
import { icon } from '../icon';
import { notices } from '../notices';
import { measureName, readingLine, refusedList, type ResultView, type ViewContext } from './resultView';

/** How a cell as shown stands to its null level. */
function standingAt({ marked, saturated }: OrderedMatrix, row: number, column: number): Standing | undefined {
  const here = ([i, j]: Cell) => i === row && j === column;
  return saturated.some(here) ? 'saturated' : marked.some(here) ? 'chance' : undefined;
}

type Order = 'given' | 'clustered';
type Fit = 'whole' | 'fitted';

const orders: [Order, string][] = [
  ['given', 'As given'],
  ['clustered', 'Clustered'],
];

const explanations = {
  order:
    'As given: in the order of the table. Clustered: like layers beside each other (optimal leaf order of average linkage).',
  fit: 'Whole range: the same colours in every picture. Fitted: from the least value here to the largest, to see small differences.',
};

/** All pairs as a heat map: choose the score, the order and the colours; a click opens the pair. */
export function matrixView(context: ViewContext): ResultView<MatrixResult> {
  let result: MatrixResult | undefined;
  let running = false;
  let measure: ScoreName | undefined;
  let order: Order = 'given';
  let fit: Fit = 'whole';
  let subject = '';
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
  const png = button(
    [icon('save')],
    savePng,
    { 'data-test': 'save-png', title: 'Save as PNG', 'aria-label': 'Save the heat map as PNG' },
    'icon',
  );
  const remarks = element('div');
  const reading = element('div');
  const map = heatMap();
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
      element('div', { class: 'chart-head' }, title, png),
      map.node,
    ),
    refused,
  );

  /** The score chosen here, where this result has it. */
  function shownMeasure(of: MatrixResult): ScoreName {
    return measure && presentMeasures(of).includes(measure) ? measure : of.measure;
  }

  function savePng(): void {
    const plan = drawing;
    if (!plan || !result) return;
    const shown = shownMeasure(result);
    const name = scoreFacts(shown).label;
    void heatMapAsPng(plan, name, context.subject(), readPalette()).then((bytes) => context.save(bytes, 'png', shown));
  }

  function draw(): void {
    if (!result) return;
    const shown = result;
    const present = presentMeasures(shown);
    const chosen = shownMeasure(shown);
    const facts = scoreFacts(chosen);
    const { label, distance, bound } = facts;
    measureChoice.show(
      present.map((one) => [one, scoreFacts(one).label] as const),
      chosen,
    );
    orderChoice.show(orders, order);
    fitChoice.show(
      [
        ['whole', `Whole range, ${endsOf(facts)}`],
        ['fitted', 'Fitted to the values'],
      ],
      fit,
    );
    if (subject !== chosen) title.replaceChildren(measureName(chosen));
    subject = chosen;

    const cells = orderedMatrix(shown, chosen, order);
    const whole = wholeScale(facts);
    const [low, high] = (fit === 'fitted' ? extent(cells.values) : undefined) ?? [whole.low, whole.high];
    const scale = { ...whole, low, high };
    const rows = cells.rows.map((row) => shown.rows[row]);
    const columns = cells.columns.map((column) => shown.columns[column]);
    const arranged =
      order === 'clustered' ? `Like layers stand beside each other, by ${scoreFacts(shown.measure).label}. ` : '';
    drawing = {
      ...cells,
      rows: rows.map(({ name }) => name),
      columns: columns.map(({ name }) => name),
      axes: { rows: arraysAxis(rows, 'a'), columns: arraysAxis(columns, 'b') },
      scale,
      label: `${label} of ${counted(rows.length, 'layer')} with ${shown.square ? 'each other' : counted(columns.length, 'layer')}.`,
      caption: `${distance ? 'A distance: bright is alike. ' : ''}${arranged}Click a cell for the full comparison.`,
      test: 'matrix-table',
      corner: 'a \\ b',
      missing: running ? 'not computed yet' : 'not defined',
      running,
      note: (row, column) => {
        const reason = cells.reasons.get(`${row},${column}`);
        if (reason !== undefined) return reason;
        const standing = standingAt(cells, row, column);
        if (standing === 'saturated') return standings.saturated.meaning;
        const chance = shown.nulls?.[chosen]?.[cells.rows[row]]?.[cells.columns[column]] ?? null;
        const level = chance === null ? undefined : `unrelated data: ${levelText(chance, bound)}`;
        return [standing && standings[standing].meaning, level].filter(Boolean).join('; ') || undefined;
      },
      open: (row, column) => context.openPair(rows[row].path, columns[column].path),
    };
    map.show(drawing);
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
      result = next;
      running = more;
      drawRemarks(next);
      draw();
    },
    restyle: draw,
  };
}
