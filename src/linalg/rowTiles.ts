/** Some rows of what is below the diagonal of a matrix, of which row i has i entries. */
export interface RowTile {
  /** The first row, and the one after the last. */
  from: number;
  to: number;
  /** The place of their first entry where all lie row by row, and how many they have. */
  first: number;
  entries: number;
}

/** The rows of what is below the diagonal of a matrix of `n` rows, in tiles of up to so many entries, of one row at the least. */
export function rowTiles(n: number, most: number): RowTile[] {
  const tiles: RowTile[] = [];
  for (let from = 1, first = 0; from < n;) {
    let [to, entries] = [from, 0];
    while (to < n && (to === from || entries + to <= most)) entries += to++;
    tiles.push({ from, to, first, entries });
    [from, first] = [to, first + entries];
  }
  return tiles;
}
