import { element } from '../element';
import { button, setDisabled } from '../toolkit';
import { icon } from './icon';

/** An action of a menu: its words, its hook for tests, and what it does in a longer sentence. */
interface MenuAction {
  label: string;
  test: string;
  title: string;
  press(): void;
}

/** A button that opens a menu of actions; one node for the life of the page. */
interface ActionMenu {
  node: HTMLElement;
  setDisabled(disabled: boolean): void;
}

/** A menu of actions behind one button, for those that would crowd a bar. Escape, Tab and a click elsewhere close it; arrows move in it. */
export function actionMenu(label: string, test: string, actions: readonly MenuAction[]): ActionMenu {
  const items = actions.map((action) =>
    element(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        tabindex: -1,
        class: 'menu-item',
        title: action.title,
        'data-test': action.test,
        onclick: () => {
          close(true);
          action.press();
        },
      },
      action.label,
    ),
  );
  const list = element('div', { class: 'menu-list', role: 'menu', 'aria-label': label, hidden: true }, ...items);
  const opener = button([label, icon('more', 'end')], () => (list.hidden ? open() : close(true)), {
    'data-test': test,
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
  });
  const node = element('div', { class: 'menu' }, opener, list);

  function open(): void {
    list.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    // Where the bar has broken into lines the button may stand at the left edge.
    list.classList.remove('menu-from-left');
    list.classList.toggle('menu-from-left', list.getBoundingClientRect().left < 0);
    items[0]?.focus();
  }

  function close(back: boolean): void {
    if (list.hidden) return;
    list.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    if (back) opener.focus();
  }

  const moves: Record<string, (at: number) => number> = {
    ArrowDown: (at) => at + 1,
    ArrowUp: (at) => at - 1,
    Home: () => 0,
    End: () => -1,
  };
  list.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close(true);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    items.at(move(items.indexOf(document.activeElement as HTMLButtonElement)) % items.length)?.focus();
  });
  node.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && node.contains(relatedTarget))) close(false);
  });
  return { node, setDisabled: (disabled) => setDisabled(opener, disabled) };
}
