import { dynamicsFacts } from '../../../../src/facts/analyses/dynamics';
import { numberOptions } from '../../../../src/facts/numberOptions';
import type { Selection } from '../../../../src/protocol/selection';
import { element } from '../../../element';
import { optionInField } from '../../../state/fieldValue';
import { changeDynamics, distinctOf } from '../../../state/selectionEdits';
import { checkbox } from '../../../toolkit';
import { choice, field } from '../../field';
import type { ChoiceSettings } from './choiceSettings';
import { valueField } from './valueField';

const { initial } = dynamicsFacts.choice;
const last = 'last';
const at = 'at:';

/** The final checkpoint, from where on a layer counts as converged, and whether there are grids of layers. */
export function dynamicsSettings(changed: (selection: Selection) => void): ChoiceSettings {
  let selection: Selection | undefined;
  const edit = (change: (present: Selection) => Selection) => selection && changed(change(selection));
  const final = choice<string>(
    'Final checkpoint',
    'setup-final',
    (value) => edit((one) => changeDynamics(one, { final: value === last ? undefined : value.slice(at.length) })),
    { explanation: 'All checkpoints are compared with this one (side b).' },
  );
  const threshold = valueField('Threshold', 'setup-threshold', optionInField(numberOptions.converged), (value) =>
    edit((one) => changeDynamics(one, { threshold: value })),
  );
  const grid = checkbox(
    'Each layer with every other, too',
    (value) => edit((one) => changeDynamics(one, { grid: value })),
    {
      'data-test': 'setup-grid',
    },
  );
  return {
    node: element(
      'div',
      { class: 'fields' },
      final.node,
      field(
        'Threshold',
        'A layer counts as converged from the checkpoint on from which its similarity stays at or above this.',
        threshold.node,
      ),
      field('Grid of layers', undefined, grid.node),
    ),
    show(next) {
      selection = next;
      const checkpoints = distinctOf(next, 'checkpoint');
      final.show(
        [[last, 'The last one'], ...checkpoints.map((name) => [`${at}${name}`, name || 'unnamed'] as const)],
        next.dynamics?.final === undefined ? last : `${at}${next.dynamics.final}`,
      );
      threshold.show(next.dynamics?.threshold ?? initial.threshold);
      grid.set(next.dynamics?.grid ?? initial.grid);
    },
  };
}
