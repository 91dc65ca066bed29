import { workspace } from 'vscode';
import { leadsOut } from './leadsOut';
import type { Surroundings } from './mayOpenUnasked';

/**
 * Those of this window, as they are now.
 * @param beside the folder of a document that people have opened: in a workspace that is trusted it is as good as one of the workspace.
 */
export function surroundings(beside?: string): Surroundings {
  const trusted = workspace.isTrusted;
  const open = (workspace.workspaceFolders ?? []).map(({ uri }) => uri).filter(({ scheme }) => scheme === 'file');
  const paths = open.map(({ fsPath }) => fsPath);
  const folders = trusted && beside !== undefined ? [...paths, beside] : paths;
  return { trusted, folders, leadsOut: (path) => leadsOut(path, folders) };
}
