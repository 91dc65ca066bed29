import { parseClassNames } from '../../analysis/classes/classNames';
import { labelReader, NoLabelError, textLabels, type Labels } from '../../analysis/classes/labels';
import { isText } from '../../formats/values/dtype';
import { exactTexts } from '../../formats/values/exactTexts';
import { elementCount } from '../../formats/header';
import { readRows } from '../../formats/rows/readRows';
import { readTexts } from '../../formats/rows/readTexts';
import { isWide } from '../../formats/values/wideIntegers';
import type { ClassesChoice } from '../../facts/analyses/classes';
import { fileName } from '../files/fileBytes';
import { requireSize } from '../files/fileKinds';
import { openArray } from '../arrays/openArray';
import { readWhole } from '../files/readWhole';
import { memoryBudget, overBudget } from '../memoryPlan';

/** What a label takes, with the classes told apart; of a matrix each row and each column does. */
const labelBytes = 64;

/**
 * What a label array (a file, or `file::member`) says, read in chunks. `logits`: what a matrix that is not one-hot stands for. `budget`:
 * bytes of memory that are allowed.
 * @throws LensError `memory-budget`, `long-texts`; the errors of openArray and readRows; LabelsError when it holds something else than labels.
 */
export async function readLabels(
  path: string,
  logits: ClassesChoice['logits'],
  budget = memoryBudget(),
): Promise<{ name: string; labels: Labels }> {
  const array = await openArray({ path });
  try {
    const { name, header, source } = array;
    const { shape, dtype, dataOffset } = header;
    const elements = elementCount(shape);
    const vector = elements === Math.max(...shape);
    const needed = labelBytes * (vector ? elements : shape.reduce((sum, length) => sum + length, 0));
    if (elements > 0 && needed > budget) throw overBudget(`The labels in ${name} need`, needed, budget);
    if (isText(dtype)) {
      requireSize(name, elements * dtype.itemsize, 'ids');
      const texts = await readTexts(array);
      await array.prove();
      return { name, labels: textLabels(name, shape, texts) };
    }
    const reader = labelReader(name, shape, logits, header.descr);
    for await (const { data } of readRows(source, header, name)) reader.add(data);
    await array.prove();
    try {
      return { name, labels: reader.result() };
    } catch (error) {
      if (!(error instanceof NoLabelError) || !isWide(dtype)) throw error;
      const at = dataOffset + error.at * dtype.itemsize;
      const [value] = exactTexts(await source.slice(at, at + dtype.itemsize), dtype);
      throw new NoLabelError(name, value!, error.at, error.objection);
    }
  } finally {
    await array.close();
  }
}

/** The names in a file of class names (.txt, one a line; .json, a list). @throws LabelsError; the errors of readWhole. */
export async function readClassNames(path: string): Promise<string[]> {
  return parseClassNames(await readWhole(path, 'classNames'), fileName(path));
}
