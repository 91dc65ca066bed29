import { Uri, workspace } from 'vscode';

/** More files of one name than these are not looked for. */
const most = 1000;

/**
 * The place of a name in a folder where nothing is yet: the name itself, or with a number before its ending (`a-vs-b-2.csv`), so that nobody replaces
 * what was saved before by only pressing Enter. `ending` begins with its dot.
 */
export async function freePlace(folder: Uri, stem: string, ending: string): Promise<Uri> {
  for (let count = 1; count < most; count++) {
    const place = Uri.joinPath(folder, count === 1 ? `${stem}${ending}` : `${stem}-${count}${ending}`);
    if (!(await exists(place))) return place;
  }
  return Uri.joinPath(folder, `${stem}${ending}`);
}

/** Whether there is a file or folder. */
export function exists(place: Uri): Promise<boolean> {
  return Promise.resolve(workspace.fs.stat(place)).then(
    () => true,
    () => false,
  );
}
