import { block } from '../../linalg/blocks';
import { multiplyByTranspose } from '../../linalg/gram';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { neuronProducts } from '../routes/neuronProducts';
import { centredRows } from '../routes/prepareSide';
import type { RowPasses, SideName } from '../routes/rowPasses';

/** What measures are made of beside the factors of a side: products of its samples, or these themselves. */
export interface SamplesWanted {
  gramian: boolean;
  rows: boolean;
}

/** Samples of a side, in their order: all that are compared, or as many as the memory holds. It can be kept, and sent between threads. */
export interface SideSamples {
  /** Samples that they are. */
  samples: number;
  /** Of so many that are compared. */
  of: number;
  /** The power of two that values were divided by, inner products by its square. */
  scaleExponent: number;
  /** Whether no sample differs from another, so that nothing is made of them: some were drawn that do not tell themselves apart. */
  constant?: true;
  /** Inner products of the centred samples, samples x samples. */
  gramian?: Matrix;
  /** The centred samples: samples x neurons that vary. */
  rows?: Matrix;
}

/** The same samples of both sides of a pair. */
export type PairSamples = Record<SideName, SideSamples>;

/** Rows of a tile. */
const tileRows = 512;

/** What is wanted of samples that are held: `data` (samples x neurons, finite; left as it was), of so many. */
export function samplesOfRows(data: Matrix, of: number, wanted: SamplesWanted): SideSamples {
  const centred = centredRows(data);
  if (!centred) return constantSamples(data.rows, of);
  const { X, scaleExponent } = centred;
  return {
    samples: data.rows,
    of,
    scaleExponent,
    ...(wanted.gramian ? { gramian: gramianOf(X) } : {}),
    ...(wanted.rows ? { rows: X } : {}),
  };
}

/** What is wanted of all samples of two sides that are held. */
export function samplesOfHeld({ a, b }: Record<SideName, Matrix>, wanted: SamplesWanted): PairSamples {
  return { a: samplesOfRows(a, a.rows, wanted), b: samplesOfRows(b, b.rows, wanted) };
}

/** The Gramian from a pass over the neurons, where the rows are too wide to be held. @throws NonFiniteError, and what the passes throw. */
export async function samplesOfNeurons(passes: RowPasses, which: SideName, of: number): Promise<SideSamples> {
  const { K, squares, scaleExponent } = await neuronProducts(passes, which);
  if (!squares.some((square) => square > 0)) return constantSamples(passes.samples, of);
  return { samples: passes.samples, of, scaleExponent, gramian: K };
}

function constantSamples(samples: number, of: number): SideSamples {
  return { samples, of, scaleExponent: 0, constant: true };
}

/** XX' by tiles of rows, symmetric to the last bit. */
export function gramianOf(X: Matrix): Matrix {
  const n = X.rows;
  if (n <= tileRows) return multiplyByTranspose(X);
  const gramian = matrix(n, n);
  for (let i = 0; i < n; i += tileRows) {
    const tile = block(X, i, Math.min(n, i + tileRows), 0, X.columns);
    put(gramian, multiplyByTranspose(tile), i, i);
    const turned = transpose(tile);
    for (let j = i + tileRows; j < n; j += tileRows) {
      const product = multiply(block(X, j, Math.min(n, j + tileRows), 0, X.columns), turned);
      put(gramian, product, j, i);
      put(gramian, transpose(product), i, j);
    }
  }
  return gramian;
}

function put(A: Matrix, part: Matrix, row: number, column: number): void {
  for (let i = 0; i < part.rows; i++)
    A.data.set(part.data.subarray(i * part.columns, (i + 1) * part.columns), (row + i) * A.columns + column);
}
