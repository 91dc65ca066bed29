import { basename } from 'node:path';
import { l10n, FileType, Uri, workspace } from 'vscode';
import { isArrayName } from '../../facts/formats';
import { endingList } from '../endingList';

/**
 * The files a menu command was called for. The explorer passes the focused file and all selected ones, an editor's title its file and
 * something else, the palette nothing.
 */
export function chosenFiles(focused: unknown, selected: unknown): Uri[] {
  const all = Array.isArray(selected) && selected.length > 0 ? selected : [focused];
  const files = all.filter((item): item is Uri => item instanceof Uri);
  return [...new Map(files.map((uri) => [uri.toString(), uri])).values()];
}

/**
 * One sentence on the first file that cannot be worked with, and undefined when all can. Menus see only the focused file, so the others
 * of a selection may be anything. Whether a file can be read is found out by reading it.
 * @param allowed whether folders do, as for what looks through them.
 */
export async function unfit(files: readonly Uri[], allowed = { folders: false }): Promise<string | undefined> {
  for (const uri of files) {
    const name = basename(uri.path);
    if (uri.scheme !== 'file') {
      return l10n.t(
        '{0} is not in a folder of this machine (its scheme is {1}); save it to disk and open it from there.',
        name,
        uri.scheme,
      );
    }
    const folder = await isFolder(uri);
    if (folder && allowed.folders) continue;
    if (folder) return l10n.t('{0} is a folder; select {1} files inside it.', name, endingList('or'));
    if (!isArrayName(uri.path)) return l10n.t('{0} is not a {1} file; select only those.', name, endingList('or'));
  }
  return undefined;
}

async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    // A file that is gone is told by the panel, in the words of the reader.
    return false;
  }
}
