import type { Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { embedded } from '../frequencies/complexCca';
import {
  columnOf,
  fromColumns,
  complexProduct,
  magnitudes,
  plusTimes,
  squaredNorm,
  times,
  type Complex,
} from '../frequencies/complexVectors';
import { canonicalDirections } from './directions';
import { factorPair } from '../routes/factorPair';
import type { ComplexColumns } from '../frequencies/frequencyTransform';
import { memoryPasses } from '../routes/memoryPasses';
import { withinOne } from '../measures/withinOne';

/** One side's canonical directions of complex columns. */
interface ComplexSideDirections {
  /** samples x k: real parts of the canonical variates, which are of mean 0 and variance 1 (n - 1) as complex numbers. */
  variates: Matrix;
  /** channels x k: magnitude of the complex correlation of each channel with the variate, 0 to 1; 0 for channels that do not vary. */
  loadings: Matrix;
  /** channels x k: magnitude of each channel's weight in the variate. */
  weights: Matrix;
}

/** The first canonical directions of two sides of complex columns. */
export interface ComplexDirections {
  /** k canonical correlations, descending, 0 to 1. */
  coefficients: Float64Array;
  a: ComplexSideDirections;
  b: ComplexSideDirections;
}

/** Correlations up to here are 0 but for rounding, and their directions any at all. */
const nothing = 1e-7;

/** A side's variate (over samples) and its weights (over channels), complex vectors. */
interface Direction {
  variate: Float64Array;
  weights: Float64Array;
}

interface Chosen {
  a: Direction;
  b: Direction;
  correlation: number;
}

/**
 * The first `count` canonical directions of two sides of complex columns (samples x channels, centred, more samples than channels, neither 0 throughout),
 * by the real CCA of [[Re, -Im], [Im, Re]] on both sides, in which each direction comes twice, once multiplied by i. A complex direction is known
 * up to a phase, common to both sides: here side a's largest loading is real and positive. Real columns have the directions of plain CCA, up to
 * sign. Directions without correlation are left out.
 * @throws NoVarianceError; NotConvergedError.
 */
export async function complexDirections(
  A: ComplexColumns,
  B: ComplexColumns,
  names: { a: string; b: string },
  count: number,
): Promise<ComplexDirections> {
  const chosen = (await independent(A, B, names, count)).map(({ a, b, correlation }) => {
    const phase = phaseOfLargest(loadingsOf(A, a));
    return { a: scaledBy(phase, a), b: scaledBy(phase, b), correlation };
  });
  const coefficients = Float64Array.from(chosen, ({ correlation }) => correlation);
  return { coefficients, a: sideOf(A, chosen, 'a'), b: sideOf(B, chosen, 'b') };
}

/** The first directions that are independent as complex ones, each variate of squared norm n - 1. */
async function independent(
  A: ComplexColumns,
  B: ComplexColumns,
  names: { a: string; b: string },
  count: number,
): Promise<Chosen[]> {
  const [E, F] = [embedded(A), embedded(B)];
  const found = canonicalDirections(await factorPair(memoryPasses(E, F, names), names));
  const variates = { a: multiply(E, found.a.weights), b: multiply(F, found.b.weights) };
  const norm = A.real.rows - 1;
  const unit = ({ variate, weights }: Direction): Direction => {
    const factor = Math.sqrt(norm / squaredNorm(variate));
    return scaledBy([factor, 0], { variate, weights });
  };
  const directionOf = (side: 'a' | 'b', k: number): Direction =>
    unit({ variate: partsOf(columnOf(variates[side], k)), weights: columnOf(found[side].weights, k) });
  const chosen: Chosen[] = [];
  const all = found.coefficients.length;
  for (let k = 0; k < all && chosen.length < count && found.coefficients[k]! > nothing; k++) {
    let [a, b] = [directionOf('a', k), directionOf('b', k)];
    for (const earlier of chosen) {
      const [re, im] = complexProduct(earlier.a.variate, a.variate);
      // Where correlations are equal, the directions of both sides mix alike.
      const share: Complex = [-re / norm, -im / norm];
      a = plus(a, share, earlier.a);
      b = plus(b, share, earlier.b);
    }
    // Among 2 m real directions of one correlation m are independent, and until these are found one of the others keeps 1 / m or more.
    if (squaredNorm(a.variate) * all < norm) continue;
    chosen.push({ a: unit(a), b: unit(b), correlation: found.coefficients[k]! });
  }
  return chosen;
}

/** Real parts, then imaginary ones, of complex numbers whose parts alternate, as rows of embedded columns do. */
function partsOf(alternating: Float64Array): Float64Array {
  const samples = alternating.length / 2;
  return alternating.map((_, i) => alternating[i < samples ? 2 * i : 2 * (i - samples) + 1]!);
}

function plus(x: Direction, share: Complex, y: Direction): Direction {
  return { variate: plusTimes(x.variate, share, y.variate), weights: plusTimes(x.weights, share, y.weights) };
}

function scaledBy(factor: Complex, { variate, weights }: Direction): Direction {
  return { variate: times(factor, variate), weights: times(factor, weights) };
}

/** The complex correlation of each channel with a variate. */
function loadingsOf({ real, imaginary }: ComplexColumns, { variate }: Direction): Float64Array {
  const { rows, columns } = real;
  const loadings = new Float64Array(2 * columns);
  for (let j = 0; j < columns; j++) {
    const x = new Float64Array(2 * rows);
    x.set(columnOf(real, j));
    x.set(columnOf(imaginary, j), rows);
    const norm = Math.sqrt(squaredNorm(x) * squaredNorm(variate));
    if (norm === 0) continue;
    const [re, im] = complexProduct(variate, x);
    loadings[j] = re / norm;
    loadings[columns + j] = im / norm;
  }
  return loadings;
}

/** What a variate is multiplied by for its largest loading to be real and positive. */
function phaseOfLargest(loadings: Float64Array): Complex {
  const sizes = magnitudes(loadings);
  const largest = sizes.reduce((most, size, j) => (size > sizes[most]! ? j : most), 0);
  const size = sizes[largest]!;
  return size === 0 ? [1, 0] : [loadings[largest]! / size, loadings[sizes.length + largest]! / size];
}

function sideOf(X: ComplexColumns, chosen: readonly Chosen[], side: 'a' | 'b'): ComplexSideDirections {
  const { rows, columns } = X.real;
  const directions = chosen.map((each) => each[side]);
  const sizes = (each: Direction): Float64Array => magnitudes(loadingsOf(X, each)).map(withinOne);
  return {
    variates: fromColumns(
      directions.map(({ variate }) => variate.subarray(0, rows)),
      rows,
    ),
    loadings: fromColumns(directions.map(sizes), columns),
    weights: fromColumns(
      directions.map(({ weights }) => magnitudes(weights)),
      columns,
    ),
  };
}
