import { element, type Child } from '../element';
import { dropdown, type Choices, type Control } from '../toolkit';
import { tip } from './tip';

/** A control under its label; the label explains itself when there is an explanation. */
export function field(label: string, explanation: string | undefined, ...content: Child[]): HTMLElement {
  const words = explanation === undefined ? label : tip([label], explanation);
  return element('div', { class: 'field' }, element('span', { class: 'field-label' }, words), ...content);
}

/** A choice of one among what may change, such as the models of a result. */
interface Choice<T extends string> {
  node: HTMLElement;
  /** Shows choices, and the present one. With `hideSingle`, a choice of one is no choice. */
  show(choices: Choices<T>, value: T): void;
}

/** An empty choice under its label; `changed` hears what a person picks. */
export function choice<T extends string>(
  label: string,
  test: string,
  changed: (value: T) => void,
  { explanation, hideSingle = false }: { explanation?: string; hideSingle?: boolean } = {},
): Choice<T> {
  const place = element('span');
  const node = field(label, explanation, place);
  let control: Control<T> | undefined;
  let known = '';
  return {
    node,
    show(choices, value) {
      if (hideSingle) node.hidden = choices.length < 2;
      const key = JSON.stringify(choices);
      if (key !== known || !control) {
        known = key;
        // The toolkit's dropdowns do not take in other options reliably: a new one does.
        control = dropdown(choices, changed, { 'aria-label': label, 'data-test': test });
        place.replaceChildren(control.node);
      }
      control.set(value);
    },
  };
}
