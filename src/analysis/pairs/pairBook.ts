/** Where a cell of a result finds its scores: a pair of the list, as it stands or turned round. */
export interface CellPlace {
  pair: number;
  turned: boolean;
}

/** A growing list of pairs of arrays in which no two are the same, also turned round. */
export interface PairBook {
  pairs: [number, number][];
  /** The place of a and b, added to the list when it is not in it. */
  place(a: number, b: number): CellPlace;
}

/** An empty list. */
export function pairBook(): PairBook {
  const pairs: [number, number][] = [];
  const places = new Map<string, number>();
  return {
    pairs,
    place(a, b) {
      const found = places.get(`${a} ${b}`);
      if (found !== undefined) return { pair: found, turned: false };
      const other = places.get(`${b} ${a}`);
      if (other !== undefined) return { pair: other, turned: true };
      places.set(`${a} ${b}`, pairs.length);
      pairs.push([a, b]);
      return { pair: pairs.length - 1, turned: false };
    },
  };
}
