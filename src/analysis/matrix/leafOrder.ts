/** Beyond this many leaves their optimal order, whose cost grows with the cube, is left at that of the tree. */
const mostLeaves = 800;

/** A node of the tree: leaves below `count`, then merges in their order. */
interface Merge {
  left: number;
  right: number;
}

/**
 * An order of items in which neighbours are alike: the leaves of average linkage (UPGMA), its branches flipped so that the sum of distances between
 * neighbours is the least (optimal leaf ordering: Bar-Joseph, Gifford and Jaakkola 2001), in O(n^3). The first item stands before the last by number.
 * @param distances symmetric, n x n; NaN counts as the largest of all.
 */
export function leafOrder(distances: readonly (readonly number[])[]): number[] {
  const n = distances.length;
  if (n < 3) return distances.map((_, i) => i);
  const d = withoutGaps(distances);
  const merges = averageLinkage(d, n);
  const leaves = leavesOf(merges, n);
  const order = n > mostLeaves ? leaves.at(-1)! : optimalOrder(d, n, merges, leaves);
  return order[0]! <= order.at(-1)! ? order : [...order].reverse();
}

function withoutGaps(distances: readonly (readonly number[])[]): Float64Array {
  const n = distances.length;
  const d = new Float64Array(n * n);
  let largest = 0;
  for (const row of distances) for (const value of row) if (value > largest) largest = value;
  distances.forEach((row, i) => row.forEach((value, j) => (d[i * n + j] = Number.isNaN(value) ? largest : value)));
  return d;
}

/** Average linkage by chains of nearest neighbours (Murtagh 1983), the merges sorted so that the nearest come first. */
function averageLinkage(distances: Float64Array, n: number): Merge[] {
  const d = distances.slice();
  const size = new Float64Array(n).fill(1);
  const alive = new Set<number>(Array.from({ length: n }, (_, i) => i));
  const chain: number[] = [];
  const found: { a: number; b: number; height: number }[] = [];
  while (alive.size > 1) {
    if (chain.length === 0) chain.push(alive.values().next().value!);
    const top = chain.at(-1)!;
    const before = chain.at(-2);
    // On a tie the one before is taken, so that the chain ends.
    let nearest = before ?? -1;
    let least = before === undefined ? Infinity : d[top * n + before]!;
    for (const i of alive) {
      if (i !== top && d[top * n + i]! < least) {
        least = d[top * n + i]!;
        nearest = i;
      }
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [a, b] = top < nearest ? [top, nearest] : [nearest, top];
    found.push({ a, b, height: least });
    const total = size[a]! + size[b]!;
    for (const i of alive) {
      if (i === a || i === b) continue;
      const mean = (size[a]! * d[a * n + i]! + size[b]! * d[b * n + i]!) / total;
      d[a * n + i] = mean;
      d[i * n + a] = mean;
    }
    size[a] = total;
    alive.delete(b);
  }
  return numbered(found, n);
}

/** Merges that name a leaf of each part, as a tree: sorted by height, parts by the number of the merge that made them. */
function numbered(found: { a: number; b: number; height: number }[], n: number): Merge[] {
  const parent = Array.from({ length: 2 * n - 1 }, (_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i]!;
    return i;
  };
  return [...found]
    .sort((x, y) => x.height - y.height)
    .map(({ a, b }, at) => {
      const merge = { left: root(a), right: root(b) };
      parent[merge.left] = n + at;
      parent[merge.right] = n + at;
      return merge;
    });
}

/** The leaves below each node. */
function leavesOf(merges: readonly Merge[], n: number): number[][] {
  const leaves = Array.from({ length: n }, (_, i) => [i]);
  for (const { left, right } of merges) leaves.push([...leaves[left]!, ...leaves[right]!]);
  return leaves;
}

/**
 * Least sums for every pair of ends, from the leaves upwards: best(u, w) = min over m, k of best(u, m) + d(m, k) + best(k, w), where m is the other
 * end of u's part and k of w's. Two leaves meet in one node of the tree alone, so one n x n table holds them all.
 */
function optimalOrder(d: Float64Array, n: number, merges: readonly Merge[], leaves: readonly number[][]): number[] {
  const best = new Float64Array(n * n);
  /** Leaves that can be the other end of a node's part when `leaf` is one. */
  const otherEnds = (node: number, leaf: number): readonly number[] => {
    if (node < n) return leaves[node]!;
    const { left, right } = merges[node - n]!;
    return leaves[left]!.includes(leaf) ? leaves[right]! : leaves[left]!;
  };
  for (const { left, right } of merges) {
    const [A, B] = [leaves[left]!, leaves[right]!];
    const half = new Float64Array(B.length);
    const endsOfB = B.map((w) => otherEnds(right, w));
    const placeInB = new Map(B.map((k, at) => [k, at]));
    for (const u of A) {
      const ms = otherEnds(left, u);
      B.forEach((k, at) => {
        let least = Infinity;
        for (const m of ms) least = Math.min(least, best[u * n + m]! + d[m * n + k]!);
        half[at] = least;
      });
      B.forEach((w, at) => {
        let least = Infinity;
        for (const k of endsOfB[at]!) least = Math.min(least, half[placeInB.get(k)!]! + best[k * n + w]!);
        best[u * n + w] = least;
        best[w * n + u] = least;
      });
    }
  }

  function ordered(node: number, u: number, w: number): number[] {
    if (node < n) return [node];
    const { left, right } = merges[node - n]!;
    if (!leaves[left]!.includes(u)) return ordered(node, w, u).reverse();
    let [first, second, least] = [u, w, Infinity];
    for (const m of otherEnds(left, u)) {
      for (const k of otherEnds(right, w)) {
        const total = best[u * n + m]! + d[m * n + k]! + best[k * n + w]!;
        if (total < least) [first, second, least] = [m, k, total];
      }
    }
    return [...ordered(left, u, first), ...ordered(right, second, w)];
  }

  const top = merges.at(-1)!;
  let [from, to, least] = [leaves[top.left]![0]!, leaves[top.right]![0]!, Infinity];
  for (const u of leaves[top.left]!) {
    for (const w of leaves[top.right]!) {
      if (best[u * n + w]! < least) [from, to, least] = [u, w, best[u * n + w]!];
    }
  }
  return ordered(2 * n - 2, from, to);
}
