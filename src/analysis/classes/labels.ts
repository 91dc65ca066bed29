import { LensError } from '../../errors';
import type { ClassesChoice } from '../../protocol/analysis';

/** A label array that does not say which class each sample has. */
export class LabelsError extends LensError {
  constructor(message: string) {
    super('labels', message);
  }
}

/** What a label array says. `columns`: each of its columns is a target as it is. */
export type Labels =
  | { kind: 'classes'; from: 'vector' | 'one-hot' | 'argmax'; labels: Int32Array; classes: number }
  | { kind: 'columns'; samples: number; classes: number };

/** Takes the elements of a label array row by row, in pieces of whole rows. */
export interface LabelReader {
  /** @throws LabelsError for a value that is no label. */
  add(values: Float64Array): void;
  /** What they come to, once all are there. @throws LabelsError. */
  result(): Labels;
}

/** More classes than this are taken for ids. */
const mostClasses = 100_000;
/** As many samples with a label each are no accident. */
const surelyIds = 100;

/**
 * Reads a label array: one axis (or a second of length 1) holds the number of each sample's class, from 0, of any element type as long as the
 * numbers are whole; two axes are samples x classes: one-hot where every row is a single 1 among zeros, else logits, which stand for what
 * `logits` says: each column a target, or the class of a row is its largest (the first of equals).
 * @param name the file, for messages.
 * @throws LabelsError for other shapes.
 */
export function labelReader(name: string, shape: readonly number[], logits: ClassesChoice['logits']): LabelReader {
  const elements = shape.reduce((product, size) => product * size, 1);
  if (shape.length === 0 || shape.length > 2 || elements === 0) {
    const found = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
    throw new LabelsError(
      `${name} has the shape ${found}, and labels are a vector with the class of each sample, or a matrix of samples x classes.`,
    );
  }
  return elements === Math.max(...shape)
    ? vectorReader(name, elements)
    : matrixReader(name, shape[0]!, shape[1]!, logits);
}

function vectorReader(name: string, samples: number): LabelReader {
  const labels = new Int32Array(samples);
  let at = 0;
  let largest = 0;
  return {
    add(values) {
      for (const value of values) {
        if (!Number.isInteger(value) || value < 0 || value >= mostClasses)
          throw new LabelsError(`${name} holds ${value} at sample ${at}: ${objection(value)}.`);
        largest = Math.max(largest, value);
        labels[at++] = value;
      }
    },
    result() {
      const classes = largest + 1;
      if (samples >= surelyIds && new Set(labels).size === samples)
        throw new LabelsError(
          `Each of the ${samples} samples has a label of its own in ${name}: these are ids of the samples rather than classes.`,
        );
      return { kind: 'classes', from: 'vector', labels, classes };
    },
  };
}

function objection(value: number): string {
  if (!Number.isInteger(value)) return 'the class of a sample is a whole number';
  if (value < 0)
    return 'classes are numbered from 0, so give samples without a class one of their own, or leave them out of all files';
  return `classes are numbered from 0 to at most ${mostClasses - 1}; larger numbers are taken for ids`;
}

function matrixReader(name: string, samples: number, classes: number, logits: ClassesChoice['logits']): LabelReader {
  const labels = new Int32Array(samples);
  let row = 0;
  let oneHot = true;
  let firstBad = -1;
  return {
    add(values) {
      for (let start = 0; start < values.length; start += classes) {
        let [largest, sum] = [0, 0];
        for (let j = 0; j < classes; j++) {
          const value = values[start + j]!;
          if (value > values[start + largest]!) largest = j;
          if (value !== 0 && value !== 1) oneHot = false;
          if (Number.isNaN(value) && firstBad < 0) firstBad = row;
          sum += value;
        }
        if (sum !== 1) oneHot = false;
        labels[row++] = largest;
      }
    },
    result() {
      if (oneHot) return { kind: 'classes', from: 'one-hot', labels, classes };
      if (logits === 'columns') return { kind: 'columns', samples, classes };
      if (firstBad >= 0)
        throw new LabelsError(
          `${name} holds NaN at sample ${firstBad}, so that sample has no largest logit; save the logits again.`,
        );
      return { kind: 'classes', from: 'argmax', labels, classes };
    },
  };
}

/** Samples that a label array speaks of. */
export function samplesOfLabels(labels: Labels): number {
  return labels.kind === 'classes' ? labels.labels.length : labels.samples;
}
