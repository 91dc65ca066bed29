import { NotebookCellKind, workspace, type Uri } from 'vscode';
import { pythonAfter, StubKernel } from '../host/stubJupyter';
import type { JupyterApi } from '../../src/vscode/variables/jupyterApi';

/**
 * Stands in for the extension ms-toolsai.jupyter, which page tests cannot install: what it exports has the published shape, and code runs in
 * python3 after the code cells of the notebook.
 */
export function activate(): JupyterApi {
  const kernelOf = (uri: Uri): StubKernel | undefined => {
    const notebook = workspace.notebookDocuments.find((one) => one.uri.toString() === uri.toString());
    const cells = notebook?.getCells().filter(({ kind }) => kind === NotebookCellKind.Code);
    const cell = cells?.map(({ document }) => document.getText()).join('\n');
    return cell === undefined ? undefined : new StubKernel((code) => pythonAfter(cell, code));
  };
  return { kernels: { getKernel: (uri) => Promise.resolve(kernelOf(uri)) } };
}
