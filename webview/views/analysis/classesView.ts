import { clearNotGiven, notGiven } from '../../../src/facts/repeatedSamples';
import { standingOfClass, standingOfMean } from '../../../src/facts/standingIn';
import type { ClassesOfLayer, ClassesResult } from '../../../src/facts/analyses/classes';
import { classFigure, classLineLimit } from '../../charts/classFigures';
import {
  classModels,
  classPlaces,
  overCheckpoints,
  overLayers,
  type ClassSlice,
} from '../../../src/facts/analyses/classSlices';
import { filterClasses, type ClassOrder, type ClassQuantity } from '../../state/shownClasses';
import { saidOnce } from '../../state/heatAxes';
import { classConventions } from '../../words/conventions';
import { element } from '../../element';
import { count, counted, percent, tabular } from '../../../src/facts/numbers';
import { readPalette } from '../../theme';
import { textField } from '../../toolkit';
import { choice, field } from '../field';
import { figureGrid } from '../figureGrid';
import { notices } from '../notices';
import { standingMark } from '../../words/standingMark';
import { tip } from '../tip';
import { valueTable } from '../valueTable';
import { classMap } from './classMap';
import { readingLine, refusedList, type ResultView, type ViewContext } from './resultView';
import { smallMultiples } from './smallMultiples';

/** Name of a model or checkpoint that the file names did not tell. */
const named = (name: string, unnamed: string) => [name, name === '' ? unnamed : name] as const;

/** How well each class can be read off the layers: lines or small pictures, the numbers, and which classes are there first. */
export function classesView(context: ViewContext): ResultView<ClassesResult> {
  let result: ClassesResult | undefined;
  let model: string | undefined;
  let checkpoint: string | undefined;
  let layer: string | undefined;
  let quantity: ClassQuantity = 'R';
  let wanted = '';
  let order: ClassOrder = 'file';
  /** Classes of which lines stand among the summary of many, as places in the result. */
  let lines: number[] = [];

  const redraw =
    <T>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      draw();
    };
  const quantityChoice = choice<ClassQuantity>(
    'Show',
    'class-quantity',
    redraw((value) => (quantity = value)),
    {
      explanation: `${classConventions.R} ${classConventions.adjusted}`,
    },
  );
  const modelChoice = choice<string>(
    'Model',
    'class-model',
    redraw((value) => (model = value)),
    { hideSingle: true },
  );
  const checkpointChoice = choice<string>(
    'Layers at checkpoint',
    'class-checkpoint',
    redraw((value) => (checkpoint = value)),
    {
      hideSingle: true,
    },
  );
  const layerChoice = choice<string>(
    'Checkpoints of layer',
    'class-layer',
    redraw((value) => (layer = value)),
    {
      hideSingle: true,
    },
  );
  const filter = textField(
    redraw((text: string) => (wanted = text)),
    {
      placeholder: 'Names or numbers, with commas',
      'aria-label': 'Classes to show',
      'data-test': 'class-filter',
      class: 'filter',
    },
  );
  const facts = element('p', { class: 'small-print', 'data-test': 'class-facts' });
  const remarks = element('div');
  const reading = element('div');
  const charts = figureGrid(context.subject, (figure, content, extension) =>
    context.save(content, extension, figure.id),
  );
  const map = classMap(
    context,
    (place) => {
      lines = lines.includes(place) ? lines.filter((one) => one !== place) : [...lines, place].slice(-classLineLimit);
      draw();
    },
    redraw((value) => (order = value)),
  );
  const multiples = smallMultiples(context);
  const numbers = element('section', { class: 'card' });
  const rankings = element('div', { class: 'halves' });
  const refused = element('div');
  const node = element(
    'div',
    { class: 'result' },
    remarks,
    reading,
    element(
      'div',
      { class: 'fields' },
      quantityChoice.node,
      modelChoice.node,
      checkpointChoice.node,
      layerChoice.node,
      field('Classes', undefined, filter.node),
    ),
    facts,
    charts.node,
    map.node,
    multiples.node,
    numbers,
    rankings,
    refused,
  );

  /** Classes by layers, R and the adjusted R² of each beside each other, under them the whole label matrix. */
  function table(shown: ClassesResult, slice: ClassSlice, places: readonly number[]): HTMLElement {
    const heads = saidOnce(slice.names).names.flatMap((name) => [`${name} R`, `${name} adj. R²`]);
    const names = places.map((place) => shown.classes[place].name);
    return valueTable({
      test: 'classes-table',
      label: `R and adjusted R² of ${counted(places.length, 'class', 'classes')} over the ${slice.along}`,
      corner: 'Class',
      columns: heads,
      rows: ['All classes (mean CCA)', ...names],
      cell: (row, column) => {
        const [at, which] = [slice.layers[column >> 1], column % 2 === 0 ? ('R' as const) : ('adjusted' as const)];
        const attributes = { 'data-quantity': row === 0 ? 'whole' : which, 'data-column': slice.names[column >> 1] };
        if (row === 0) {
          if (which === 'adjusted') return { text: '', attributes };
          const value = at.whole?.mean ?? null;
          return { value, ...standingMark(value, standingOfMean(at.whole)), attributes };
        }
        const [place, value] = [places[row - 1], at[which][places[row - 1]] ?? null];
        return { value, ...standingMark(value, standingOfClass(at, place)), attributes };
      },
    });
  }

  function ranking({ over, order, repeats }: ClassesResult['ranking'][number]): HTMLElement {
    const tied = (row: number) => order.filter(({ place }) => place === order[row].place).length > 1;
    const body =
      order.length === 0
        ? element('p', { class: 'small-print' }, repeats ? `The order is ${notGiven}.` : 'No class is above chance.')
        : valueTable({
            test: `ranking-${over}`,
            label: `Classes by how early they are there over the ${over}`,
            corner: 'Class',
            columns: ['Place', 'Mean position'],
            rows: order.map(({ name }) => name),
            cell: (row, column) =>
              column === 0
                ? { text: `${order[row].place}${tied(row) ? ' (tied)' : ''}` }
                : { value: order[row].early, text: tabular(order[row].early) },
          });
    const title = over === 'layers' ? 'First there over the layers' : 'First learned over the checkpoints';
    return element('section', { class: 'card' }, element('h3', {}, tip([title], classConventions.early)), body);
  }

  function draw(): void {
    if (!result) return;
    const shown = result;
    const models = classModels(shown);
    const chosen = model !== undefined && models.includes(model) ? model : (models[0] ?? '');
    const checkpoints = classPlaces(shown, chosen, 'checkpoint');
    const layers = classPlaces(shown, chosen, 'layer');
    const when = checkpoint !== undefined && checkpoints.includes(checkpoint) ? checkpoint : (checkpoints.at(-1) ?? '');
    const where = layer !== undefined && layers.includes(layer) ? layer : (layers.at(-1) ?? '');
    quantityChoice.show(
      [
        ['R', 'R (multiple correlation)'],
        ['adjusted', 'Adjusted R²'],
      ],
      quantity,
    );
    modelChoice.show(
      models.map((one) => named(one, 'The model')),
      chosen,
    );
    checkpointChoice.show(
      checkpoints.map((one) => named(one, 'The checkpoint')),
      when,
    );
    layerChoice.show(
      layers.map((one) => named(one, 'The layer')),
      where,
    );

    const places = filterClasses(shown, wanted);
    const deep = overLayers(shown, chosen, when);
    const course = overCheckpoints(shown, chosen, where);
    const columns = shown.target === 'logits' ? 'columns of logits' : 'classes';
    const of = places.length === shown.classes.length ? '' : ` of ${count(shown.classes.length)}`;
    const level = ({ rank, nullR2 }: ClassesOfLayer) => `rank ${count(rank)}, E[R²] ${percent(nullR2)}`;
    const [first] = deep.layers;
    const same = deep.layers.every(({ rank, nullR2 }) => rank === first.rank && nullR2 === first.nullR2);
    const ranks =
      same && first
        ? `${level(first)} at every layer`
        : listedShort(deep.layers.map((one) => `${one.layer || one.name}: ${level(one)}`));
    facts.textContent =
      places.length === 0
        ? 'No class has a name or number like that.'
        : `${count(places.length)}${of} ${columns}. Unrelated data – ${ranks}.${byFrequency(deep.layers)}${repeated(deep.layers)}`;

    const slices = [deep, course].filter(({ names }, index) => names.length > 1 || index === 0);
    const stood = lines;
    charts.show(
      (palette) =>
        places.length === 0 ? [] : slices.map((slice) => classFigure(shown, slice, places, quantity, palette, stood)),
      readPalette(),
    );
    const many = places.length > classLineLimit;
    multiples.node.hidden = !many;
    const main = deep.names.length > 1 || course.names.length < 2 ? deep : course;
    if (many) multiples.show(shown, main, places, quantity);
    map.show({ result: shown, slice: main, places, quantity, order, chosen: lines });
    const { common } = saidOnce(main.names);
    const title = `${main.along === 'layers' ? `Layers at ${when || 'the checkpoint'}` : `Checkpoints of ${where || 'the layer'}`}${common === '' ? '' : `: ${common}`}`;
    const { R, adjusted, whole, frequencies } = classConventions;
    const explained = [R, adjusted, whole, ...(main.layers.some((one) => one.frequencies) ? [frequencies] : [])];
    numbers.replaceChildren(element('h3', {}, tip([title], explained.join(' '))), table(shown, main, places));
    rankings.replaceChildren(...shown.ranking.filter((one) => one.model === chosen).map(ranking));
  }

  return {
    node,
    show(next) {
      if (result && result.classes.length !== next.classes.length) lines = [];
      result = next;
      const list = notices(next.warnings);
      remarks.replaceChildren(...(list ? [list] : []));
      reading.replaceChildren(readingLine(next.reading ?? ''));
      refused.replaceChildren(...refusedList(next.refused, (path) => path, 'layer'));
      draw();
    },
    restyle: draw,
  };
}

/** All of a few, of many the first and the last. */
function listedShort(parts: readonly string[]): string {
  return parts.length > classLineLimit ? `${parts[0]} … ${parts.at(-1)}` : parts.join('; ');
}

/** That it is not told which classes stand clear, where it is not. */
function repeated(layers: readonly ClassesOfLayer[]): string {
  const sentence = clearNotGiven(layers);
  return sentence === undefined ? '' : ` ${sentence}`;
}

/** That numbers are means over frequencies, and over how many, where they are. */
function byFrequency(layers: readonly ClassesOfLayer[]): string {
  const grids = layers.flatMap(({ frequencies, layer, name }) =>
    frequencies
      ? [{ name: layer || name, grid: `${frequencies.used} of ${frequencies.height} × ${frequencies.width}` }]
      : [],
  );
  const [first] = grids;
  if (!first) return '';
  const same = grids.length === layers.length && grids.every(({ grid }) => grid === first.grid);
  const where = same ? first.grid : listedShort(grids.map(({ name, grid }) => `${name} ${grid}`));
  return ` Maps by frequency: every number is a mean over frequencies (${where}), and the rank is the largest of one.`;
}
