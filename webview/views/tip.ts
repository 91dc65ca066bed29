import { element, type Child } from '../element';

let made = 0;

/**
 * Words with an explanation that shows on hover and on keyboard focus, goes away with Escape, and is what a screen reader reads as the
 * description.
 */
export function tip(content: Child[], explanation: string): HTMLElement {
  const id = `tip-${++made}`;
  const bubble = element('span', { role: 'tooltip', id, class: 'tip-bubble' }, explanation);
  const trigger = element('button', { type: 'button', class: 'tip-trigger', 'aria-describedby': id }, ...content);
  const place = () => {
    holder.classList.remove('tip-closed', 'tip-above');
    const space = window.innerHeight - trigger.getBoundingClientRect().bottom;
    holder.classList.toggle('tip-above', space < bubble.offsetHeight + 12);
  };
  const holder = element(
    'span',
    {
      class: 'tip',
      onmouseenter: place,
      onfocusin: place,
      onkeydown: (event) => {
        if ((event as KeyboardEvent).key === 'Escape') holder.classList.add('tip-closed');
      },
    },
    trigger,
    bubble,
  );
  return holder;
}
