import { l10n, NotebookCellData, NotebookCellKind, NotebookCellOutput, NotebookCellOutputItem, window } from 'vscode';
import { comparisonCell } from '../../notebook/comparisonCell';
import { comparisonMimeType } from '../../protocol/notebook';
import { pickPair } from '../commands/pickPair';
import type { Services } from '../services';
import { insertCell } from './insertCell';
import type { NotebookInUse } from './notebookInUse';
import { filesFromNotebook } from './notebookPaths';

/**
 * `ccaLens.insertComparisonCell`: writes a cell that compares two files behind the selected cell of the notebook in use, with its output, which is
 * drawn at once: no kernel is needed. The files are the selected ones, or those that are chosen; one that is pinned is side a.
 */
export function insertComparisonCell({ reference }: Services, inUse: NotebookInUse) {
  return async (focused?: unknown, selected?: unknown): Promise<void> => {
    if (!inUse.isOpen) {
      const sentence = l10n.t('No notebook is open; open a Jupyter notebook (.ipynb) and choose this again.');
      return void window.showWarningMessage(sentence);
    }
    const pair = await pickPair(l10n.t('Insert Comparison Cell'), focused, selected, reference.address);
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
