/** The path of a layer of a stack (layers, samples, neurons): `x.npy::3` for the fourth, of an archive's member `x.npz::hidden::3`. */
export function layerOfStack(path: string, index: number): string {
  return `${path}::${index}`;
}

/** The stack and the place in it that a path names; undefined for the path of a whole array. */
export function placeInStack(path: string): { path: string; index: number } | undefined {
  const [, stack, index] = /^(.*(?:\.npy|\.npz::.+))::(\d+)$/is.exec(path) ?? [];
  return stack === undefined ? undefined : { path: stack, index: Number(index) };
}
