import { waysToSplit } from './address';

/** Where folders were left out of a name. */
const left = '…';

/** The folders of a path and its file, an array in it with its file: `x/acts::enc/fc1` gives `x` and `acts::enc/fc1`. */
export function pathParts(path: string): string[] {
  const { file, tail } = waysToSplit(path)[0] ?? { file: path, tail: '' };
  const parts = file.split(/[\\/]/);
  return [...parts.slice(0, -1), parts.at(-1)! + tail];
}

/**
 * The shortest names that tell lists of paths apart, such as pairs: of each path the file, with those of its folders that differ from the other paths of
 * its list (`model0/…/layer1.npy` and `model1/…/layer1.npy`), and of lists that would look the same those that differ from list to list, place by place.
 * Lists of the same paths have the same names.
 */
export function distinctLists(lists: readonly (readonly string[])[]): string[][] {
  const all = lists.map((paths) => paths.map(pathParts));
  const kept = all.map((paths) => paths.map((path) => new Set(paths.flatMap((other) => apart(path, other)))));
  const named = (list: number): string[] => all[list]!.map((path, side) => shown(path, kept[list]![side]!));
  const names = all.map((_, list) => named(list));
  for (const alike of groups(names)) {
    for (const list of alike) {
      all[list]!.forEach((path, side) => {
        const others = alike.map((other) => all[other]![side]).filter((other) => other !== undefined);
        for (const depth of others.flatMap((other) => apart(path, other))) kept[list]![side]!.add(depth);
      });
    }
    for (const list of alike) names[list] = named(list);
  }
  // Folders that stand at other depths may still read the same once some are left out.
  for (const alike of groups(names)) {
    if (new Set(alike.map((list) => lists[list]!.join('\0'))).size > 1)
      for (const list of alike) names[list] = [...lists[list]!];
  }
  return names;
}

/** The shortest names that tell two paths apart. */
export function pairNames(a: string, b: string): [string, string] {
  return distinctLists([[a, b]])[0] as [string, string];
}

/** The shortest names that tell single paths apart; the same path twice has the same name twice. */
export function distinctNames(paths: readonly string[]): string[] {
  return distinctLists(paths.map((path) => [path])).map(([name]) => name!);
}

/** The places of lists that read the same, of those that are several. */
function groups(names: readonly (readonly string[])[]): number[][] {
  const found = new Map<string, number[]>();
  names.forEach((list, at) => {
    const key = list.join('\0');
    const places = found.get(key);
    if (places) places.push(at);
    else found.set(key, [at]);
  });
  return [...found.values()].filter(({ length }) => length > 1);
}

/** Which folders of a path tell it from another one, counted from its file (0). */
function apart(path: readonly string[], other: readonly string[]): number[] {
  // A name without folders, such as that of a variable, tells itself.
  if (other.length === 1 && other[0] !== path.at(-1)) return [];
  let shared = 0;
  const folders = path.length - 1;
  while (shared < Math.min(folders, other.length - 1) && path[shared] === other[shared]) shared++;
  const depths = Array.from({ length: folders - shared }, (_, i) => folders - shared - i);
  // Folders at the same depth stand for the same thing, where the paths are built alike.
  if (path.length !== other.length) return depths;
  return depths.filter((depth) => path[folders - depth] !== other[folders - depth]);
}

function shown(path: readonly string[], kept: ReadonlySet<number>): string {
  const last = path.length - 1;
  const words: string[] = [];
  path.forEach((part, at) => {
    if (at === last || kept.has(last - at)) words.push(part);
    else if (words.length > 0 && words.at(-1) !== left) words.push(left);
  });
  return words.join('/');
}
