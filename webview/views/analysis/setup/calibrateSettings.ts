import { numberOptions } from '../../../../src/facts/numberOptions';
import { usualCalibration, type CalibrateChoice } from '../../../../src/facts/options';
import type { Selection } from '../../../../src/protocol/selection';
import { element } from '../../../element';
import { optionInField } from '../../../state/fieldValue';
import { checkbox } from '../../../toolkit';
import { optionExplanations } from '../../../words/optionExplanations';
import { field } from '../../field';
import { valueField } from './valueField';

/** Whether the score of an analysis of pairs is calibrated, and by how many permutations; level and seed stay as a document has them. */
export function calibrateSettings(changed: (selection: Selection) => void): {
  node: HTMLElement;
  show(selection: Selection): void;
} {
  let selection: Selection | undefined;
  const calibrate = (choice: CalibrateChoice | undefined): void => {
    if (selection) changed({ ...selection, options: { ...selection.options, calibrate: choice } });
  };
  const own = (): CalibrateChoice => selection?.options.calibrate ?? usualCalibration;
  const box = checkbox('By permutations', (checked) => calibrate(checked ? own() : undefined), {
    'data-test': 'setup-calibrate',
  });
  const permutations = valueField(
    'Permutations',
    'setup-permutations',
    optionInField(numberOptions.permutations),
    (value) => calibrate({ ...own(), permutations: value }),
  );
  const count = field('Permutations', undefined, permutations.node);
  return {
    node: element('div', { class: 'fields' }, field('Calibrate', optionExplanations.calibrate, box.node), count),
    show(next) {
      selection = next;
      const choice = next.options.calibrate;
      box.set(choice !== undefined);
      count.hidden = choice === undefined;
      permutations.show((choice ?? usualCalibration).permutations);
    },
  };
}
