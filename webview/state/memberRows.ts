/** A row of the tree of an archive: a folder of names, or an array. */
export interface MemberRow {
  /** Depth, from 1. */
  level: number;
  /** The part of the name that is shown: after the last `/`. */
  label: string;
  /** Folders that it lies in, as paths, outermost first. */
  within: string[];
  /** Path of the folder, for one; with `index` undefined. */
  folder?: string;
  /** Index of the array among the members. */
  index?: number;
}

interface Folder {
  folders: Map<string, Folder>;
  /** Arrays and folders in the order in which they come up. */
  rows: ({ index: number; label: string } | { folder: string })[];
}

/**
 * The arrays of an archive as the rows of a tree, by the slashes in their names (numpy.savez keeps them: `block1/conv/kernel`). Folders stand where
 * their first array does; names without slashes give a list of level 1.
 */
export function memberRows(names: readonly string[]): MemberRow[] {
  const root: Folder = { folders: new Map(), rows: [] };
  names.forEach((name, index) => {
    const parts = name.split('/');
    const label = parts.pop()!;
    let at = root;
    for (const part of parts) {
      let inner = at.folders.get(part);
      if (!inner) {
        inner = { folders: new Map(), rows: [] };
        at.folders.set(part, inner);
        at.rows.push({ folder: part });
      }
      at = inner;
    }
    at.rows.push({ index, label });
  });
  return rowsOf(root, []);
}

function rowsOf({ folders, rows }: Folder, within: string[]): MemberRow[] {
  const level = within.length + 1;
  return rows.flatMap((row): MemberRow[] => {
    if ('index' in row) return [{ level, within, ...row }];
    const folder = [...within.slice(-1), row.folder].join('/');
    const inner = rowsOf(folders.get(row.folder)!, [...within, folder]);
    return [{ level, within, label: row.folder, folder }, ...inner];
  });
}
