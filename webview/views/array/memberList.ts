import type { ArrayMember } from '../../../src/protocol/array';
import { element } from '../../element';
import { bytes, counted, shape } from '../../format';

/** The arrays of an archive, of which one is chosen. */
export interface MemberList {
  node: HTMLElement;
  show(members: readonly ArrayMember[], chosen: string): void;
}

/** An empty list; `choose` hears the name of a member. Arrows, Home and End move in it. */
export function memberList(choose: (name: string) => void): MemberList {
  const title = element('h2', { id: 'members-title' });
  const list = element('ul', {
    class: 'member-list',
    role: 'listbox',
    tabindex: 0,
    'aria-labelledby': 'members-title',
    'data-test': 'members',
  });
  const node = element(
    'nav',
    { class: 'card member-card', hidden: true, 'aria-label': 'Arrays of the archive' },
    title,
    list,
  );
  let names: string[] = [];
  let present = '';
  let known: readonly ArrayMember[] | undefined;

  const pick = (at: number) => {
    const name = names[Math.max(0, Math.min(names.length - 1, at))];
    if (name !== undefined && name !== present) choose(name);
  };
  list.addEventListener('keydown', (event) => {
    const at = names.indexOf(present);
    const to: Record<string, number | undefined> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: names.length - 1,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    pick(next);
  });

  function option({ name, header, error, packing, byteLength }: ArrayMember, at: number): HTMLElement {
    const about = header ? `${shape(header.shape)} ${header.dtype}` : error ? 'not readable' : bytes(byteLength);
    const packed = packing === 'stored' ? '' : packing;
    return element(
      'li',
      {
        class: `member${error ? ' member-bad' : ''}`,
        role: 'option',
        id: `member-${at}`,
        'data-member': name,
        title: error?.message ?? name,
        onclick: () => pick(at),
      },
      element('span', { class: 'member-name' }, name),
      element('span', { class: 'member-about' }, about),
      packed !== '' && element('span', { class: 'member-packed' }, packed),
    );
  }

  return {
    node,
    show(members, chosen) {
      node.hidden = members.length === 0;
      if (members !== known) {
        known = members;
        names = members.map(({ name }) => name);
        title.textContent = counted(members.length, 'array');
        list.replaceChildren(...members.map(option));
      }
      present = chosen;
      const at = names.indexOf(chosen);
      for (const [index, node] of Array.from(list.children).entries()) {
        node.setAttribute('aria-selected', String(index === at));
      }
      if (at < 0) return;
      list.setAttribute('aria-activedescendant', `member-${at}`);
      list.children[at]?.scrollIntoView({ block: 'nearest' });
    },
  };
}
