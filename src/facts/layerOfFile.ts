/** What a layer is called by its file alone: the name of a file, or of an archive's member, without its ending. */
export function layerOfFile(path: string): string {
  const name = /\.npz::(.*)$/is.exec(path)?.[1] ?? path;
  return name
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.np[yz]$/i, '');
}
