import type { DepthScale } from '../charts/figure';
import { element, svg } from '../element';

/** The colours of lines that are one behind the other, as a bar beside their picture. */
interface DepthBar {
  node: HTMLElement;
  /** Hides the bar where there is no such scale. */
  show(depth: DepthScale | undefined): void;
  /** Says which line is isolated, by its label. */
  mark(label: string | undefined): void;
  /** What differs in the name of a line, by its label; empty where the bar does not stand for it. */
  nameOf(label: string): string;
}

/** What the bar is asked for: `point` at a line, or at none; `pin` it, or let go of it. */
interface BarHandlers {
  point(label: string | undefined): void;
  pin(label: string | undefined): void;
}

/** An empty bar: its ends have the names of the first and the last line, and arrow keys go from one to the next. */
export function depthBar({ point, pin }: BarHandlers): DepthBar {
  let depth: DepthScale | undefined;
  let at = 0;
  const [first, last] = [element('span'), element('span')];
  const strip = element('div', {
    class: 'depth-strip',
    'data-test': 'depth-bar',
    role: 'slider',
    tabindex: 0,
    'aria-orientation': 'vertical',
    'aria-valuemin': 1,
  });
  const node = element('div', { class: 'depth-bar', hidden: true }, first, strip, last);

  const placeOf = (event: Event): number => {
    const { top, height } = strip.getBoundingClientRect();
    const count = depth?.labels.length ?? 1;
    return Math.max(0, Math.min(count - 1, Math.floor((((event as MouseEvent).clientY - top) / height) * count)));
  };
  strip.addEventListener('mousemove', (event) => point(depth?.labels[placeOf(event)]));
  strip.addEventListener('mouseleave', () => point(undefined));
  strip.addEventListener('click', (event) => pin(depth?.labels[placeOf(event)]));
  strip.addEventListener('focus', () => point(depth?.labels[at]));
  strip.addEventListener('blur', () => point(undefined));
  strip.addEventListener('keydown', (event) => {
    const end = (depth?.labels.length ?? 1) - 1;
    const to = { ArrowUp: at - 1, ArrowLeft: at - 1, ArrowDown: at + 1, ArrowRight: at + 1, Home: 0, End: end }[
      event.key
    ];
    if (to !== undefined) {
      event.preventDefault();
      at = Math.max(0, Math.min(end, to));
      point(depth?.labels[at]);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      pin(depth?.labels[at]);
    }
  });

  return {
    node,
    show(next) {
      depth = next;
      node.hidden = !next;
      if (!next) return;
      const { title, names, colours } = next;
      at = Math.min(at, names.length - 1);
      first.textContent = names[0];
      last.textContent = names.at(-1) ?? '';
      strip.setAttribute('aria-label', title);
      strip.setAttribute('aria-valuemax', String(names.length));
      const parts = colours.map((fill, y) =>
        svg('rect', { x: 0, y, width: 1, height: 1.1, fill, 'shape-rendering': 'crispEdges' }),
      );
      const cursor = svg('rect', { class: 'depth-cursor', x: 0, width: 1, height: 1, visibility: 'hidden' });
      strip.replaceChildren(
        svg(
          'svg',
          { viewBox: `0 0 1 ${colours.length}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
          ...parts,
          cursor,
        ),
      );
    },
    nameOf: (label) => depth?.names[depth.labels.indexOf(label)] ?? '',
    mark(label) {
      if (!depth) return;
      const place = label === undefined ? -1 : depth.labels.indexOf(label);
      if (place >= 0) at = place;
      strip.setAttribute('aria-valuenow', String(at + 1));
      strip.setAttribute('aria-valuetext', depth.labels[at] ?? '');
      const cursor = strip.querySelector('.depth-cursor');
      cursor?.setAttribute('y', String(Math.max(place, 0)));
      cursor?.setAttribute('visibility', place < 0 ? 'hidden' : 'visible');
    },
  };
}
