import { listed } from '../../analysis/pairs/inOrder';
import { count, counted } from '../../facts/numbers';
import type { Notice } from '../../facts/reportParts';
import { kernelsKey } from '../../linalg/activeKernels';

/** What is kept by the kernels in use, or else by those that come first by name, so that all choose the same. */
export function chosen<Cell>(
  found: ReadonlyMap<string, Cell> | undefined,
  any: boolean,
): { cell: Cell; kernels: string } | undefined {
  const own = kernelsKey();
  const kernels = found?.has(own) ? own : any ? [...(found?.keys() ?? [])].sort()[0] : undefined;
  return kernels === undefined ? undefined : { cell: found!.get(kernels)!, kernels };
}

/** The remark on numbers in one document that several kernels have computed; none where they are of one. @param kinds pairs (or other units) by kernels. */
export function otherKernels(kinds: ReadonlyMap<string, number>, unit = 'pair'): Notice[] {
  if (kinds.size < 2) return [];
  const parts = [...kinds].sort(([x], [y]) => (x < y ? -1 : 1)).map(([name, pairs]) => `${count(pairs)} by ${name}`);
  const all = [...kinds.values()].reduce((sum, pairs) => sum + pairs, 0);
  const message = `${counted(all, unit)} were computed by different kernels (${listed(parts)}), which may differ in their last digits: run all of it on one kind of machine into a folder of its own where that matters.`;
  return [{ code: 'kernels-differ', message }];
}
