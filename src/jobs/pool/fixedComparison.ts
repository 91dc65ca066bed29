import { defaultOptions } from '../../facts/options';
import type { RowBlock } from '../../linalg/accumulator';
import { kernels } from '../../linalg/activeKernels';
import { matrix, type Matrix } from '../../linalg/matrix';
import { seededRandom, type Random } from '../../linalg/random';
import { measurePair } from '../../similarity/measures/measures';
import type { MeasureKernels } from '../../similarity/measures/wanted';
import { factorPair } from '../../similarity/routes/factorPair';
import { memoryPasses } from '../../similarity/routes/memoryPasses';
import { rowMarker } from '../passes/rowMarks';

/** Large enough that decompositions go in blocks, and that what is compiled while it runs has run often enough; small enough to take some 0.3 s on a new thread. */
const samples = 1024;
const neurons = 128;
/** Runs of it: what the engine compiles anew is used from the next call on. */
const runs = 2;

/**
 * Compares two matrices that are made up, of the same numbers each time, in this thread, with the usual measures: what comparisons run is compiled then,
 * and the memory of the kernels has been had. No file is read, and nothing is kept.
 */
export async function compareFixed(measures: MeasureKernels): Promise<void> {
  const random = seededRandom(1);
  const signals = uniformMatrix(neurons, random);
  const [A, B] = [mixed(signals, random), mixed(signals, random)];
  for (let run = 0; run < runs; run++) {
    sumStored(A, B);
    const factors = await factorPair(memoryPasses(A, B, { a: 'a', b: 'b' }), { a: 'a', b: 'b' });
    measurePair(factors, defaultOptions, undefined, measures);
  }
}

/** Sums rows of float32, which most files are of, as a pass does, and marks them. */
function sumStored(A: Matrix, B: Matrix): void {
  const [a, b] = [storedRows(A), storedRows(B)];
  const transform = { neurons, scaleExponent: 0, shift: new Float64Array(neurons), offset: new Float64Array(neurons) };
  const sums = { kind: 'products', gramA: true, gramB: true, cross: true } as const;
  const adder = kernels().accumulator({ a: transform, b: transform, sums });
  // Plain kernels are given what was converted before.
  if (!adder.accepts.has('f4')) return;
  for (const block of [a, b]) rowMarker(samples, neurons).add(0, samples, block, undefined);
  adder.add(samples, a, b, undefined);
  adder.take();
}

function storedRows({ data }: Matrix): RowBlock {
  const bytes = new Uint8Array(Float32Array.from(data).buffer);
  return { bytes, type: 'f4', rowStep: 4 * neurons, columnStep: 4 };
}

/** Signals, and as much that is of this side alone. */
function mixed(signals: Matrix, random: Random): Matrix {
  const own = uniformMatrix(neurons, random);
  return matrix(
    samples,
    neurons,
    own.data.map((value, at) => value + signals.data[at]!),
  );
}

function uniformMatrix(columns: number, random: Random): Matrix {
  return matrix(
    samples,
    columns,
    Float64Array.from({ length: samples * columns }, () => random.uniform()),
  );
}
