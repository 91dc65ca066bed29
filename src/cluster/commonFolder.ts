/** The folder that all of some absolute paths lie in, `/` where it is the root; of one path the folder above it. */
export function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const [first = [], ...others] = folders;
  let depth = first.length;
  for (const folder of others) {
    let same = 0;
    while (same < depth && folder[same] === first[same]) same++;
    depth = same;
  }
  return first.slice(0, depth).join('/') || '/';
}
