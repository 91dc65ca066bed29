/** Unrelated data are held to p <= 0.05 in cells: sizes and kinds, listed before anybody looks at what they come to, as are the seeds. */

/** How values are made. */
export type Kind = 'gaussian' | 'rectified';

/** Samples, and neurons of both sides. */
export interface Size {
  n: number;
  p: number;
  q: number;
}

export interface Cell extends Size {
  kind: Kind;
  /** Told apart from all others: what is drawn in a cell does not depend on which are run. */
  seed: number;
}

/** Narrow, uneven, wide for their samples, and with more neurons than samples on one side and on both. */
export const sizes: readonly Size[] = [
  { n: 40, p: 6, q: 6 },
  { n: 40, p: 4, q: 24 },
  { n: 80, p: 30, q: 30 },
  { n: 24, p: 48, q: 8 },
  { n: 24, p: 40, q: 40 },
];

export const kinds: readonly Kind[] = ['gaussian', 'rectified'];

/** Every size with every kind. */
export const cells: readonly Cell[] = sizes.flatMap((size, i) =>
  kinds.map((kind, j): Cell => ({ ...size, kind, seed: 1000 + 10 * i + j })),
);

/** Matrices: ten layers of one set, or ten against ten, of so many samples, each layer a little wider than the one before. */
export const matrixSizes: readonly { set: 'one' | 'two'; n: number; layers: number; seed: number }[] = [
  { set: 'two', n: 30, layers: 10, seed: 2000 },
  { set: 'one', n: 30, layers: 10, seed: 2001 },
];

/** The width of a layer of a matrix: null levels differ from cell to cell. */
export function widthOf(layer: number): number {
  return 3 + layer;
}

/** So many permutations that 5% is just their largest: p <= 0.05 where the score is above all of them. */
export const permutations = 19;
export const alpha = 0.05;

/** Of 1,000 draws: more than `most` have a chance of 0.0004, fewer than `fewest` one of 0.0003, where exactly 5% are expected. */
export const full = { draws: 1000, most: 74, fewest: 28 };

/** The least share of related pairs that are found where a score is not saturated. */
export const found = 0.95;
