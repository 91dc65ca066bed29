import { basename, dirname } from 'node:path';
import { l10n, QuickPickItemKind, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import { findArrays } from './findArrays';

interface FileItem extends QuickPickItem {
  uri?: Uri;
}

/**
 * A file that people choose: among `files` when given, else among the array files of the workspace or by browsing. Undefined when they
 * choose none.
 * @param title what the file is wanted for.
 */
export async function pickFile(title: string, files?: readonly Uri[]): Promise<Uri | undefined> {
  if (files) return (await window.showQuickPick(itemsOf(files), { title, matchOnDescription: true }))?.uri;

  const browsing: FileItem = { label: l10n.t('$(folder-opened) Browse…'), alwaysShow: true };
  const open = (workspace.workspaceFolders ?? []).map(({ uri }) => uri).filter(({ scheme }) => scheme === 'file');
  const items = findArrays(open).then((found): FileItem[] => [
    ...itemsOf(found.files),
    { label: found.complete ? '' : l10n.t('the workspace holds more'), kind: QuickPickItemKind.Separator },
    browsing,
  ]);
  const chosen = await window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('A .npy or .npz file'),
    matchOnDescription: true,
  });
  return chosen === browsing ? browse(title) : chosen?.uri;
}

async function browse(title: string): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title, filters: { [l10n.t('NumPy arrays')]: ['npy', 'npz'] } });
  return chosen?.[0];
}

function itemsOf(files: readonly Uri[]): FileItem[] {
  return files
    .map((uri) => ({ uri, label: basename(uri.path), description: folderOf(uri) }))
    .sort((one, other) => `${one.description}/${one.label}`.localeCompare(`${other.description}/${other.label}`));
}

function folderOf(uri: Uri): string {
  const folder = dirname(workspace.asRelativePath(uri));
  return folder === '.' ? '' : folder;
}
