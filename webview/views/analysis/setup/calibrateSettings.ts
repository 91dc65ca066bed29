import { calibrationNumbers, usualCalibration, type CalibrateChoice } from '../../../../src/facts/options';
import type { Selection } from '../../../../src/protocol/selection';
import { element } from '../../../element';
import { optionInField } from '../../../state/fieldValue';
import { checkbox } from '../../../toolkit';
import { optionExplanations } from '../../../words/optionExplanations';
import { calibrationFields } from '../../calibrationFields';
import { field } from '../../field';
import { valueField } from './valueField';

/** Whether the score of an analysis of pairs is calibrated, and how. */
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
  const numbers = calibrationFields((id, label) =>
    valueField(label, `setup-calibrate-${id}`, optionInField(calibrationNumbers[id]), (value) =>
      calibrate({ ...own(), [id]: value }),
    ),
  );
  return {
    node: element(
      'div',
      { class: 'fields' },
      field('Calibrate', optionExplanations.calibrate, box.node),
      ...numbers.map(({ node }) => node),
    ),
    show(next) {
      selection = next;
      const choice = next.options.calibrate;
      box.set(choice !== undefined);
      for (const { id, field: number, node } of numbers) {
        node.hidden = choice === undefined;
        number.show((choice ?? usualCalibration)[id]);
      }
    },
  };
}
