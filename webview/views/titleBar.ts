import type { SideNames } from '../../src/protocol/sideNames';
import { element } from '../element';
import { button, setDisabled } from '../toolkit';
import { icon } from './icon';
import { notebookButton } from './notebookButton';
import { pathPieces } from './pathPieces';
import { shareMenu } from './shareMenu';

/** What the exports of the title bar do. */
interface ExportActions {
  copyMarkdown(): void;
  saveCsv(): void;
  saveJson(): void;
  exportNotebook(): void;
  copyLink(): void;
  copyMethods(): void;
  saveReport(): void;
  saveComparison(): void;
}

/** The title line with Swap and the exports; one node for the life of the page. */
interface TitleBar {
  node: HTMLElement;
  /** Shows the pair; the exports work only while there is a report. */
  update(names: SideNames | undefined, exportable: boolean): void;
}

/** The title line `a <-> b`. */
export function titleBar(swap: () => void, actions: ExportActions): TitleBar {
  const [a, b] = (['a', 'b'] as const).map((side) =>
    element('span', { class: `title-name path-pieces title-${side}` }),
  );
  const turn = button(
    [icon('swap')],
    swap,
    { 'data-test': 'swap', title: 'Swap a and b', 'aria-label': 'Swap a and b' },
    'icon',
  );
  const exports = [
    button([icon('copy', 'start'), 'Copy as Markdown'], () => actions.copyMarkdown(), { 'data-test': 'copy-markdown' }),
    button([icon('save', 'start'), 'CSV'], () => actions.saveCsv(), {
      'data-test': 'save-csv',
      'aria-label': 'Save the numbers as CSV',
      title: 'Save the numbers as CSV',
    }),
    button([icon('save', 'start'), 'JSON'], () => actions.saveJson(), {
      'data-test': 'save-json',
      'aria-label': 'Save the report as JSON',
      title: 'Save the report as JSON',
    }),
    notebookButton(() => actions.exportNotebook()),
  ];
  const share = shareMenu(actions);
  const node = element(
    'header',
    { class: 'title-bar', hidden: true },
    element('h1', { class: 'title' }, a, turn, b),
    element('div', { class: 'button-row', role: 'group', 'aria-label': 'Export' }, ...exports, share.node),
  );
  return {
    node,
    update(names, exportable) {
      node.hidden = !names;
      for (const [node, name, other] of [
        [a, names?.a ?? '', names?.b ?? ''],
        [b, names?.b ?? '', names?.a ?? ''],
      ] as const) {
        node.title = name;
        node.replaceChildren(...pathPieces(name, other));
      }
      exports.forEach((one) => setDisabled(one, !exportable));
      share.setDisabled(!exportable);
    },
  };
}
