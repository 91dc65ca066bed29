import type { RowTransform } from '../../linalg/accumulator';
import type { Matrix } from '../../linalg/matrix';
import { exponentOf } from './powerOfTwo';
import type { RowPasses, SideName } from './rowPasses';

/** What one pass over a side's neurons sums, each centred by itself, in units of a power of two. */
export interface NeuronProducts {
  /** XX': inner products of the centred samples, samples x samples. */
  K: Matrix;
  /** Of each neuron its mean, and the squared norm of what is left. */
  means: Float64Array;
  squares: Float64Array;
  scaleExponent: number;
}

/** The share of all that is read of a pair that its passes tell of. */
export const neuronShare = 0.4;

/** The inner products of a side's centred samples, from one pass over its neurons, or two where the first rows do not tell the scale. @throws NonFiniteError. */
export async function neuronProducts(passes: RowPasses, which: SideName): Promise<NeuronProducts> {
  let { scaleExponent } = await passes.start(which);
  for (let trial = 0; ; trial++) {
    const transform = { [which]: neuronsTransform(passes.samples, scaleExponent) };
    const sums = await passes.sum(transform, { kind: 'centred', of: 'products' }, neuronShare);
    const K = sums.gramA!;
    if (isSound(K) || trial > 0) return { K, means: sums.rowMeans!, squares: sums.rowSquares!, scaleExponent };
    scaleExponent = exponentOf(await passes.largest(which));
  }
}

/** Whether nothing of K vanished, overflowed or was not finite. */
function isSound({ data }: Matrix): boolean {
  let largest = 0;
  let nothing = 0;
  for (let at = 0; at < data.length; at++) {
    largest = Math.max(largest, data[at]!);
    nothing += 0 * data[at]!;
  }
  return largest > 2 ** -400 && nothing === 0;
}

/** In a pass over neurons the "neurons" of a row are the samples, and each row is centred by itself. */
export function neuronsTransform(samples: number, scaleExponent: number): RowTransform {
  return { neurons: samples, scaleExponent, shift: new Float64Array(0), offset: new Float64Array(0) };
}
