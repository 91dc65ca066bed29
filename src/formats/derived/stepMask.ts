import { LensError } from '../../facts/errors';
import { elementCount, shapeText } from '../header';
import { readRows } from '../rows/readRows';
import { isReal } from '../values/dtype';
import type { ArrayBytes } from './rows';

/** Which steps of sequences take part: samples x steps, 1 for those that do and 0 for padding; at least one of each sample. */
export interface StepMask {
  steps: number;
  marks: Uint8Array;
  /** How many take part. */
  real: number;
}

/** An array that is no mask of the steps of some sequences. */
export class StepMaskError extends LensError {
  constructor(message: string) {
    super('step-mask', `${message}; give the mask of these steps (--mask), or take all of them (--mask none).`);
  }
}

/**
 * The mask in an array of samples x steps. @param sequences the name and the shape (samples, steps, neurons) of what it is of.
 * @throws StepMaskError for another shape, for other values than 0 and 1, and where nothing of a sample takes part; the errors of reading.
 */
export async function readStepMask(
  { name, header, source }: ArrayBytes,
  sequences: { name: string; shape: readonly number[] },
): Promise<StepMask> {
  const [samples, steps] = sequences.shape as [number, number];
  if (!isMaskShape(header.shape, sequences.shape)) {
    const wanted = shapeText([samples, steps]);
    throw new StepMaskError(
      `${name} has the shape ${shapeText(header.shape)}, and a mask of the steps of ${sequences.name} has ${wanted}`,
    );
  }
  const marks = new Uint8Array(elementCount(header.shape));
  let at = 0;
  for await (const { data } of isReal(header.dtype) ? readRows(source, header, name) : []) {
    const odd = data.find((value) => value !== 0 && value !== 1);
    if (odd !== undefined)
      throw new StepMaskError(`${name} holds ${odd}, and a mask is 1 for steps that take part and 0 for padding`);
    marks.set(data, at);
    at += data.length;
  }
  if (at < marks.length)
    throw new StepMaskError(`${name} holds no numbers (dtype ${header.descr}), and a mask is 0 and 1`);
  for (let sample = 0; sample < samples; sample++) {
    if (!marks.subarray(sample * steps, (sample + 1) * steps).includes(1))
      throw new StepMaskError(
        `${name} leaves no step of sample ${sample}, which then has no vector: leave that sample out`,
      );
  }
  return { steps, marks, real: marks.reduce((sum, mark) => sum + mark, 0) };
}

/** Whether an array of this shape can be a mask of the steps of sequences of that shape. */
export function isMaskShape(shape: readonly number[], [samples, steps]: readonly number[]): boolean {
  return shape.length === 2 && shape[0] === samples && shape[1] === steps;
}
