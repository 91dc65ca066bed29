import { homedir } from 'node:os';
import { Uri, workspace } from 'vscode';

/** Where things are put that belong beside no file, with the name by which people know the place: the folder that is open, else the home folder. */
export function usualFolder(): { uri: Uri; name: string } {
  const open = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return open ?? { uri: Uri.file(homedir()), name: homedir() };
}
