import { basename, dirname } from 'node:path';
import type { Uri } from 'vscode';
import { QuickPickItemKind, window, workspace, type QuickPickItem } from 'vscode';

/** More files than this are not listed; the rest are reached by typing into the file dialog. */
const mostFiles = 2000;

interface FileItem extends QuickPickItem {
  uri?: Uri;
}

/**
 * A file that people choose: among `files` when given, else among the array files of the workspace or by browsing. Undefined when they
 * choose none.
 * @param title what the file is wanted for.
 */
export async function pickFile(title: string, files?: readonly Uri[]): Promise<Uri | undefined> {
  const found = files ?? (await workspace.findFiles('**/*.{npy,npz,NPY,NPZ}', undefined, mostFiles));
  const items: FileItem[] = found
    .map((uri) => ({ uri, label: basename(uri.path), description: folderOf(uri) }))
    .sort((one, other) => `${one.description}/${one.label}`.localeCompare(`${other.description}/${other.label}`));
  if (files) return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.uri;

  if (items.length === 0) return browse(title);
  const separator = { label: '', kind: QuickPickItemKind.Separator };
  const browsing: FileItem = { label: '$(folder-opened) Browse…', alwaysShow: true };
  const placeHolder =
    found.length < mostFiles
      ? 'An array file of this workspace'
      : `The first ${mostFiles} array files of this workspace`;
  const chosen = await window.showQuickPick<FileItem>([...items, separator, browsing], {
    title,
    placeHolder,
    matchOnDescription: true,
  });
  return chosen === browsing ? browse(title) : chosen?.uri;
}

async function browse(title: string): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title, filters: { 'NumPy arrays': ['npy', 'npz'] } });
  return chosen?.[0];
}

function folderOf(uri: Uri): string {
  const folder = dirname(workspace.asRelativePath(uri));
  return folder === '.' ? '' : folder;
}
