import type { Selection } from '../../../../src/protocol/selection';
import { element } from '../../../element';
import { distinctOf } from '../../../state/selectionEdits';
import { choice } from '../../field';
import type { ChoiceSettings } from './choiceSettings';

const named = (name: string) => [name, name === '' ? 'The model' : name] as const;

/** Whether all layers are compared, or those of two models, and which. */
export function matrixSettings(changed: (selection: Selection) => void): ChoiceSettings {
  let selection: Selection | undefined;
  const edit = (change: (present: Selection) => Selection) => selection && changed(change(selection));
  const scope = choice<'all' | 'two'>('Compare', 'setup-scope', (value) =>
    edit((one) => {
      const [rows = '', columns = rows] = distinctOf(one, 'model');
      return { ...one, matrix: value === 'all' ? undefined : { rows, columns } };
    }),
  );
  const side = (which: 'rows' | 'columns') =>
    choice<string>(which === 'rows' ? 'Rows (side a)' : 'Columns (side b)', `setup-${which}`, (value) =>
      edit((one) => ({ ...one, matrix: one.matrix && { ...one.matrix, [which]: value } })),
    );
  const [rows, columns] = [side('rows'), side('columns')];
  return {
    node: element('div', { class: 'fields' }, scope.node, rows.node, columns.node),
    show(next) {
      selection = next;
      const models = distinctOf(next, 'model');
      scope.show(
        [
          ['all', 'All layers with each other'],
          ['two', 'Two models'],
        ],
        next.matrix ? 'two' : 'all',
      );
      scope.node.hidden = models.length < 2;
      for (const [one, which] of [
        [rows, 'rows'],
        [columns, 'columns'],
      ] as const) {
        one.node.hidden = !next.matrix;
        one.show(models.map(named), next.matrix?.[which] ?? models[0] ?? '');
      }
    },
  };
}
