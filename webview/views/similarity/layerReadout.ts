import { scoreFacts } from '../../../src/facts/measures/scores';
import { score } from '../../../src/facts/numbers';
import type { InlineRow } from '../../../src/protocol/inline';
import { colourAt, shareOf } from '../../charts/colourScale';
import { wholeScale } from '../../../src/facts/measures/scoreScale';
import { element } from '../../element';
import { breakable } from '../breakable';
import { cellWords } from './layerCell';

/** Colours of the ramp that shows what the scores are drawn in. */
const rampSteps = 10;

/** The lines below a strip of many layers: what its colours mean, and the cell that the mouse or the focus is on, else the layer most like the subject. */
export function layerReadout(strip: HTMLElement, row: InlineRow): HTMLElement {
  const line = element('p', { class: 'layer-readout', 'data-test': 'layer-readout' });
  const cells = [...strip.children];
  const say = (text: string) => line.replaceChildren(...breakable(text));
  const point = ({ target }: Event) => {
    const at = cells.findIndex((cell) => cell.contains(target as Node));
    const cell = row.cells[at];
    if (cell) say(`${cell.layer}: ${cellWords(cell, row)}`);
  };
  const rest = () => say(mostLike(row));
  for (const [come, go] of [
    ['mouseover', 'mouseleave'],
    ['focusin', 'focusout'],
  ] as const) {
    strip.addEventListener(come, point);
    strip.addEventListener(go, rest);
  }
  rest();
  // Each cell says the same of itself.
  return element('div', { class: 'layer-below', 'aria-hidden': 'true' }, ramp(row), line);
}

function ramp({ measure }: InlineRow): HTMLElement {
  const scale = wholeScale(scoreFacts(measure));
  const values = Array.from(
    { length: rampSteps + 1 },
    (_, at) => scale.low + (at / rampSteps) * (scale.high - scale.low),
  );
  const bar = element('span', { class: 'layer-ramp' });
  const stops = values.map((value) => `rgb(${colourAt(shareOf(value, scale)).join(', ')})`);
  bar.style.background = `linear-gradient(to right, ${stops.join(', ')})`;
  return element('p', { class: 'layer-scale' }, String(scale.low), bar, String(+scale.high.toFixed(2)));
}

/** The layer most like the subject and its score; empty while there is none. */
function mostLike({ cells, measure }: InlineRow): string {
  const scale = wholeScale(scoreFacts(measure));
  const others = cells.filter(({ self, value }) => !self && value !== null);
  const shares = others.map(({ value }) => shareOf(value!, scale));
  const best = others[shares.indexOf(Math.max(...shares))];
  return best ? `Most alike: ${best.layer}, ${score(best.value)}` : '';
}
