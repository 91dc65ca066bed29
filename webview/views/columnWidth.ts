import { element } from '../element';

/** Pixels that a column grows or shrinks by at a press of a key, and the least that it has. */
const [step, least] = [16, 32];

/** Lets a column be made wider or narrower: by dragging the edge of its head, or with Shift and the arrow keys while `keys` has the focus. */
export function columnWidth(head: HTMLTableCellElement, keys: HTMLElement): void {
  const set = (width: number): void => {
    const pixels = `${Math.max(least, Math.round(width))}px`;
    Object.assign(head.style, { width: pixels, minWidth: pixels, maxWidth: pixels });
  };
  const grip = element('span', { class: 'column-grip', 'aria-hidden': 'true' });
  grip.addEventListener('pointerdown', (down) => {
    down.preventDefault();
    grip.setPointerCapture(down.pointerId);
    const [from, width] = [down.clientX, head.offsetWidth];
    grip.onpointermove = ({ clientX }) => set(width + clientX - from);
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    grip.addEventListener(end, () => (grip.onpointermove = null));
  // The click that ends a drag is no wish to sort.
  grip.addEventListener('click', (event) => event.stopPropagation());
  keys.setAttribute('aria-keyshortcuts', 'Shift+ArrowLeft Shift+ArrowRight');
  keys.addEventListener('keydown', (event) => {
    const turn = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!event.shiftKey || turn === 0) return;
    event.preventDefault();
    set(head.offsetWidth + turn * step);
  });
  head.append(grip);
}
