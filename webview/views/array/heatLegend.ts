import { divergingColours } from '../../charts/divergingScale';
import { element } from '../../element';
import { magnitude } from '../../../src/facts/numbers';
import { themeKind } from '../../theme';

/** What the colours of a table mean. */
interface HeatLegend {
  node: HTMLElement;
  /** @param whole whether the ends are those of the whole array, or only of what was read of it. */
  show(on: boolean, limit: number, whole: boolean): void;
}

/** A hidden legend. */
export function heatLegend(): HeatLegend {
  const [low, high] = [element('span'), element('span')];
  const ramp = element('span', { class: 'heat-ramp-line', 'aria-hidden': 'true' });
  const note = element('span', { class: 'small-print' });
  const node = element(
    'span',
    { class: 'grid-legend', hidden: true, 'data-test': 'heat-legend' },
    low,
    ramp,
    high,
    note,
  );
  return {
    node,
    show(on, limit, whole) {
      node.hidden = !on;
      if (!on) return;
      const colours = divergingColours(themeKind());
      const stops = [colours.low, colours.middle, colours.high].map((colour) => `rgb(${colour.join(', ')})`);
      ramp.style.background = `linear-gradient(to right, ${stops.join(', ')})`;
      low.textContent = magnitude(-limit);
      high.textContent = magnitude(limit);
      note.textContent = whole ? '0 in the middle' : '0 in the middle; ends from what is in sight';
    },
  };
}
