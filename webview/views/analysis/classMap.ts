import { counted } from '../../../src/facts/numbers';
import type { ClassesResult } from '../../../src/facts/analyses/classes';
import { standingOfClass } from '../../../src/facts/standingIn';
import type { Cell } from '../../charts/heatCells';
import { classesWords } from '../../../src/facts/figureWords';
import { classLineLimit, quantityLabels } from '../../charts/classFigures';
import { element } from '../../element';
import { axisOfNames } from '../../state/heatAxes';
import type { ClassSlice } from '../../../src/facts/analyses/classSlices';
import { orderedClasses, type ClassOrder, type ClassQuantity } from '../../state/shownClasses';
import { heatExportButton } from '../exportButton';
import { choice } from '../field';
import { heatMap } from '../heatMap';
import type { HeatMapPlan } from '../heatMapPlan';
import type { ViewContext } from './resultView';

/** What a map of classes shows. */
interface ClassMapPlan {
  result: ClassesResult;
  slice: ClassSlice;
  /** The classes, as places in the result, and those of which there are lines. */
  places: readonly number[];
  chosen: readonly number[];
  quantity: ClassQuantity;
  order: ClassOrder;
}

/** Classes by layers (or checkpoints) as colours: all of a thousand at once. */
interface ClassMap {
  node: HTMLElement;
  show(plan: ClassMapPlan): void;
}

/** No map yet; `chosen` hears the class whose line is to be drawn or no longer, as a place in the result, `ordered` the order that is wanted. */
export function classMap(
  { save, subject }: Pick<ViewContext, 'save' | 'subject'>,
  chosen: (place: number) => void,
  ordered: (order: ClassOrder) => void,
): ClassMap {
  const map = heatMap();
  let drawing: HeatMapPlan | undefined;
  const title = element('h3');
  const keep = heatExportButton(
    'the map of classes',
    () =>
      drawing && {
        plan: drawing,
        title: title.textContent,
        subject: subject(),
        save: (content, extension) => save(content, extension, 'map'),
      },
  );
  const lines = element('div', { class: 'chosen-classes', 'data-test': 'chosen-classes' });
  const orderChoice = choice<ClassOrder>('Order of the classes', 'class-order', ordered);
  const node = element(
    'figure',
    { class: 'card', 'data-test': 'heat-classes' },
    element('div', { class: 'chart-head' }, title, keep),
    element('div', { class: 'fields' }, orderChoice.node, lines),
    map.node,
  );
  return {
    node,
    show({ result, slice, places, quantity, order, chosen: drawn }) {
      node.hidden = places.length < 2;
      if (node.hidden) return;
      const what = slice.along === 'layers' ? 'layer' : 'checkpoint';
      title.textContent = classesWords.mapTitle(what, quantityLabels[quantity]);
      orderChoice.show(
        [
          ['file', 'As in the file'],
          ['value', `From the best at ${slice.names.at(-1) || `the last ${what}`}`],
        ],
        order,
      );
      const many = places.length > classLineLimit;
      lines.replaceChildren(
        ...(many ? drawn : []).map((place) => {
          const { name } = result.classes[place];
          const label = `Draw no line for ${name}`;
          return element(
            'button',
            { type: 'button', class: 'chosen-class', title: label, 'aria-label': label, onclick: () => chosen(place) },
            `${name} ×`,
          );
        }),
      );
      const rows = orderedClasses(slice, places, quantity, order);
      const names = rows.map((place) => result.classes[place].name);
      const at = (standing: 'chance' | 'saturated') =>
        rows.flatMap((place, row) =>
          slice.layers.flatMap((layer, column): Cell[] =>
            standingOfClass(layer, place) === standing ? [[row, column]] : [],
          ),
        );
      const last = rows.findIndex((place) => place === drawn.at(-1));
      drawing = {
        values: rows.map((place) => slice.layers.map((layer) => layer[quantity][place] ?? null)),
        rows: names,
        columns: slice.names,
        axes: {
          rows: axisOfNames('Classes', names),
          columns: axisOfNames(slice.along === 'layers' ? 'Layers' : 'Checkpoints', slice.names),
        },
        scale: { low: 0, high: 1, reversed: false },
        refused: [],
        marked: at('chance'),
        saturated: at('saturated'),
        label: `${quantityLabels[quantity]} of ${counted(places.length, 'class', 'classes')} at each ${what}.`,
        quantity: quantityLabels[quantity],
        caption: '',
        hint: many ? 'Click a class to draw its line in the figure above, and again to leave it out.' : '',
        test: 'class-map-table',
        corner: 'Class',
        missing: 'no value',
        running: false,
        choose: many ? (row) => chosen(rows[row]) : undefined,
        chosen: !many || last < 0 ? undefined : [last, slice.names.length - 1],
      };
      map.show(drawing);
    },
  };
}
