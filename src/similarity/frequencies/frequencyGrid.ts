/** A spatial frequency, by its place in the grid of those that are compared. */
export interface Frequency {
  i: number;
  j: number;
}

/** The frequencies at which maps are compared, and which of them repeat others. */
export interface FrequencyGrid {
  height: number;
  width: number;
  /** The frequencies to compute, row by row. */
  distinct: Frequency[];
  /** height x width, row-major: for each frequency the place in `distinct` of the one with the same coefficients. */
  same: Int32Array;
}

/** Frequency k of `count` in the order of a discrete Fourier transform: 0, 1 .. and then the negative ones; -count/2 <= k < count/2. */
export function signedFrequency(k: number, count: number): number {
  return k < count / 2 ? k : k - count;
}

/**
 * The frequencies that maps of two heights and widths have in common. Real maps have conjugate values at (i, j) and (-i, -j), and so the same
 * coefficients: one of the two is computed. The frequency -count/2 has its counterpart only where neither side was cropped.
 */
export function frequencyGrid(
  a: { height: number; width: number },
  b: { height: number; width: number },
): FrequencyGrid {
  const height = Math.min(a.height, b.height);
  const width = Math.min(a.width, b.width);
  const distinct: Frequency[] = [];
  const same = new Int32Array(height * width).fill(-1);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      if (same[i * width + j]! >= 0) continue;
      same[i * width + j] = distinct.length;
      const row = opposite(i, height, a.height === b.height);
      const column = opposite(j, width, a.width === b.width);
      if (row !== undefined && column !== undefined) same[row * width + column] = distinct.length;
      distinct.push({ i, j });
    }
  }
  return { height, width, distinct, same };
}

/** Where the negative of frequency k is; undefined where it was cropped. */
function opposite(k: number, count: number, whole: boolean): number | undefined {
  if (2 * k === count && !whole) return undefined;
  return k === 0 ? 0 : count - k;
}
