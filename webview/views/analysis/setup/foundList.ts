import type { AnalysisSetup } from '../../../../src/protocol/panel';
import { element } from '../../../element';
import { counted, fileName } from '../../../format';

const kinds = { labels: 'labels', ids: 'sample ids', pictures: 'pictures', names: 'names of classes' } as const;

function folded(title: string, open: boolean, ...lines: HTMLElement[]): HTMLElement {
  return element('details', { open }, element('summary', {}, title), element('ul', { class: 'plain-list' }, ...lines));
}

/** What the folders hold beside the layers, and what could not be read; undefined when there is nothing to say. */
export function foundList(found: AnalysisSetup['found'], names: Record<string, string>): HTMLElement | undefined {
  const { beside = [], unreadable = [] } = found ?? {};
  if (beside.length + unreadable.length === 0) return undefined;
  const name = (path: string) => element('code', { title: path }, names[path] ?? fileName(path));
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
    parts.push(folded(`${counted(beside.length, 'file')} beside the layers`, beside.length <= 6, ...lines));
  }
  if (unreadable.length > 0) {
    const lines = unreadable.map(({ path, message }) => element('li', {}, name(path), ' ', message));
    parts.push(folded(`${counted(unreadable.length, 'file')} that cannot be read`, false, ...lines));
  }
  return element(
    'section',
    { class: 'card found', 'aria-label': 'What else was found', 'data-test': 'found' },
    ...parts,
  );
}
