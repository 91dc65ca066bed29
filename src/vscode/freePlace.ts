import { Uri, workspace } from 'vscode';

/** More files of one name than these are not looked for. */
const most = 1000;

/** Places that are offered at present: nothing is there yet, but soon may be. */
const offered = new Set<string>();

/**
 * Does something with the place of a name in a folder where nothing is yet: the name itself, or with a number before its ending (`a-vs-b-2.csv`), so that
 * nobody replaces what was saved before by only pressing Enter. No other is given the same place until it is done. `ending` begins with its dot.
 */
export async function atFreePlace<T>(
  folder: Uri,
  stem: string,
  ending: string,
  use: (place: Uri) => Promise<T>,
): Promise<T> {
  const place = await freePlace(folder, stem, ending);
  offered.add(place.toString());
  try {
    return await use(place);
  } finally {
    offered.delete(place.toString());
  }
}

async function freePlace(folder: Uri, stem: string, ending: string): Promise<Uri> {
  for (let count = 1; count < most; count++) {
    const place = Uri.joinPath(folder, count === 1 ? `${stem}${ending}` : `${stem}-${count}${ending}`);
    const taken = await isTaken(place);
    // Looked up last: another may have been given it while the disk was asked.
    if (!taken && !offered.has(place.toString())) return place;
  }
  return Uri.joinPath(folder, `${stem}${ending}`);
}

function isTaken(place: Uri): Promise<boolean> {
  return Promise.resolve(workspace.fs.stat(place)).then(
    () => true,
    () => false,
  );
}
