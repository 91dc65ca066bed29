import { element } from '../element';
import { textField } from '../toolkit';

/** A field for a whole number. */
interface WholeField {
  node: HTMLElement;
  /** The number; undefined, with a sentence beside the field, while something else is in it. */
  read(): number | undefined;
}

/** A labelled field that holds `start`, for whole numbers within bounds; `submit` is Enter in it. */
export function wholeField(
  id: string,
  label: string,
  { start, least = 1, most }: { start: number; least?: number; most: number },
  submit: () => void,
): WholeField {
  const note = element('span', { class: 'problem', id: `problem-${id}`, role: 'alert', hidden: true });
  const control = textField(() => void read(), {
    class: 'number',
    'data-test': `field-${id}`,
    'aria-label': label,
    'aria-describedby': note.id,
    value: start,
  });
  control.node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') submit();
  });

  function read(): number | undefined {
    const text = control.get().trim();
    const value = Number(text);
    const fits = /^\d+$/.test(text) && value >= least && value <= most;
    note.hidden = fits;
    note.textContent = fits ? '' : `Enter a whole number from ${least} to ${most}.`;
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
