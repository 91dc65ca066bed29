import { splitMember } from '../../../../src/facts/address';
import type { ScanFindings } from '../../../../src/protocol/scan';
import { element } from '../../../element';
import { lastPart } from '../../../../src/facts/lastPart';
import { counted } from '../../../../src/facts/numbers';

/** Longer lists are folded. */
const mostOpen = 6;

const kinds = {
  labels: 'labels',
  ids: 'sample ids',
  masks: 'masks of steps',
  tokens: 'token ids',
  pictures: 'pictures',
  names: 'names of classes',
} as const;

function folded(title: string, open: boolean, ...lines: HTMLElement[]): HTMLElement {
  return element('details', { open }, element('summary', {}, title), element('ul', { class: 'plain-list' }, ...lines));
}

/** How many there are, as what they are: files, or arrays in archives. */
function cannotBeRead(unreadable: readonly { path: string }[]): string {
  const members = unreadable.filter(({ path }) => splitMember(path).member !== undefined).length;
  if (members === 0) return counted(unreadable.length, 'file');
  if (members === unreadable.length) return counted(members, 'array');
  return `${counted(unreadable.length - members, 'file')} and ${counted(members, 'array')} of archives`;
}

/** What the folders hold beside the layers, and what could not be read; undefined when there is nothing to say. */
export function foundList(found: ScanFindings | undefined, names: Record<string, string>): HTMLElement | undefined {
  const { beside = [], unreadable = [] } = found ?? {};
  if (beside.length + unreadable.length === 0) return undefined;
  const name = (path: string) => element('code', { title: path }, names[path] ?? lastPart(path));
  const parts: HTMLElement[] = [];
  if (beside.length > 0) {
    const lines = beside.map(({ path, kind, reason }) =>
      element(
        'li',
        { 'data-kind': kind },
        name(path),
        ` ${kinds[kind]}. `,
        element('span', { class: 'small-print' }, reason),
      ),
    );
    parts.push(folded(`${counted(beside.length, 'file')} beside the layers`, beside.length <= mostOpen, ...lines));
  }
  if (unreadable.length > 0) {
    const lines = unreadable.map(({ path, message }) => element('li', {}, name(path), ' ', message));
    parts.push(folded(`${cannotBeRead(unreadable)} that cannot be read`, unreadable.length <= mostOpen, ...lines));
  }
  return element(
    'section',
    { class: 'card found', 'aria-label': 'What else was found', 'data-test': 'found' },
    ...parts,
  );
}
