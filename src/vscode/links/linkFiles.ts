import { absolutePath } from '../../analysis/names/portablePaths';
import { splitMember } from '../../facts/address';
import { listedFiles, mostNamed } from '../../facts/namedFiles';
import { exists } from '../../jobs/files/exists';
import { leadsOut } from '../files/leadsOut';
import { mayOpenUnasked } from '../files/mayOpenUnasked';
import { LinkError } from './linkText';

/** A folder of this window, by its name and its absolute path. */
export interface OpenFolder {
  name: string;
  path: string;
}

/**
 * The folder of this window in which all files of a link are: that of the name that the link has, else the first of the others. Nothing is looked at to
 * which symbolic links lead out.
 * @param paths relative, none of which goes up, as parseLink has them.
 * @param wanted the name of the folder that the link was made in.
 * @throws LinkError: no folder is open, files are missing, or lead out of it.
 */
export async function folderOfLink(
  paths: readonly string[],
  wanted: string,
  folders: readonly OpenFolder[],
): Promise<OpenFolder> {
  if (folders.length === 0) {
    throw new LinkError(
      `This link opens files of a folder ${wanted}, and no folder is open: open that one, then the link.`,
    );
  }
  const named = (folder: OpenFolder) => Number(folder.name === wanted);
  const problems: LinkError[] = [];
  for (const folder of [...folders].sort((one, other) => named(other) - named(one))) {
    const problem = leading(paths, folder) ?? (await missing(paths, wanted, folder));
    if (!problem) return folder;
    problems.push(problem);
  }
  throw problems[0]!;
}

/** Refuses files that lead out of a folder by now. @throws LinkError. */
export function requireInFolder(paths: readonly string[], folder: OpenFolder): void {
  const problem = leading(paths, folder);
  if (problem) throw problem;
}

function leading(paths: readonly string[], { name, path: root }: OpenFolder): LinkError | undefined {
  const folders = [root];
  const inside = (path: string) =>
    mayOpenUnasked(absolutePath(root, path), {
      trusted: false,
      folders,
      leadsOut: (file) => leadsOut(file, folders),
    });
  const out = paths.find((path) => !inside(path));
  if (out === undefined) return undefined;
  return new LinkError(
    `${out} leads out of the open folder ${name} by a symbolic link, and links open files of the open folder alone: open it yourself, should you trust it.`,
  );
}

async function missing(
  paths: readonly string[],
  wanted: string,
  { name, path: root }: OpenFolder,
): Promise<LinkError | undefined> {
  const files = [...new Set(paths.map((path) => splitMember(path).file))];
  const there = await Promise.all(files.map((file) => exists(absolutePath(root, file))));
  const gone = files.filter((_, at) => !there[at]);
  if (gone.length === 0) return undefined;
  const list = listedFiles({ names: gone.slice(0, mostNamed), count: gone.length });
  const verb = gone.length === 1 ? 'is' : 'are';
  return new LinkError(
    name === wanted
      ? `${list} of this link ${verb} not in the open folder ${name}; look whether ${gone.length === 1 ? 'it was' : 'they were'} moved or removed.`
      : `This link opens files of a folder ${wanted}, and ${list} ${verb} not in the open folder ${name}: open the folder that the link is from.`,
  );
}
