import { FileType, Uri, workspace } from 'vscode';
import { isArrayName } from '../../facts/formats';

/** What a search looks at before it gives up: folders of data can hold millions of files. */
const most = { folders: 2000, files: 3000 };

/** Array files, the nearest first, and whether these are all. */
interface FoundArrays {
  files: Uri[];
  complete: boolean;
}

/**
 * Looks for array files (or what else is offered, by its name) below some folders, level by level from the top, so that what a limit leaves out is what lies deepest. VS Code's
 * own search would need its ripgrep program, which some servers come without. Hidden folders, packages and links are left out.
 */
export async function findArrays(roots: readonly Uri[], isOffered = isArrayName): Promise<FoundArrays> {
  const folders = [...roots];
  const files: Uri[] = [];
  const known = new Set<string>();
  let looked = 0;
  // The list grows while it is gone through.
  for (const folder of folders) {
    if (looked++ >= most.folders || files.length >= most.files) break;
    // A folder that is near may lie in another one.
    if (known.has(folder.path)) continue;
    known.add(folder.path);
    for (const [name, type] of await entries(folder)) {
      const uri = Uri.joinPath(folder, name);
      if (type === FileType.Directory && !name.startsWith('.') && name !== 'node_modules') folders.push(uri);
      if ((type & FileType.File) !== 0 && isOffered(name)) files.push(uri);
    }
  }
  return { files: files.slice(0, most.files), complete: looked >= folders.length && files.length < most.files };
}

/** The array files of one folder, without those of folders inside it. */
export async function arraysIn(folder: Uri, isOffered = isArrayName): Promise<Uri[]> {
  const files = (await entries(folder)).filter(([name, type]) => (type & FileType.File) !== 0 && isOffered(name));
  return files.map(([name]) => Uri.joinPath(folder, name));
}

async function entries(folder: Uri): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    // A folder that may not be read has nothing to offer.
    return [];
  }
}
