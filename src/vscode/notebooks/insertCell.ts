import {
  l10n,
  NotebookEdit,
  NotebookRange,
  workspace,
  WorkspaceEdit,
  type NotebookCellData,
  type NotebookEditor,
} from 'vscode';
import { LensError } from '../../facts/errors';

/** Writes a cell behind the selected one of a notebook, and selects it. @throws LensError `not-inserted` where the notebook takes none. */
export async function insertCell(editor: NotebookEditor, cell: NotebookCellData): Promise<void> {
  const { notebook } = editor;
  const place = editor.selections[0]?.end ?? notebook.cellCount;
  const edit = new WorkspaceEdit();
  edit.set(notebook.uri, [NotebookEdit.insertCells(place, [cell])]);
  if (!(await workspace.applyEdit(edit)))
    throw new LensError('not-inserted', l10n.t('The notebook takes no new cell; check that it can be written to.'));
  const range = new NotebookRange(place, place + 1);
  editor.selections = [range];
  editor.revealRange(range);
}
