import { verdictRule } from '../../../src/facts/verdictRule';
import type { DynamicsOfModel, DynamicsResult } from '../../../src/facts/analyses/dynamics';
import type { Cell } from '../../charts/heatCells';
import { dynamicsWords } from '../../../src/facts/figureWords';
import { depthLimit } from '../../charts/depthColour';
import { dynamicsFigure } from '../../charts/dynamicsFigure';
import { wholeScale } from '../../../src/facts/measures/scoreScale';
import { element } from '../../element';
import { axisOfNames } from '../../state/heatAxes';
import { dash, score } from '../../../src/facts/numbers';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { holdsWord, neverSettled } from '../../words/convergenceWords';
import { standingMark } from '../../words/standingMark';
import { readPalette } from '../../theme';
import { choice } from '../field';
import { figureGrid } from '../figureGrid';
import { heatExportButton, type HeatExport } from '../exportButton';
import { heatMap } from '../heatMap';
import type { HeatMapPlan } from '../heatMapPlan';
import { tip } from '../tip';
import { valueTable } from '../valueTable';
import { calibratedAt } from '../../../src/facts/analyses/calibratedParts';
import { calibratedLegend, calibratedValue } from './calibratedNumbers';
import { measureName, readingLine, showBeside, type ResultView, type ViewContext } from './resultView';

/** A heading with the table under it. */
function section(title: (Node | string)[], ...content: HTMLElement[]): HTMLElement {
  return element('section', { class: 'card' }, element('h3', {}, ...title), ...content);
}

/** The cells of one of the grids. */
function atGrid(cells: readonly [number, number, number][] = [], grid: number): Cell[] {
  return cells.flatMap(([c, row, column]): Cell[] => (c === grid ? [[row, column]] : []));
}

/** Every checkpoint against the final one: lines, the layers that can be frozen, the grid of layers at each checkpoint. */
export function dynamicsView(context: ViewContext): ResultView<DynamicsResult> {
  let result: DynamicsResult | undefined;
  let model: string | undefined;
  let place: number | undefined;
  let drawing: HeatMapPlan | undefined;
  let courseShown: HeatMapPlan | undefined;

  const modelChoice = choice<string>(
    'Model',
    'dynamics-model',
    (value) => {
      model = value;
      place = undefined;
      draw();
    },
    { hideSingle: true },
  );
  const remarks = element('div');
  const reading = element('div');
  const charts = figureGrid(context.subject, (figure, content, extension) =>
    context.save(content, extension, figure.id),
  );
  const tables = element('div', { class: 'result' });
  const slider = element('input', {
    type: 'range',
    min: 0,
    step: 1,
    class: 'slider',
    'data-test': 'grid-slider',
    'aria-label': 'Checkpoint',
    oninput: () => {
      place = Number(slider.value);
      drawGrid();
    },
  });
  const when = element('output', { class: 'slider-value', 'data-test': 'grid-checkpoint' });
  const keep = heatExportButton('the grid', gridToKeep);
  const map = heatMap();
  const grid = element(
    'figure',
    { class: 'card', 'data-test': 'heat-dynamics' },
    element(
      'div',
      { class: 'chart-head' },
      element('h3', {}, 'Layers at a checkpoint against layers at the final one'),
      keep,
    ),
    element('div', { class: 'slider-row' }, element('span', { class: 'field-label' }, 'Checkpoint'), slider, when),
    map.node,
  );
  const course = heatMap();
  const courseTitle = element('h3');
  const courseCard = element(
    'figure',
    { class: 'card', 'data-test': 'heat-course' },
    element(
      'div',
      { class: 'chart-head' },
      courseTitle,
      heatExportButton('each layer at each checkpoint', courseToKeep),
    ),
    course.node,
  );
  const pictures = element('div', {}, charts.node, courseCard);
  const refused = element('div');
  const node = element('div', { class: 'result' }, remarks, modelChoice.node, reading, pictures, grid, tables, refused);

  const current = () => result?.models.find((one) => one.model === model) ?? result?.models[0];

  function gridToKeep(): HeatExport | undefined {
    const [plan, one] = [drawing, current()];
    if (!plan || !one || !result) return undefined;
    const title = `${scoreFacts(result.measure).label}: ${one.checkpoints[place ?? 0]} against ${one.final}`;
    return {
      plan,
      title,
      subject: context.subject(),
      save: (content, extension) => context.save(content, extension, 'grid'),
    };
  }

  function courseToKeep(): HeatExport | undefined {
    const one = current();
    if (!courseShown || !one || !result) return undefined;
    return {
      plan: courseShown,
      title: dynamicsWords.mapTitle(scoreFacts(result.measure).label, one.final),
      subject: context.subject(),
      save: (content, extension) => context.save(content, extension, 'course'),
    };
  }

  function drawGrid(): void {
    const one = current();
    const grids = one?.grids;
    grid.hidden = !grids || grids.length === 0;
    if (!result || !one || !grids || grids.length === 0) return;
    // The final checkpoint against itself says little of learning: begin before it.
    const at = (place = Math.min(place ?? Math.max(0, grids.length - 2), grids.length - 1));
    slider.max = String(grids.length - 1);
    slider.value = String(at);
    when.textContent = one.checkpoints[at];
    slider.setAttribute('aria-valuetext', one.checkpoints[at]);
    const facts = scoreFacts(result.measure);
    const final = one.checkpoints.indexOf(one.final);
    const open = (row: number, column: number) => {
      const [a, b] = [one.paths[at]?.[row], one.paths[final]?.[column]];
      if (a && b) context.openPair(a, b);
    };
    drawing = {
      values: grids[at],
      rows: one.layers,
      columns: one.layers,
      axes: {
        rows: axisOfNames(`Layers at ${one.checkpoints[at]} (a)`, one.layers),
        columns: axisOfNames(`Layers at ${one.final} (b)`, one.layers),
      },
      scale: wholeScale(facts),
      refused: [],
      marked: atGrid(one.gridsAtChance, at),
      saturated: atGrid(one.gridsSaturated, at),
      label: `${facts.label} of the layers at ${one.checkpoints[at]} with the layers at ${one.final}.`,
      quantity: facts.label,
      caption: '',
      hint: 'Click a cell for the full comparison.',
      test: 'grid-table',
      corner: `${one.checkpoints[at]} \\ ${one.final}`,
      missing: 'not defined',
      running: false,
      open,
    };
    map.show(drawing);
  }

  /** The same numbers as the lines, layer by checkpoint, where lines are too many to follow. */
  function drawCourse(one: DynamicsOfModel, { measure }: DynamicsResult): void {
    const many = one.layers.length > depthLimit;
    courseCard.hidden = !many;
    pictures.className = many ? 'beside' : '';
    if (!many) return;
    const facts = scoreFacts(measure);
    const final = one.checkpoints.indexOf(one.final);
    const turned = (cells: readonly [number, number][] = []) => cells.map(([c, l]): Cell => [l, c]);
    courseTitle.textContent = 'Each layer at each checkpoint';
    courseShown = {
      values: one.layers.map((_layer, l) => one.checkpoints.map((_checkpoint, c) => one.values[c]?.[l] ?? null)),
      rows: one.layers,
      columns: one.checkpoints,
      axes: { rows: axisOfNames('Layers', one.layers), columns: axisOfNames('Checkpoints', one.checkpoints) },
      scale: wholeScale(facts),
      refused: [],
      marked: turned(one.atChance),
      saturated: turned(one.saturated),
      label: `${facts.label} of each layer at each checkpoint with itself at ${one.final}.`,
      quantity: facts.label,
      caption: `Each layer at each checkpoint against itself at ${one.final}.`,
      hint: 'Click a cell for the full comparison.',
      test: 'course-table',
      corner: 'Layer',
      missing: 'not defined',
      running: false,
      open(l, c) {
        const [a, b] = [one.paths[c]?.[l], one.paths[final]?.[l]];
        if (a && b) context.openPair(a, b);
      },
    };
    course.show(courseShown);
  }

  function valuesTable(one: DynamicsOfModel, shown: DynamicsResult): HTMLElement {
    const final = one.checkpoints.indexOf(one.final);
    return valueTable({
      test: 'dynamics-table',
      label: `${scoreFacts(shown.measure).label} of each layer at each checkpoint with ${one.final}`,
      corner: 'Checkpoint',
      columns: one.layers,
      rows: one.checkpoints,
      cell: (row, column) => {
        const [value, a, b] = [one.values[row]?.[column] ?? null, one.paths[row]?.[column], one.paths[final]?.[column]];
        const at = ([c, l]: [number, number]) => c === row && l === column;
        const standing = one.saturated?.some(at) ? 'saturated' : one.atChance?.some(at) ? 'chance' : undefined;
        return {
          value,
          ...standingMark(value, standing),
          press: a && b && value !== null ? () => context.openPair(a, b) : undefined,
        };
      },
    });
  }

  /** The same cells calibrated, where that was asked for. */
  function calibratedSection(one: DynamicsOfModel, { measure, options }: DynamicsResult): HTMLElement[] {
    const { calibrated, layers, checkpoints } = one;
    if (!calibrated) return [];
    const table = valueTable({
      test: 'calibrated-table',
      label: `${scoreFacts(measure).label} of each layer at each checkpoint with ${one.final}, calibrated`,
      corner: 'Checkpoint',
      columns: layers,
      rows: checkpoints,
      cell: (row, column) => calibratedValue(calibratedAt(calibrated, row, column)),
    });
    return [section([measureName(measure), ' calibrated'], table, ...calibratedLegend(options.calibrate))];
  }

  function frozenTable({ frozen, checkpoints }: DynamicsOfModel): HTMLElement {
    return valueTable({
      test: 'frozen-table',
      label: 'First checkpoint from which on each layer stays above the threshold',
      corner: 'Layer',
      columns: ['Converged from'],
      rows: frozen.map(({ layer }) => layer),
      cell: (row) => ({
        text: frozen[row].checkpoint ?? neverSettled(checkpoints),
        attributes: { 'data-index': String(frozen[row].index ?? '') },
      }),
    });
  }

  function lowerTable({ lowerFirst }: DynamicsOfModel): HTMLElement {
    return valueTable({
      test: 'lower-first-table',
      label: 'Whether lower layers are closer to their final state, by checkpoint',
      corner: 'Checkpoint',
      columns: ['Holds', 'Kendall’s τ', 'Exceptions', 'Ties'],
      rows: lowerFirst.map(({ checkpoint }) => checkpoint),
      cell: (row, column) => {
        const { holds, tau, violations, ties = [] } = lowerFirst[row];
        if (column === 0) return { text: holdsWord(holds) };
        if (column === 1) return { value: tau, text: score(tau) };
        const [listed, sign] = column === 2 ? [violations, '<'] : [ties, '='];
        const pairs = listed.map(([lower, upper]) => `${lower} ${sign} ${upper}`).join(', ');
        return { text: pairs === '' ? dash : pairs, title: pairs };
      },
    });
  }

  function draw(): void {
    const one = current();
    if (!result || !one) return;
    modelChoice.show(
      result.models.map(({ model: name }) => [name, name === '' ? 'The model' : name] as const),
      one.model,
    );
    reading.replaceChildren(readingLine(one.reading));
    const { measure, threshold } = result;
    charts.show((palette) => [dynamicsFigure(one, measure, threshold, palette)], readPalette());
    drawCourse(one, result);
    drawGrid();
    const verdicts = element(
      'div',
      { class: 'halves' },
      section([`Layers that stay at ${result.threshold} or above`], frozenTable(one)),
      section([tip(['Do lower layers converge first?'], verdictRule)], lowerTable(one)),
    );
    tables.replaceChildren(
      section([measureName(result.measure), ` with ${one.final}`], valuesTable(one, result)),
      ...calibratedSection(one, result),
      one.layers.length > depthLimit
        ? element(
            'details',
            { 'data-test': 'verdict-details' },
            element('summary', {}, 'Every layer and every exception'),
            verdicts,
          )
        : verdicts,
    );
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
