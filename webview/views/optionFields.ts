import { element, type Child } from '../element';
import { textField, type Control } from '../toolkit';
import { tip } from './tip';

/** A text field for a number, with a place for the sentence that says what is wrong with it. */
interface NumberField {
  node: HTMLElement;
  control: Control<string>;
  problem(sentence: string | undefined): void;
}

/** A control of the options row under its label, which explains itself. */
export function labelled(label: string, explanation: string, ...content: Child[]): HTMLElement {
  return element(
    'div',
    { class: 'field' },
    element('span', { class: 'field-label' }, tip([label], explanation)),
    ...content,
  );
}

/** An empty number field; `changed` hears every edit, `submit` Enter. */
export function numberField(
  id: string,
  name: string,
  changed: (text: string) => void,
  submit: () => void,
): NumberField {
  const note = element('span', { class: 'problem', id: `problem-${id}`, role: 'alert', hidden: true });
  const control = textField(changed, {
    class: 'number',
    'data-test': `field-${id}`,
    'aria-label': name,
    'aria-describedby': note.id,
  });
  control.node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') submit();
  });
  return {
    node: element('span', { class: 'number-field' }, control.node, note),
    control,
    problem(sentence) {
      note.hidden = sentence === undefined;
      // Setting the same text again would be read aloud again.
      if (sentence !== undefined && note.textContent !== sentence) note.textContent = sentence;
      control.node.setAttribute('aria-invalid', String(sentence !== undefined));
      control.node.classList.toggle('invalid', sentence !== undefined);
    },
  };
}
