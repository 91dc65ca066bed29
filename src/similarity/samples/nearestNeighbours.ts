import type { Matrix } from '../../linalg/matrix';

/**
 * The nearest other samples of each by a matrix of distances (samples x samples), nearest first, of equally near ones the earlier first: so many columns,
 * no more than there are others.
 */
export function nearestNeighbours({ rows: n, data }: Matrix, count: number): { count: number; indices: Uint32Array } {
  const k = Math.min(count, n - 1);
  const indices = new Uint32Array(n * k);
  const nearest = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const own = indices.subarray(i * k, (i + 1) * k);
    nearest.fill(Infinity);
    for (let j = 0; j < n; j++) {
      const distance = data[i * n + j]!;
      if (j === i || !(distance < nearest[k - 1]!)) continue;
      let at = k - 1;
      for (; at > 0 && nearest[at - 1]! > distance; at--) {
        nearest[at] = nearest[at - 1]!;
        own[at] = own[at - 1]!;
      }
      nearest[at] = distance;
      own[at] = j;
    }
  }
  return { count: k, indices };
}
