import { element } from '../../../element';
import type { FieldValue } from '../../../state/fieldValue';
import { textField } from '../../../toolkit';

/** A text field for a value that not every text stands for. */
interface ValueField<T> {
  node: HTMLElement;
  /** Shows a value; what is being typed stays when it stands for the same. */
  show(value: T): void;
}

/** A field that reports every valid value and says beside itself what is wrong with any other. */
export function valueField<T>(
  name: string,
  test: string,
  { read, write }: FieldValue<T>,
  changed: (value: T) => void,
  attributes: Record<string, string> = { class: 'number' },
): ValueField<T> {
  const note = element('span', { class: 'problem', role: 'alert', hidden: true });
  const attempt = (text: string): { value: T } | { problem: string } => {
    try {
      return { value: read(text) };
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error) };
    }
  };
  const judge = (text: string) => {
    const outcome = attempt(text);
    const problem = 'problem' in outcome ? outcome.problem : undefined;
    note.hidden = problem === undefined;
    if (problem !== undefined && note.textContent !== problem) note.textContent = problem;
    control.node.setAttribute('aria-invalid', String(problem !== undefined));
    control.node.classList.toggle('invalid', problem !== undefined);
    return outcome;
  };
  const control = textField(
    (text) => {
      const outcome = judge(text);
      if ('value' in outcome) changed(outcome.value);
    },
    { 'aria-label': name, 'data-test': test, ...attributes },
  );
  return {
    node: element('span', { class: 'number-field' }, control.node, note),
    show(value) {
      const typed = attempt(control.get());
      if (document.activeElement === control.node && 'problem' in typed) return;
      if ('value' in typed && write(typed.value) === write(value) && control.get() !== '') return;
      control.set(write(value));
      judge(control.get());
    },
  };
}
