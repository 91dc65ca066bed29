import type { Selection } from '../../../../src/protocol/selection';
import { element } from '../../../element';
import { changeArrays, distinctOf, groupOrder, moveGroupUp } from '../../../state/selectionEdits';
import { button } from '../../../toolkit';
import { field } from '../../field';
import type { ChoiceSettings } from './choiceSettings';

/** More models than these are put into groups in the table, by its filter. */
const modelLimit = 60;

/** The group that all arrays of a model are in; undefined when they differ or are in none. */
function groupOf(selection: Selection, model: string): string | undefined {
  const groups = new Set(
    selection.arrays.filter((array) => array.include && array.model === model).map(({ group }) => group),
  );
  return groups.size === 1 ? [...groups][0] : undefined;
}

/** Which group each model is in, and the order of the groups. */
export function groupSettings(changed: (selection: Selection) => void): ChoiceSettings {
  let selection: Selection | undefined;
  const models = element('div', { class: 'model-groups' });
  const order = element('div', { class: 'button-row' });
  const inputs = new Map<string, HTMLInputElement>();
  const node = element(
    'div',
    { class: 'fields' },
    field(
      'Group of each model',
      'All arrays of a model are put into the group; models without one do not take part.',
      models,
    ),
    field('Order of groups', 'Of two groups the earlier is side a. Press a group to move it up.', order),
  );

  function inputFor(model: string): HTMLElement {
    const input = element('input', {
      type: 'text',
      class: 'cell-input boxed',
      list: 'known-groups',
      spellcheck: 'false',
      'aria-label': `Group of ${model || 'the model'}`,
      'data-test': 'model-group',
      'data-model': model,
      onchange: () =>
        selection && changed(changeArrays(selection, (array) => array.model === model, { group: input.value.trim() })),
    });
    inputs.set(model, input);
    return element('label', { class: 'model-group' }, element('span', { title: model }, model || 'the model'), input);
  }

  return {
    node,
    wide: true,
    show(next) {
      selection = next;
      const names = distinctOf(next, 'model').slice(0, modelLimit);
      if (names.join('\n') !== [...inputs.keys()].join('\n')) {
        inputs.clear();
        models.replaceChildren(...names.map(inputFor));
      }
      for (const [model, input] of inputs) {
        const value = groupOf(next, model) ?? '';
        if (document.activeElement !== input && input.value !== value) input.value = value;
      }
      const groups = groupOrder(next);
      const chips = groups.map((name, place) =>
        button([`${place + 1}. ${name}`], () => selection && changed(moveGroupUp(selection, name)), {
          'data-test': 'group-order',
          title: place === 0 ? 'The first group' : `Move ${name} before ${groups[place - 1]}`,
        }),
      );
      order.replaceChildren(
        ...(chips.length > 0
          ? chips
          : [element('span', { class: 'small-print' }, 'No groups yet: type a name beside each model.')]),
      );
    },
  };
}
