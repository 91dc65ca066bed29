import { listed } from '../../analysis/pairs/inOrder';
import type { Estimate } from '../../protocol/analysisRun';
import type { Turn } from '../../facts/pairOptions';

/** One array of a set, with the samples that it is read as having. */
export interface CountedArray {
  name: string;
  path: string;
  samples: number;
}

/** All numbers of samples of a set that should have one, in one problem that names the files of each; [] when there is but one. `turn`: what would fit. */
export function sampleCountProblems(arrays: readonly CountedArray[], turn?: Turn): Estimate['problems'] {
  const groups = new Map<number, CountedArray[]>();
  for (const array of arrays) groups.set(array.samples, [...(groups.get(array.samples) ?? []), array]);
  if (groups.size < 2) return [];
  const sorted = [...groups].sort(([, x], [, y]) => y.length - x.length);
  const said = sorted.map(([samples, members]) => {
    const files = listed([...new Set(members.map(({ name }) => name))], 4);
    return `${samples.toLocaleString('en-US')} samples in ${files}`;
  });
  const message = `Numbers of samples differ: ${said.join('; ')}. All must hold the same samples in the same order: ${turn ? 'turn all, if they are stored the other way round' : 'leave the others out, or save them again'}.`;
  const paths = sorted.slice(1).flatMap(([, members]) => members.map(({ path }) => path));
  return [{ code: 'sample-count-mismatch', message, paths: [...new Set(paths)], ...(turn && { turn }) }];
}
