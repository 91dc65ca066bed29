import { namesOfClasses } from '../../analysis/classes/classNames';
import { LabelsError } from '../../analysis/classes/labels';
import type { ArrayAddress } from '../../protocol/worker';
import { fileName } from '../arrays/fileBytes';
import { readClassNames, readLabels } from './readLabels';

/** The class of each sample. */
export interface SampleLabels {
  /** Classes, counted from 0. */
  of: Int32Array;
  /** At least as many as there are classes. */
  classNames: string[];
  /** The file as people know it. */
  name: string;
}

/**
 * Labels to colour samples by: an integer vector, a one-hot matrix, or logits, of which the largest of a row is its class; `names`: a text with one
 * class name a line, or a JSON list. @throws LabelsError; the errors of opening and reading.
 */
export async function readSampleLabels(
  { path }: ArrayAddress,
  { names }: { names?: string | undefined } = {},
): Promise<SampleLabels> {
  const { name, labels } = await readLabels(path, 'argmax');
  if (labels.kind !== 'classes')
    throw new LabelsError(`${name} holds no classes; give the class of each sample as a whole number.`);
  const list = names === undefined ? undefined : await readClassNames(names);
  const files = { labels: name, names: names === undefined ? '' : fileName(names) };
  return { name, of: labels.labels, classNames: namesOfClasses(labels, list, files) };
}
