import type { ClassesResult } from '../../../src/facts/analyses/classes';
import { quantityLabels } from '../../charts/classFigures';
import { sparkHeight, sparkline, sparkWidth } from '../../charts/sparkline';
import type { ClassSlice } from '../../../src/facts/analyses/classSlices';
import { nullOfClass, type ClassQuantity } from '../../state/shownClasses';
import { element, svg } from '../../element';
import { counted, score } from '../../../src/facts/numbers';
import { button } from '../../toolkit';
import { multiplesDrawing, type Multiples } from '../../export/multiplesDrawing';
import { exportButton } from '../exportButton';
import type { ViewContext } from './resultView';

/** Pictures shown before more are asked for: a thousand at once would be slow and nobody reads them. */
const page = 48;

/** Small pictures of many classes on one scale, a page at a time. */
interface SmallMultiples {
  node: HTMLElement;
  show(result: ClassesResult, slice: ClassSlice, shown: readonly number[], quantity: ClassQuantity): void;
}

/** No pictures yet. */
export function smallMultiples({ subject, save }: Pick<ViewContext, 'subject' | 'save'>): SmallMultiples {
  const grid = element('div', { class: 'multiples' });
  const more = element('div');
  const title = element('h3');
  let drawn: Multiples | undefined;
  const keep = exportButton('Each class', () => {
    const multiples = drawn;
    return (
      multiples && {
        title: title.textContent ?? '',
        subject: subject(),
        draw: (style) => multiplesDrawing(multiples, style),
        save: (content, extension) => save(content, extension, 'each-class'),
      }
    );
  });
  const head = element('div', { class: 'chart-head' }, title, keep);
  const node = element('section', { class: 'card', 'data-test': 'small-multiples' }, head, grid, more);
  let draw: () => void;
  let limit = page;
  let known = '';
  return {
    node,
    show(result, slice, shown, quantity) {
      const key = shown.join();
      if (known !== key) limit = page;
      known = key;
      const levels = slice.layers.map((layer) => nullOfClass(layer, quantity));
      const low = quantity === 'R' ? 0 : Math.max(-1, leastOf(slice, shown, quantity));
      title.textContent = `Each class over the ${slice.along}: ${quantityLabels[quantity]} from ${Number(low.toFixed(2))} to 1`;
      const picture = (place: number): HTMLElement => {
        const { name } = result.classes[place];
        const values = slice.layers.map((layer) => layer[quantity][place]);
        const { line, level } = sparkline(values, levels, low, 1);
        const last = score(values.at(-1));
        return element(
          'figure',
          { class: 'multiple' },
          element(
            'figcaption',
            { title: name },
            element('span', { class: 'multiple-name' }, name),
            element('span', {}, last),
          ),
          svg(
            'svg',
            {
              viewBox: `0 -2 ${sparkWidth} ${sparkHeight + 4}`,
              preserveAspectRatio: 'none',
              role: 'img',
              'aria-label': `${name}: ${slice.names.map((at, index) => `${at} ${score(values[index])}`).join(', ')}`,
            },
            svg('path', { d: level, class: 'multiple-level' }),
            svg('path', { d: line, class: 'multiple-line' }),
          ),
        );
      };
      draw = () => {
        const listed = shown.slice(0, limit);
        grid.replaceChildren(...listed.map(picture));
        drawn = {
          figures: listed.map((place) => ({
            name: result.classes[place].name,
            values: slice.layers.map((layer) => layer[quantity][place]),
          })),
          levels,
          low,
          high: 1,
          what: `Each from ${slice.names[0] ?? ''} to ${slice.names.at(-1) ?? ''}, ${Number(low.toFixed(2))} to 1.`,
          caption: `${subject()}. The ${listed.length} of ${counted(shown.length, 'class', 'classes')} that are shown.`,
        };
        const rest = shown.length - limit;
        more.replaceChildren(
          ...(rest > 0
            ? [
                button([`Show ${counted(Math.min(rest, page), 'more', 'more')} of ${shown.length}`], () => {
                  limit += page;
                  draw();
                }),
              ]
            : []),
        );
      };
      draw();
    },
  };
}

/** The least value among some classes of a slice, at most 0. */
function leastOf(slice: ClassSlice, shown: readonly number[], quantity: ClassQuantity): number {
  let least = 0;
  for (const layer of slice.layers) for (const place of shown) least = Math.min(least, layer[quantity][place] ?? 0);
  return least;
}
