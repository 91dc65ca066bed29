import {
  l10n,
  NotebookCellData,
  NotebookCellKind,
  Position,
  Selection,
  TextEditorRevealType,
  window,
  workspace,
  type TextEditor,
} from 'vscode';
import { captureFrameworks, type CaptureFramework } from '../../facts/capture';
import { LensError } from '../../facts/errors';
import { captureCode } from '../../notebook/capture';
import { insertCell } from './insertCell';
import type { NotebookInUse } from './notebookInUse';

/**
 * `ccaLens.insertCaptureCode`: Python that writes the layers of a model, for a framework that is given or chosen: at the cursor of the Python file in front,
 * or else in a cell of the notebook in use, or else in a new file.
 */
export function insertCaptureCode(inUse: NotebookInUse) {
  return async (given?: unknown): Promise<void> => {
    const framework = captureFrameworks.find(({ id }) => id === given)?.id ?? (await chosenFramework());
    if (!framework) return;
    const code = captureCode(framework);
    const front = pythonInFront();
    if (front) return insertAtCursor(front, code);
    const notebook = await inUse.show();
    if (notebook) return insertCell(notebook, new NotebookCellData(NotebookCellKind.Code, code.trimEnd(), 'python'));
    await window.showTextDocument(await workspace.openTextDocument({ language: 'python', content: code }));
  };
}

async function chosenFramework(): Promise<CaptureFramework | undefined> {
  const items = captureFrameworks.map(({ id, title, takes }) => ({ label: title, description: takes, id }));
  const options = {
    title: l10n.t('Insert Capture Code'),
    placeHolder: l10n.t('What the model is made with'),
    matchOnDescription: true,
  };
  return (await window.showQuickPick(items, options))?.id;
}

/** The editor of a Python file in front; a cell of a notebook is none. */
function pythonInFront(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  const isPython = editor?.document.languageId === 'python' && editor.document.uri.scheme !== 'vscode-notebook-cell';
  return isPython ? editor : undefined;
}

/** Writes lines behind that of the cursor, or in its place where it is empty, and puts the cursor on the first of them that is to be edited. */
async function insertAtCursor(editor: TextEditor, code: string): Promise<void> {
  const line = editor.document.lineAt(editor.selection.active.line);
  const before = line.isEmptyOrWhitespace ? '' : '\n\n';
  const place = line.isEmptyOrWhitespace ? line.range.start : line.range.end;
  if (!(await editor.edit((edit) => edit.insert(place, before + code))))
    throw new LensError('not-inserted', l10n.t('The file takes no text; check that it can be written to.'));
  const head = (before + code).split(/^MODEL/m)[0]!.split('\n').length - 1;
  const cursor = new Position(place.line + head, 0);
  editor.selection = new Selection(cursor, cursor);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenter);
}
