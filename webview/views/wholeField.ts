import { takes, type NumberOption } from '../../src/facts/numberOptions';
import { element } from '../element';
import { textField } from '../toolkit';

/** A field for a whole number. */
interface WholeField {
  node: HTMLElement;
  /** The number; undefined, with a sentence beside the field, while something else is in it. */
  read(): number | undefined;
}

/** A labelled field for whole numbers that an option takes, which holds what it usually is; `submit` is Enter in it. */
export function wholeField(
  id: string,
  label: string,
  option: NumberOption & { usual: number },
  submit: () => void,
): WholeField {
  const note = element('span', { class: 'problem', id: `problem-${id}`, role: 'alert', hidden: true });
  const control = textField(() => void read(), {
    class: 'number',
    'data-test': `field-${id}`,
    'aria-label': label,
    'aria-describedby': note.id,
    value: option.usual,
  });
  control.node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') submit();
  });

  function read(): number | undefined {
    const text = control.get().trim();
    const value = Number(text);
    const fits = /^\d+$/.test(text) && takes(option, value);
    note.hidden = fits;
    note.textContent = fits ? '' : option.advice;
    control.node.setAttribute('aria-invalid', String(!fits));
    control.node.classList.toggle('invalid', !fits);
    return fits ? value : undefined;
  }

  return {
    node: element(
      'div',
      { class: 'field' },
      element('span', { class: 'field-label' }, label),
      element('span', { class: 'number-field' }, control.node, note),
    ),
    read,
  };
}
