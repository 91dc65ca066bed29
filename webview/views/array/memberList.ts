import { pageWords } from '../../../src/facts/pageWords';
import { byteSize } from '../../../src/facts/byteSize';
import type { ArrayMember } from '../../../src/protocol/arrayFile';
import { element } from '../../element';
import { counted, shape } from '../../../src/facts/numbers';
import { breakable } from '../breakable';
import { memberRows, type MemberRow } from '../../state/memberRows';

/** The arrays of an archive, of which one is chosen. */
interface MemberList {
  node: HTMLElement;
  show(members: readonly ArrayMember[], chosen: string): void;
}

/**
 * An empty tree of arrays, by the slashes in their names; `choose` hears the name of one. As in VS Code's trees, arrows, Home and End move in it, right
 * and left open and close a folder.
 */
export function memberList(choose: (name: string) => void): MemberList {
  const title = element('h2', { id: 'members-title' });
  const list = element('ul', {
    class: 'member-list',
    role: 'tree',
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
  const closed = new Set<string>();
  let members: readonly ArrayMember[] | undefined;
  let rows: MemberRow[] = [];
  let nodes: HTMLElement[] = [];
  let chosen = '';
  /** Row that keys act on: that of the chosen array, or a folder that they have come to. */
  let cursor = -1;

  const isShown = ({ within }: MemberRow): boolean => !within.some((folder) => closed.has(folder));
  const chosenRow = (): number =>
    rows.findIndex(({ index }) => index !== undefined && members![index]!.name === chosen);

  function go(at: number): void {
    const row = rows[at];
    if (!row) return;
    cursor = at;
    draw();
    const name = row.index === undefined ? undefined : members![row.index]!.name;
    if (name !== undefined && name !== chosen) choose(name);
  }

  function turn(folder: string, open: boolean): void {
    if (open) closed.delete(folder);
    else closed.add(folder);
    draw();
  }

  list.addEventListener('keydown', (event) => {
    const shown = rows.flatMap((row, at) => (isShown(row) ? [at] : []));
    const place = shown.indexOf(cursor);
    const { folder, within } = rows[cursor] ?? { within: [] };
    const to: Record<string, () => void> = {
      ArrowDown: () => go(shown[place + 1] ?? -1),
      ArrowUp: () => go(shown[place - 1] ?? -1),
      Home: () => go(shown[0] ?? -1),
      End: () => go(shown.at(-1) ?? -1),
      ArrowRight: () => folder !== undefined && turn(folder, true),
      ArrowLeft: () =>
        folder !== undefined && !closed.has(folder)
          ? turn(folder, false)
          : go(rows.findIndex((row) => row.folder !== undefined && row.folder === within.at(-1))),
      Enter: () => folder !== undefined && turn(folder, closed.has(folder)),
    };
    const act = to[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  function rowNode(row: MemberRow, at: number): HTMLElement {
    const { folder, index, label, level } = row;
    const press = () => {
      go(at);
      if (folder !== undefined) turn(folder, closed.has(folder));
    };
    const shared = { role: 'treeitem', id: `member-${at}`, 'aria-level': level, onclick: press };
    const made =
      index === undefined
        ? element('li', { ...shared, class: 'member member-folder', 'data-folder': folder }, label)
        : arrayNode(members![index]!, label, shared);
    made.style.paddingLeft = `${12 * level}px`;
    return made;
  }

  function draw(): void {
    for (const [at, row] of rows.entries()) {
      const item = nodes[at]!;
      item.hidden = !isShown(row);
      if (row.folder !== undefined) item.setAttribute('aria-expanded', String(!closed.has(row.folder)));
      else item.setAttribute('aria-selected', String(members![row.index!]!.name === chosen));
      item.classList.toggle('member-cursor', at === cursor);
    }
    const here = nodes[cursor];
    if (!here) return;
    list.setAttribute('aria-activedescendant', here.id);
    here.scrollIntoView({ block: 'nearest' });
  }

  return {
    node,
    show(next, name) {
      node.hidden = next.length === 0;
      const fresh = next !== members;
      // What is computed tells of itself ten times a second; nobody's list is to jump for that.
      if (!fresh && name === chosen) return;
      if (fresh) {
        members = next;
        rows = memberRows(next.map((member) => member.name));
        nodes = rows.map(rowNode);
        title.textContent = counted(next.length, 'array');
        list.replaceChildren(...nodes);
      }
      chosen = name;
      cursor = chosenRow();
      rows[cursor]?.within.forEach((folder) => closed.delete(folder));
      draw();
    },
  };
}

function arrayNode(
  { name, header, error, packing, byteLength }: ArrayMember,
  label: string,
  shared: Parameters<typeof element>[1],
): HTMLElement {
  const about = header ? `${shape(header.shape)} ${header.dtype}` : error ? 'not readable' : byteSize(byteLength);
  const packed = packing === 'stored' ? '' : packing;
  return element(
    'li',
    {
      ...shared,
      class: `member${error ? ' member-bad' : ''}`,
      'data-member': name,
      title: error ? pageWords(error.message) : name,
    },
    element('span', { class: 'member-name' }, ...breakable(label)),
    element('span', { class: 'member-about' }, about),
    packed !== '' && element('span', { class: 'member-packed' }, packed),
  );
}
