import { sideTexts, type AxisText, type HeatAxis, type Measure } from '../charts/heatAxis';
import { element } from '../element';

/** Pixels between names of places, names of blocks, and the map. */
const gap = 8;

/** One side of a heat map: names of places, and beyond them those of blocks. */
interface HeatAxisView {
  node: HTMLElement;
  title: HTMLElement;
  /** Lays it out beside cells of this size; at most so many pixels across. The pixels that it takes. */
  place(axis: HeatAxis, names: readonly string[], size: number, most: number): number;
}

/** Where along a side the middle of a text is, and whether it runs across or along it. */
function textAt(side: 'rows' | 'columns', { at, text }: AxisText, kind: string): HTMLElement {
  const node = element('span', { class: `heat-${kind}` }, text);
  node.style[side === 'rows' ? 'top' : 'left'] = `${at}px`;
  return node;
}

/** An empty side of a heat map; `measure` is told the pixels of a text as it will stand there. */
export function heatAxis(side: 'rows' | 'columns', measure: Measure): HeatAxisView {
  const node = element('div', { class: `heat-${side}`, 'aria-hidden': 'true' });
  const title = element('div', { class: 'heat-title', 'aria-hidden': 'true' });
  let under: (pixels: number) => string | undefined = () => undefined;
  node.addEventListener('mousemove', (event) => {
    const { left, top } = node.getBoundingClientRect();
    node.title = under(side === 'rows' ? event.clientY - top : event.clientX - left) ?? '';
  });
  return {
    node,
    title,
    place(axis, names, size, most) {
      const { ticks, blocks, across, beyond, numbered } = sideTexts(axis, size, most, gap, measure);
      const [edge, thick] = side === 'rows' ? (['right', 'width'] as const) : (['top', 'height'] as const);
      const tickNodes = ticks.texts.map((text) => {
        const one = textAt(side, text, ticks.wrapped ? 'tick heat-wrapped' : 'tick');
        if (ticks.wrapped) one.style[thick] = `${ticks.room}px`;
        return one;
      });
      const blockNodes = blocks.texts.map((text) => {
        const one = textAt(
          side,
          text,
          `block heat-${blocks.along ? 'along' : 'across'}${blocks.wrapped ? ' heat-wrapped' : ''}`,
        );
        one.style[edge] = `${beyond}px`;
        if (blocks.wrapped) one.style[thick] = `${blocks.room}px`;
        return one;
      });
      node.replaceChildren(...tickNodes, ...blockNodes);
      node.style[thick] = `${across}px`;
      title.replaceChildren(
        element('b', {}, side === 'rows' ? 'Rows' : 'Columns'),
        ` ${lowerFirst(axis.title)}${numbered ? ', by number: point at one for its name' : ''}`,
      );
      title.hidden = axis.title === '';
      under = (pixels) => names[Math.floor(pixels / size)];
      return across;
    },
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
