import type { SideReport } from '../../src/facts/reportParts';
import type { Side } from '../charts/figure';
import { element } from '../element';
import { count, counted, shape } from '../../src/facts/numbers';
import { recipeText } from '../../src/facts/recipe';
import { button } from '../toolkit';
import { icon } from './icon';

/** How a file was read, in one line: what became samples and neurons, and what was dropped, with the click that turns it. What a recipe makes has nothing to turn. */
export function sideLine(side: Side, report: SideReport, flip: () => void): HTMLElement {
  const { recipe, transposed, samples, features, dropped } = report;
  const turned = transposed ? 'rows' : 'columns';
  const turn = recipe
    ? undefined
    : button([icon('flip', 'start'), 'Flip'], flip, {
        class: 'small',
        'data-test': `flip-${side}`,
        'data-focus': `flip-${side}`,
        title: `Read ${turned} of ${side} as samples`,
        'aria-label': `Flip ${side}: read its ${turned} as samples`,
      });
  const read = recipe
    ? `${shape(report.shape)} read as ${recipeText(recipe, true)}`
    : `${transposed ? 'columns' : 'rows'} are samples`;
  const lost = dropped.length > 0 ? `; ${counted(dropped.length, 'neuron')} dropped` : '';
  return element(
    'p',
    { class: `side-line side-${side}`, title: report.path, 'data-test': `side-${side}` },
    element('span', { class: 'hidden' }, 'Side '),
    element('span', { class: 'side-letter' }, side),
    element(
      'span',
      { class: 'side-words' },
      element('b', {}, count(samples)),
      ' samples × ',
      element('b', {}, count(features)),
      ` neurons; ${read}${lost}`,
    ),
    turn,
  );
}
