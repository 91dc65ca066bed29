import { namesOfClasses } from '../../analysis/classes/classNames';
import { labelNotices } from '../../analysis/classes/labelNotices';
import { LabelsError } from '../../analysis/classes/labels';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { Notice } from '../../facts/reportParts';
import { fileName } from '../files/fileBytes';
import { orderOfFiles } from '../arrays/openArray';
import { idsOfLabels } from './labelOrder';
import { readClassNames, readLabels } from './readLabels';

/** The class of each sample. */
export interface SampleLabels {
  /** Classes, counted from 0; -1 for samples without one. */
  of: Int32Array;
  /** At least as many as there are classes. */
  classNames: string[];
  /** The file as people know it. */
  name: string;
  /** How it was read, where that is to be said. */
  notices: Notice[];
}

/**
 * Labels to colour samples by: a vector of whole numbers or texts, a one-hot matrix, or logits, of which the largest of a row is its class; `names`: a text with one
 * class name a line, or a JSON list; `wanted`: the ids in whose order the samples are, into which labels with ids in their own folder are brought; `budget`: see readLabels.
 * @throws LabelsError; LensError `id-count-mismatch`, `memory-budget`; SampleOrderError; the errors of opening and reading.
 */
export async function readSampleLabels(
  { path }: ArrayAddress,
  { names, wanted, budget }: { names?: string | undefined; wanted?: string | undefined; budget?: number } = {},
): Promise<SampleLabels> {
  const { name, labels } = await readLabels(path, 'argmax', budget);
  if (labels.kind !== 'classes')
    throw new LabelsError(`${name} holds no classes; give the class of each sample as a whole number.`);
  const list = names === undefined ? undefined : await readClassNames(names);
  const files = { labels: name, names: names === undefined ? '' : fileName(names) };
  const classNames = namesOfClasses(labels, list, files);
  const own = wanted === undefined ? undefined : await idsOfLabels({ path, count: labels.labels.length });
  const notices = labelNotices(labels, name);
  if (own === undefined || wanted === undefined || own === wanted)
    return { name, of: labels.labels, classNames, notices };
  const order = await orderOfFiles(own, wanted);
  return { name, of: Int32Array.from(order, (place) => labels.labels[place]!), classNames, notices };
}
