import { numberOptions } from '../../src/facts/numberOptions';
import { projectionBases } from '../../src/facts/projectionBases';
import type { CanonicalDirection, DirectionsOutcome, DirectionsRequest } from '../../src/protocol/pairExtras';
import { scatterFigure, variateFigure } from '../charts/scatterFigure';
import { element } from '../element';
import { lastPart } from '../../src/facts/lastPart';
import { count, magnitude, score } from '../../src/facts/numbers';
import { readPalette } from '../theme';
import { button, dropdown } from '../toolkit';
import { frequencyDirections } from '../words/conventions';
import { directionsRefusal } from '../words/directionsRefusal';
import { extraStatus } from './extraStatus';
import { frequencyChoice, signed } from './frequencyChoice';
import type { FigureGrid } from './figureGrid';
import { icon } from './icon';
import { remarksBeyond } from './notices';
import type { PairSection, SectionContext } from './pairSection';
import { plainTable } from './plainTable';
import { tip } from './tip';
import { wholeField } from './wholeField';

const explanation =
  'Canonical directions: for each, the combination of a’s neurons and the one of b’s that correlate most and with no earlier ones. A loading is the correlation of a neuron with its side’s variate.';
const projectionExplanation =
  'For network compression: for each side a matrix P′P of neurons × neurons that keeps the space of its first directions, with P and the means. A layer’s row z becomes mean + (z − mean) P′P (Raghu et al. 2017; tutorial 003 of google/svcca).';

/** The section, in which nothing is computed before somebody asks for it. */
export function directionsSection(actions: SectionContext<'directions'>): PairSection<'directions'> {
  let asked: DirectionsRequest | undefined;
  let shown: DirectionsOutcome | undefined;
  const blocks: Block[] = [];
  const number = wholeField('directions', 'How many', numberOptions.drawnDirections, ask);
  const frequency = frequencyChoice();
  const labelled = element('span', { class: 'small-print', 'data-test': 'directions-labels' });
  // The first click takes the nearest labels, where there are some; the next one asks. No element: the toolkit gives those in a button the size of an icon.
  const chooseText = document.createTextNode('');
  const choose = button(
    [chooseText],
    () => request((wanted) => actions.send({ type: 'chooseLabels', request: wanted }), true),
    { 'data-test': 'choose-labels' },
  );
  const without = button(['Without Labels'], () => asked && request((wanted) => actions.ask(wanted), false), {
    'data-test': 'without-labels',
  });
  const status = extraStatus(
    'The directions are shown.',
    () => actions.cancel(),
    () => actions.showLog(),
  );
  const projection = projectionRow(actions);
  const convention = element('p', { class: 'small-print', 'data-test': 'directions-convention' });
  const list = element('div', { class: 'extra-list' });
  const save = button([icon('save', 'start'), 'JSON'], () => shown && actions.saveJson(shown), {
    'data-test': 'save-directions',
    'aria-label': 'Save the directions as JSON',
    title: 'Save the directions as JSON',
  });
  const remarks = element('div');
  const result = element(
    'div',
    { class: 'extra-result', 'data-test': 'directions-result' },
    remarks,
    convention,
    list,
    save,
  );
  const fields = element(
    'div',
    { class: 'fields' },
    number.node,
    frequency.node,
    element(
      'div',
      { class: 'field-end' },
      button(['Show Directions'], ask, { 'data-test': 'show-directions' }),
      choose,
      without,
      labelled,
    ),
  );
  const refusal = element('p', { class: 'small-print', 'data-test': 'no-directions', hidden: true });
  const node = element(
    'section',
    { class: 'extra', 'aria-labelledby': 'directions-title', 'data-test': 'directions', hidden: true },
    element('h2', { id: 'directions-title' }, tip(['Directions'], explanation)),
    refusal,
    fields,
    status.node,
    result,
    projection.node,
  );

  function ask(): void {
    request((wanted) => actions.ask(wanted), true);
  }

  /** What the controls ask for, with the labels that are in use unless they are to go. */
  function request(use: (wanted: DirectionsRequest) => void, withLabels: boolean): void {
    const wanted = number.read();
    if (wanted === undefined) return;
    const { labels, names } = withLabels && asked ? asked : {};
    const at = frequency.read();
    use({
      count: wanted,
      points: numberOptions.drawnPoints.usual,
      ...(at && { frequency: at }),
      ...(labels && { labels }),
      ...(names !== undefined && { names }),
    });
  }

  function draw(): void {
    const palette = readPalette();
    const directions = shown?.directions ?? [];
    while (blocks.length < directions.length) blocks.push(blockFor(actions.figures()));
    for (const block of blocks.splice(directions.length)) {
      block.charts.show(() => [], palette);
      block.node.remove();
    }
    directions.forEach((direction, at) => {
      const block = blocks[at];
      // Into the page before it is drawn: a chart takes its size from there.
      if (list.children[at] !== block.node) list.append(block.node);
      if (!shown) return;
      const outcome = shown;
      block.charts.show(
        (inks) => [variateFigure(outcome, direction, inks), scatterFigure(outcome, direction, inks)],
        palette,
      );
    });
  }

  return {
    node,
    update(extra, report) {
      node.hidden = !report;
      if (report) {
        frequency.show(report.dft);
        const reason = directionsRefusal(report);
        fields.hidden = reason !== undefined;
        refusal.hidden = reason === undefined;
        refusal.textContent = reason ?? '';
        projection.node.hidden = reason !== undefined;
        projection.allow(!report.dft);
      }
      status.update(extra);
      asked = extra?.request;
      const labels = asked?.labels;
      labelled.textContent = labels ? `Coloured by ${lastPart(labels.path)}${namedBy(asked?.names)}.` : '';
      without.hidden = !labels;
      chooseText.textContent = labels ? 'Other Labels…' : 'Colour by Labels';
      const outcome = extra?.status === 'done' ? extra.outcome : undefined;
      result.hidden = !outcome;
      if (outcome === shown) return;
      shown = outcome;
      const said = remarksBeyond(outcome, report);
      remarks.hidden = !said;
      remarks.replaceChildren(...(said ? [said] : []));
      const at = outcome?.frequency?.at;
      convention.hidden = !at;
      convention.textContent = at ? `At frequency (${at.map(signed).join(', ')}). ${frequencyDirections}` : '';
      draw();
      outcome?.directions.forEach((direction, at) => describe(blocks[at], direction, outcome));
    },
    redraw: draw,
  };
}

/** The place of one direction: heading, two charts, and what carries it. */
interface Block {
  node: HTMLElement;
  heading: HTMLElement;
  charts: FigureGrid;
  tables: HTMLElement;
}

function blockFor(charts: FigureGrid): Block {
  const heading = element('h3');
  const tables = element('div', { class: 'table-row' });
  return { node: element('article', { class: 'direction' }, heading, charts.node, tables), heading, charts, tables };
}

function describe(
  { node, heading, tables }: Block,
  direction: CanonicalDirection,
  { classNames }: DirectionsOutcome,
): void {
  const { index, correlation, neuronsA, neuronsB, byClass } = direction;
  node.setAttribute('data-test', `direction-${index + 1}`);
  node.setAttribute('data-value', String(correlation));
  heading.textContent = `Direction ${index + 1}, correlation ${score(correlation)}`;
  const number = (value: number, text: string) => ({ text, value });
  const neurons = (side: 'a' | 'b', list: typeof neuronsA) =>
    plainTable(
      `Neurons of ${side}`,
      ['Neuron', 'Loading', 'Weight'],
      list.map(({ neuron, loading, weight }) => [
        String(neuron),
        number(loading, score(loading)),
        number(weight, magnitude(weight)),
      ]),
      `neurons-${side}`,
    );
  tables.replaceChildren(neurons('a', neuronsA), neurons('b', neuronsB));
  if (!byClass) return;
  const rows = byClass.map(({ label, count: samples, meanA, meanB, spreadA }) => [
    classNames?.[label] ?? String(label),
    number(samples, count(samples)),
    number(meanA, score(meanA)),
    number(meanB, score(meanB)),
    number(spreadA, score(spreadA)),
  ]);
  tables.append(plainTable('Classes', ['Class', 'Samples', 'Mean a', 'Mean b', 'Spread a'], rows, 'direction-classes'));
}

/** The row that saves projections, or says why there are none. */
function projectionRow(actions: SectionContext<'directions'>): { node: HTMLElement; allow(possible: boolean): void } {
  const by = dropdown(
    projectionBases.map((base) => [base, base.toUpperCase()] as const),
    () => undefined,
    { 'aria-label': 'Directions of the projections', 'data-test': 'projection-by' },
  );
  const rank = wholeField('rank', 'Rank', numberOptions.projectionRank, save);
  function save(): void {
    const wanted = rank.read();
    if (wanted !== undefined) actions.send({ type: 'saveProjections', by: by.get(), rank: wanted });
  }
  const fields = element(
    'div',
    { class: 'fields projections' },
    element(
      'div',
      { class: 'field' },
      element('span', { class: 'field-label' }, tip(['Projections by'], projectionExplanation)),
      by.node,
    ),
    rank.node,
    element('div', { class: 'field-end' }, button(['Save Projections…'], save, { 'data-test': 'save-projections' })),
  );
  const refusal = element(
    'p',
    { class: 'small-print', 'data-test': 'no-projections' },
    'There are no projections by frequency: they act on activations, not on frequencies. Read maps as averages or flattened for them.',
  );
  return {
    node: element('div', {}, fields, refusal),
    allow(possible) {
      fields.hidden = !possible;
      refusal.hidden = possible;
    },
  };
}

function namedBy(names: string | undefined): string {
  return names === undefined ? '' : `, names from ${lastPart(names)}`;
}
