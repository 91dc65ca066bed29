import { splitMember } from '../../facts/address';
import { isArrayName } from '../../facts/formats';
import { endingList } from '../endingList';
import { dirname } from 'node:path';
import { l10n, Uri, workspace } from 'vscode';
import { absolutePath, isAbsolutePath, relativePath } from '../../analysis/names/portablePaths';
import { LensError } from '../../facts/errors';
import { exists } from '../../jobs/files/exists';
import type { NotebookFiles } from '../../protocol/notebook';
import type { ArrayAddress } from '../../protocol/arrayAddress';

/** How a notebook names the files of two arrays: with `/`, relative to its folder; one without a folder, to that of the workspace. */
export function filesFromNotebook(notebook: Uri, a: ArrayAddress, b: ArrayAddress): NotebookFiles {
  const as = a.as ?? b.as;
  return { a: pathFrom(notebook, a.path), b: pathFrom(notebook, b.path), ...(as && { as }) };
}

/** The arrays that a notebook's files are. @throws LensError `not-an-array`, or `file-not-found` for one that is nowhere. */
export async function arraysOf(
  notebook: Uri,
  { a, b, as }: NotebookFiles,
): Promise<{ a: ArrayAddress; b: ArrayAddress }> {
  const [pathA, pathB] = await Promise.all([locate(notebook, a), locate(notebook, b)]);
  return { a: { path: pathA, ...(as && { as }) }, b: { path: pathB, ...(as && { as }) } };
}

function pathFrom(notebook: Uri, path: string): string {
  const { file, tail } = splitMember(path);
  const folder = folderOf(notebook) ?? workspace.getWorkspaceFolder(Uri.file(file))?.uri.fsPath;
  return (folder === undefined ? file : relativePath(folder, file)) + tail;
}

/** The absolute path: relative ones are looked for in the folder of the notebook, then in those of the workspace. */
async function locate(notebook: Uri, path: string): Promise<string> {
  const { file, tail } = splitMember(path);
  if (!isArrayName(file)) {
    throw new LensError('not-an-array', l10n.t('{0} is not a {1} file; name only those.', path, endingList('or')));
  }
  if (isAbsolutePath(file)) return path;
  const own = folderOf(notebook);
  const open = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const folders = [...(own === undefined ? [] : [own]), ...open.map(({ uri }) => uri.fsPath)];
  for (const folder of folders) {
    const found = absolutePath(folder, file);
    if (await exists(found)) return found + tail;
  }
  throw new LensError(
    'file-not-found',
    l10n.t('{0} is neither beside the notebook nor in a folder of the workspace; check its path.', file),
  );
}

/** The folder that a notebook lies in; undefined when it was never saved. */
function folderOf(notebook: Uri): string | undefined {
  return notebook.scheme === 'file' ? dirname(notebook.fsPath) : undefined;
}
