import { basename } from 'node:path';
import { env, workspace } from 'vscode';
import { relativePath } from '../../analysis/names/portablePaths';
import { savedPaths, withSavedPaths, type SavedDocument } from '../../analysis/selection/savedDocument';
import { arrayName } from '../arrayNames';
import { surroundings } from '../files/surroundings';
import { folderOver, mayOpenUnasked } from '../files/mayOpenUnasked';
import { LinkError, linkText, mostLinkLength } from './linkText';

/** This extension, as links name it: publisher and name of package.json. */
export const extensionId = 'cca-lens.cca-lens';

/**
 * The link that opens a view in a window with the same folder; of a view that is too long for one, the link to the document that keeps it.
 * @param view its paths absolute.
 * @param document the absolute path of the document that the view is of.
 * @throws LinkError where a link would not open: files outside of the folder that is open, or too many without a document.
 */
export function makeLink(view: SavedDocument, document?: string): string {
  const paths = savedPaths(view);
  const { folders, leadsOut } = surroundings();
  const root = folders.find((folder) => paths.every((path) => folderOver(path, [folder]) !== undefined));
  const outside = paths.find((path) => !mayOpenUnasked(path, { trusted: false, folders, leadsOut }));
  if (outside !== undefined || root === undefined) throw notInFolder(outside ?? paths[0] ?? '', folders.length);
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.fsPath === root)?.name ?? basename(root);
  const text = (linked: Parameters<typeof linkText>[2]) => linkText(env.uriScheme, extensionId, linked);
  const link = text({ folder, view: withSavedPaths(view, (path) => relativePath(root, path)) });
  if (link.length <= mostLinkLength) return link;
  if (document === undefined || folderOver(document, [root]) === undefined) {
    throw new LinkError(
      `${paths.length} files are too many for a link. Save the selection in the open folder, and copy the link from there.`,
    );
  }
  return text({ folder, document: relativePath(root, document) });
}

function notInFolder(path: string, folders: number): LinkError {
  const name = arrayName({ path });
  return new LinkError(
    folders === 0
      ? `There is no folder open, and links open files of the open folder alone: open the folder of ${name} first.`
      : `${name} is not in the open folder, or not in the same one as the other files; links open files of one open folder alone.`,
  );
}
