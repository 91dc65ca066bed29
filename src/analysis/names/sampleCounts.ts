import type { ScanNotice } from '../../protocol/scan';
import { relativePath } from './portablePaths';

/** Whether an array of this shape can hold so many samples: on its first axis, and a matrix on its second too, should it be stored turned. */
export function mayHave(shape: readonly number[], samples: number): boolean {
  return shape[0] === samples || (shape.length === 2 && shape[1] === samples);
}

/**
 * The number of samples of most of some layers: the rows of more than half of them, as rows are samples. Where rows have no such majority, the number
 * that most can have; of equally frequent ones the one that is most often on the first axis. A second axis counts where it is the longer one: else
 * many layers of one width would outvote samples that differ.
 */
export function commonSampleCount(shapes: readonly (readonly number[])[]): number | undefined {
  const fitting = shapes.filter(({ length }) => length >= 2 && length <= 4);
  const byRows = new Map<number, number>();
  for (const [rows = 0] of fitting) byRows.set(rows, (byRows.get(rows) ?? 0) + 1);
  for (const [rows, count] of byRows) if (count > fitting.length / 2) return rows;
  const votes = new Map<number, { fits: number; first: number }>();
  for (const shape of fitting) {
    const [rows = 0, columns = 0] = shape;
    for (const count of shape.length === 2 && columns > rows ? [rows, columns] : [rows]) {
      const vote = votes.get(count) ?? { fits: 0, first: 0 };
      vote.fits++;
      if (shape[0] === count) vote.first++;
      votes.set(count, vote);
    }
  }
  const ranked = [...votes].sort(([a, x], [b, y]) => y.fits - x.fits || y.first - x.first || b - a);
  return ranked[0]?.[0];
}

/** One remark that lists every other number of samples than the common one, with the arrays that have it; undefined when there is none. */
export function countNotice(
  arrays: readonly { path: string; shape: readonly number[]; include: boolean }[],
  common: number | undefined,
  base: string,
): ScanNotice | undefined {
  const others = arrays.filter(({ include }) => !include);
  if (common === undefined || others.length === 0) return undefined;
  const byCount = new Map<number, string[]>();
  for (const { path, shape } of others) {
    byCount.set(shape[0]!, [...(byCount.get(shape[0]!) ?? []), relativePath(base, path)]);
  }
  const lists = [...byCount].map(([count, paths]) => {
    const shown = paths.slice(0, 3).join(', ') + (paths.length > 3 ? `, and ${paths.length - 3} more` : '');
    return `${thousands(count)} (${shown})`;
  });
  const most = arrays.length - others.length;
  return {
    code: 'sample-counts',
    message: `${most} of ${arrays.length} arrays have ${thousands(common)} samples; left out are those with ${lists.join(', with ')}.`,
    stands: { while: 'left-out', paths: others.map(({ path }) => path) },
  };
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}
