import { element } from '../../element';
import { textField } from '../../toolkit';
import { field } from '../field';

/** An index below a length: a slider with a field beside it. */
interface IndexField {
  node: HTMLElement;
  /** With a length of 0 or 1 there is nothing to choose, and it hides. */
  show(length: number, index: number): void;
}

/** A hidden field; `changed` hears what a person chooses. */
export function indexField(label: string, test: string, changed: (index: number) => void): IndexField {
  let length = 0;
  let shown = 0;
  const set = (index: number) => {
    if (!Number.isInteger(index) || index < 0 || index >= length || index === shown) return;
    take(index);
    changed(index);
  };
  const slider = element('input', {
    type: 'range',
    class: 'slider',
    min: 0,
    'data-test': `${test}-slider`,
    oninput: () => set(Number(slider.value)),
  });
  const number = textField((text) => /^\d+$/.test(text.trim()) && set(Number(text)), {
    class: 'number',
    'data-test': test,
  });
  const words = element('span');
  const node = field('', undefined, element('span', { class: 'pair' }, slider, number.node));
  node.firstElementChild?.replaceChildren(words);
  node.hidden = true;

  function take(index: number): void {
    shown = index;
    slider.value = String(index);
    number.set(String(index));
  }

  return {
    node,
    show(nextLength, index) {
      length = nextLength;
      node.hidden = length < 2;
      slider.max = String(Math.max(0, length - 1));
      words.textContent = `${label}, of ${length}`;
      for (const control of [slider, number.node])
        control.setAttribute('aria-label', `${label}, 0 to ${Math.max(0, length - 1)}`);
      take(index);
    },
  };
}
