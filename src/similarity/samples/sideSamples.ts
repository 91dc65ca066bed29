import { block } from '../../linalg/blocks';
import { multiplyByTranspose } from '../../linalg/gram';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import type { Notice } from '../../facts/reportParts';
import { neuronProducts } from '../routes/neuronProducts';
import { powerSteps } from '../routes/powerOfTwo';
import { centredRows } from '../routes/prepareSide';
import type { RowPasses, SideName } from '../routes/rowPasses';
import { profileOfRows, type SampleProfile } from './sampleProfile';

/** What measures are made of beside the factors of a side: products of its samples, or these themselves. */
export interface SamplesWanted {
  gramian: boolean;
  rows: boolean;
  /** Rows that are factored in folds, which takes more memory than they do. */
  folds?: boolean;
  /** A number for each neuron of one side with each of the other, as many as are matched at most. */
  neuronPairs?: boolean;
  /** Each sample's nearest others: where some are equally near, permutations need all of them. */
  neighbours?: boolean;
  /** Beside inner products: what tells the samples as they are from the centred ones. */
  profile?: boolean;
  /** Values that measures make of them alone, by the square of their number; 0 when absent. */
  made?: number;
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
  /** Which neurons these are, where the rows are there. */
  columns?: Int32Array;
  /** What tells the samples as they are from these. */
  profile?: SampleProfile;
  /** Whether they are a side of many pairs, so that what is made of them alone is worth its memory. */
  kept?: true;
  /** Where the samples stand among those of the array; absent where they are all of it. */
  places?: Uint32Array;
  /** Where a sample of another side or of this one is many rows: what is made of whole samples, or why nothing is. The rest is of rows then. */
  whole?: WholeSamples | Notice;
}

/** Samples each of which is all of an image or a sequence. */
export interface WholeSamples extends SideSamples {
  word: WholeWord;
  /** Values of each. */
  values: number;
}

/** What a whole sample is called. */
export type WholeWord = 'image' | 'sequence' | 'sample';

/** The same samples of both sides of a pair. */
export type PairSamples = Record<SideName, SideSamples>;

/** Of a side of which nothing is asked by its rows. */
export const noSamples: SideSamples = { samples: 0, of: 0, scaleExponent: 0 };

/** Rows of a tile. */
const tileRows = 512;

/** What is wanted of samples that are held: `data` (samples x neurons, finite; left as it was), of so many. `empty`: where large products are made. */
export function samplesOfRows(data: Matrix, of: number, wanted: SamplesWanted, empty = matrixOfZeros): SideSamples {
  const centred = centredRows(data);
  if (!centred) return constantSamples(data.rows, of);
  const { X, scaleExponent, mean, varying } = centred;
  return {
    samples: data.rows,
    of,
    scaleExponent,
    ...(wanted.gramian ? { gramian: gramianOf(X, empty) } : {}),
    ...(wanted.rows ? { rows: X, columns: Int32Array.from(varying) } : {}),
    ...(wanted.profile ? { profile: profileOfRows(data, inUnits(mean, scaleExponent), scaleExponent) } : {}),
  };
}

/** What is wanted of all samples of two sides that are held. */
export function samplesOfHeld({ a, b }: Record<SideName, Matrix>, wanted: SamplesWanted): PairSamples {
  return { a: samplesOfRows(a, a.rows, wanted), b: samplesOfRows(b, b.rows, wanted) };
}

/**
 * The Gramian from a pass over the neurons, where the rows are too wide to be held, and their profile, where it is wanted, from one over the rows. @throws NonFiniteError,
 * and what the passes throw.
 */
export async function samplesOfNeurons(
  passes: RowPasses,
  which: SideName,
  of: number,
  wanted: Pick<SamplesWanted, 'profile'> = {},
): Promise<SideSamples> {
  const { K, means, squares, scaleExponent } = await neuronProducts(passes, which);
  if (!squares.some((square) => square > 0)) return constantSamples(passes.samples, of);
  const profile = wanted.profile ? { profile: await passes.profile(which, means, scaleExponent) } : {};
  return { samples: passes.samples, of, scaleExponent, gramian: K, ...profile };
}

/** Means as they are stored in units of a power of two. */
function inUnits(mean: Float64Array, scaleExponent: number): Float64Array {
  const [first, second] = powerSteps(-scaleExponent);
  return mean.map((value) => value * first * second);
}

function constantSamples(samples: number, of: number): SideSamples {
  return { samples, of, scaleExponent: 0, constant: true };
}

/** A matrix of zeros of this thread. */
const matrixOfZeros = (rows: number, columns: number): Matrix => matrix(rows, columns);

/** XX' by tiles of rows, symmetric to the last bit. */
export function gramianOf(X: Matrix, empty = matrixOfZeros): Matrix {
  const n = X.rows;
  if (n <= tileRows) return multiplyByTranspose(X);
  const gramian = empty(n, n);
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
