import { LensError } from '../../facts/errors';
import type { ClassesChoice } from '../../facts/analyses/classes';
import type { Labelling } from '../../facts/analyses/classes';
import { vectorLabels } from './vectorLabels';

/** A label array that does not say which class each sample has. */
export class LabelsError extends LensError {
  constructor(message: string) {
    super('labels', message);
  }
}

/** A value that is no label, as its file has it, at which sample, and why. */
export class NoLabelError extends LabelsError {
  constructor(
    name: string,
    value: string,
    readonly at: number,
    readonly objection: string,
  ) {
    super(`${name} holds ${value} at sample ${at}: ${objection}.`);
  }
}

/** What a label array says. `columns`: each of its columns is a target as it is. */
export type Labels =
  | {
      kind: 'classes';
      /** How the classes were read off the array. */
      from: Labelling['from'];
      /** The class of each sample, from 0; -1 for samples without one, which take no part. */
      labels: Int32Array;
      classes: number;
      /** What the array itself calls its classes; absent where they are numbers. */
      names?: string[];
      /** The number that stood for no class, and how many samples have it. */
      ignored?: { value: number; samples: number };
    }
  | { kind: 'columns'; samples: number; classes: number };

/** Takes the elements of a label array row by row, in pieces of whole rows. */
interface LabelReader {
  /** @throws LabelsError for a value that is no label. */
  add(values: Float64Array): void;
  /** What they come to, once all are there. @throws NoLabelError (of the value as float64 has it), LabelsError. */
  result(): Labels;
}

/**
 * Reads a label array of numbers: one axis (or a second of length 1) holds the class of each sample (see vectorLabels); two axes are samples x
 * classes: one-hot where every row is a single 1 among zeros (classes x samples, where only every column is), else logits, which stand for what
 * `logits` says: each column a target, or the class of a row is its largest (the first of equals).
 * @param name the file, for messages. @param descr its element type.
 * @throws LabelsError for other shapes, and where there are no two classes, or none with two samples.
 */
export function labelReader(
  name: string,
  shape: readonly number[],
  logits: ClassesChoice['logits'],
  descr = '',
): LabelReader {
  const elements = requireLabelShape(name, shape);
  return elements === Math.max(...shape)
    ? vectorReader(name, elements, descr)
    : matrixReader(name, shape[0]!, shape[1]!, logits);
}

/** Labels that are texts: classes in the order of the texts by code points, as np.unique has them. @throws LabelsError as labelReader does. */
export function textLabels(name: string, shape: readonly number[], texts: readonly string[]): Labels {
  if (requireLabelShape(name, shape) !== Math.max(...shape))
    throw new LabelsError(`${name} is a matrix of texts; labels that are texts are a vector, one for each sample.`);
  const names = [...new Set(texts)].sort(byCodePoints);
  const numbers = new Map(names.map((text, c) => [text, c]));
  const labels = Int32Array.from(texts, (text) => numbers.get(text)!);
  return requireClasses({ kind: 'classes', from: 'texts', labels, classes: names.length, names }, name);
}

/** Samples that a label array speaks of, those without a class included. */
export function samplesOfLabels(labels: Labels): number {
  return labels.kind === 'classes' ? labels.labels.length : labels.samples;
}

/** Elements of the array. @throws LabelsError for shapes that no labels have. */
function requireLabelShape(name: string, shape: readonly number[]): number {
  const elements = shape.reduce((product, size) => product * size, 1);
  if (shape.length > 0 && shape.length <= 2 && elements > 0) return elements;
  const found = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  throw new LabelsError(
    `${name} has the shape ${found}, and labels are a vector with the class of each sample, or a matrix of samples x classes.`,
  );
}

function vectorReader(name: string, samples: number, descr: string): LabelReader {
  const values = new Float64Array(samples);
  let at = 0;
  return {
    add(more) {
      values.set(more, at);
      at += more.length;
    },
    result() {
      const read = vectorLabels(values, descr);
      if ('objection' in read) throw new NoLabelError(name, String(values[read.at]), read.at, read.objection);
      return requireClasses({ kind: 'classes', ...read }, name);
    },
  };
}

function matrixReader(name: string, rows: number, columns: number, logits: ClassesChoice['logits']): LabelReader {
  const labels = new Int32Array(rows);
  const turned = new Int32Array(columns);
  const columnSums = new Float64Array(columns);
  let row = 0;
  let flags = true;
  let oneHot = true;
  let firstBad = -1;
  return {
    add(values) {
      for (let start = 0; start < values.length; start += columns) {
        let [largest, sum] = [0, 0];
        for (let j = 0; j < columns; j++) {
          const value = values[start + j]!;
          if (value > values[start + largest]!) largest = j;
          if (value !== 0 && value !== 1) flags = false;
          if (value === 1) turned[j] = row;
          if (Number.isNaN(value) && firstBad < 0) firstBad = row;
          columnSums[j]! += value;
          sum += value;
        }
        if (sum !== 1) oneHot = false;
        labels[row++] = largest;
      }
    },
    result() {
      if (flags && oneHot) return requireClasses({ kind: 'classes', from: 'one-hot', labels, classes: columns }, name);
      if (flags && columnSums.every((sum) => sum === 1))
        return requireClasses({ kind: 'classes', from: 'one-hot turned', labels: turned, classes: rows }, name);
      if (logits === 'columns') return { kind: 'columns', samples: rows, classes: columns };
      if (firstBad >= 0)
        throw new LabelsError(
          `${name} holds NaN at sample ${firstBad}, so that sample has no largest logit; save the logits again.`,
        );
      return requireClasses({ kind: 'classes', from: 'argmax', labels, classes: columns }, name);
    },
  };
}

/** @throws LabelsError where nothing can be told apart: one class alone, or no two samples of a class. */
function requireClasses(labels: Labels & { kind: 'classes' }, name: string): Labels {
  const part = labels.labels.filter((label) => label >= 0);
  const distinct = new Set(part);
  const others = labels.ignored ? ` that are not ${labels.ignored.value}` : '';
  if (part.length === 0)
    throw new LabelsError(`${name} gives no sample a class: all ${labels.labels.length} are ${labels.ignored?.value}.`);
  if (distinct.size === 1) {
    const [only] = distinct;
    throw new LabelsError(
      `${name} holds one class alone (${labels.names?.[only!] ?? only}, the label of all samples${others}), so that there is nothing to tell apart; give labels of two classes or more.`,
    );
  }
  if (distinct.size === part.length)
    throw new LabelsError(
      `Each of the ${part.length} samples${others} has a label of its own in ${name}: these are ids of the samples rather than classes, of which each needs two samples or more.`,
    );
  return labels;
}

function byCodePoints(first: string, second: string): number {
  const [a, b] = [Array.from(first), Array.from(second)];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = a[i]!.codePointAt(0)! - b[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
