import { numberOptions } from '../../../../src/facts/numberOptions';
import { bandwidthOf, neighboursOf } from '../../../../src/facts/options';
import { measureOf } from '../../../../src/facts/measures/scores';
import type { Selection } from '../../../../src/protocol/selection';
import { element } from '../../../element';
import { optionInField } from '../../../state/fieldValue';
import { chosenMeasures, isTaken, measuresOf } from '../../../state/measuresChosen';
import { optionExplanations } from '../../../words/optionExplanations';
import { field } from '../../field';
import { measureBoxes } from '../../measureBoxes';
import { valueField } from './valueField';

/** Which measures are computed of each pair, and how those of samples are: folded, as the score says what the analysis is about. */
export function measureSettings(changed: (selection: Selection) => void): {
  node: HTMLElement;
  show(selection: Selection): void;
} {
  let selection: Selection | undefined;
  const options = (change: Partial<Selection['options']>) =>
    selection && changed({ ...selection, options: { ...selection.options, ...change } });
  const boxes = measureBoxes((measures) => options({ measures: chosenMeasures(measures) }));
  const neighbours = valueField(
    'Neighbours',
    'setup-neighbours',
    optionInField(numberOptions.neighbours),
    (neighbours) => options({ neighbours }),
  );
  const bandwidth = valueField(
    'RBF bandwidth',
    'setup-bandwidth',
    optionInField(numberOptions.bandwidth),
    (bandwidth) => options({ bandwidth }),
  );
  const fields = [
    { id: 'neighbours', node: field('Neighbours', optionExplanations.neighbours, neighbours.node) },
    { id: 'bandwidth', node: field('RBF bandwidth', optionExplanations.bandwidth, bandwidth.node) },
  ] as const;
  const node = element(
    'details',
    { class: 'more-options', 'data-test': 'setup-measures' },
    element('summary', {}, 'What is computed: measures, and how those of samples are'),
    boxes.node,
    element('div', { class: 'fields' }, ...fields.map((one) => one.node)),
  );
  return {
    node,
    show(next) {
      selection = next;
      const [chosen, own] = [measuresOf(next.options), measureOf(next.measure)];
      boxes.update(chosen, own);
      for (const one of fields) one.node.hidden = !isTaken(one.id, [...chosen, own]);
      neighbours.show(neighboursOf(next.options));
      bandwidth.show(bandwidthOf(next.options));
    },
  };
}
