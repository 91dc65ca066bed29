/**
 * Places 0 to count - 1 in sets of those that meet: that `pairs` connect, directly or through others. In the order of their first members; each
 * place is in one set.
 */
export function whatMeets(count: number, pairs: readonly (readonly [number, number])[]): number[][] {
  const parent = Array.from({ length: count }, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top]!;
    // Later ways are short.
    parent[at] = top;
    return top;
  };
  for (const [a, b] of pairs) parent[root(b)] = root(a);
  const sets = new Map<number, number[]>();
  for (let at = 0; at < count; at++) {
    const set = sets.get(root(at)) ?? [];
    set.push(at);
    sets.set(root(at), set);
  }
  return [...sets.values()];
}
