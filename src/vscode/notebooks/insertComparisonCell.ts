import { l10n, NotebookCellData, NotebookCellKind, NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import { comparisonCell } from '../../notebook/comparisonCell';
import { comparisonMimeType } from '../../protocol/notebook';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { arraysNamed } from '../code/namedArrays';
import { chosenFiles } from '../commands/chosenFiles';
import { pickPair } from '../commands/pickPair';
import type { Services } from '../services';
import { insertCell } from './insertCell';
import type { NotebookInUse } from './notebookInUse';
import { filesFromNotebook } from './notebookPaths';
import { showMessage } from '../showMessage';

/**
 * `ccaLens.insertComparisonCell`: writes a cell that compares two files behind the selected cell of the notebook in use, with its output, which is
 * drawn at once: no kernel is needed. The arrays are those of the selected files; else the two that the selected cell names; else those that are chosen,
 * where one that the cell names is side a, and of more, or without any, those or what is pinned are offered first.
 */
export function insertComparisonCell({ reference }: Pick<Services, 'reference'>, inUse: NotebookInUse) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    if (!inUse.isOpen) {
      const sentence = l10n.t('No notebook is open; open a Jupyter notebook (.ipynb) and choose this again.');
      return void showMessage.warning(sentence);
    }
    const inCell = chosenFiles(focused, selected).length > 0 ? [] : await arraysOfCell(inUse);
    const [a, b] = inCell;
    const offered =
      inCell.length > 2
        ? { title: l10n.t('In this cell'), arrays: inCell }
        : { title: l10n.t('Pinned'), arrays: reference.address ? [reference.address] : [] };
    const meant = a && inCell.length <= 2 ? ([a, b] as const) : ([focused, selected] as const);
    const pair = await pickPair(l10n.t('Insert Comparison Cell'), ...meant, offered);
    const editor = pair && (await inUse.show());
    if (!editor) return;
    const { notebook } = editor;
    const { code, comparison, plain } = comparisonCell(
      filesFromNotebook(notebook.uri, pair.a, pair.b),
      comparisonMimeType,
    );
    const cell = new NotebookCellData(NotebookCellKind.Code, code, 'python');
    cell.outputs = [
      new NotebookCellOutput([
        NotebookCellOutputItem.json(comparison, comparisonMimeType),
        NotebookCellOutputItem.text(plain, 'text/plain'),
      ]),
    ];
    await insertCell(editor, cell);
  };
}

/** The arrays that the selected cell names, each once. */
async function arraysOfCell(inUse: NotebookInUse): Promise<ArrayAddress[]> {
  const editor = inUse.inFront;
  const at = editor?.selections[0]?.start;
  if (!editor || at === undefined || at >= editor.notebook.cellCount) return [];
  const named = await arraysNamed(editor.notebook.cellAt(at).document);
  return [...new Map(named.map(({ address }) => [address.path, address])).values()];
}
