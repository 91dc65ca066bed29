import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Jobs } from '../../protocol/jobs';
import { labelsOfSamples } from '../classes/labelsOfSamples';
import { readSampleLabels, type SampleLabels } from '../classes/readSampleLabels';
import { memoryBudget } from '../memoryPlan';

/** Neurons that are listed for a side of a direction. */
export const neuronsListed = 10;

/**
 * The class of each row of a file (-1: none), and the names of the classes; undefined where no labels are asked for.
 * @throws LabelsError; LensError `label-count-mismatch`.
 */
export async function colouring(
  spec: Jobs['directions']['spec'],
  side: SideIdentity,
  name: string,
): Promise<Pick<SampleLabels, 'of' | 'classNames' | 'notices'> | undefined> {
  const { labels, names } = spec.request;
  if (!labels) return undefined;
  const read = await readSampleLabels(labels, { names, wanted: orderedBy(spec), budget: memoryBudget(spec.resources) });
  return { of: labelsOfSamples(read, side, name), classNames: read.classNames, notices: read.notices };
}

/** The ids that the samples of a pair are in the order of. */
function orderedBy({ a, b }: Jobs['directions']['spec']): string | undefined {
  return (a.order ?? b.order)?.wanted;
}

/** Rows of the files that were compared, in order: those that a mask keeps. */
export function comparedRows(mask: Uint8Array | undefined, samples: number): Int32Array {
  const rows = new Int32Array(samples);
  let at = 0;
  for (let row = 0; at < samples; row++) if (mask === undefined || mask[row] === 1) rows[at++] = row;
  return rows;
}

/** At most `most` of `count` places, spread evenly from the first on. */
export function spread(count: number, most: number): Int32Array {
  const length = Math.min(count, most);
  return Int32Array.from({ length }, (_, i) => Math.floor((i * count) / length));
}
