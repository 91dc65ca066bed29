import type { RowTransform } from '../../linalg/accumulator';
import { block, scaled } from '../../linalg/blocks';
import { choleskyUpper } from '../../linalg/cholesky';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { solveTriangularRight } from '../../linalg/triangular';
import { canonicalCorrelations } from '../measures/canonical';
import { factorWideAlone } from '../routes/dualRoute';
import { workHere } from '../routes/factorPair';
import { layerBasis, type LayerBasis } from './layerBasis';
import { basesProduct, type PairFactors } from '../routes/pairFactors';
import { productsAlone } from '../routes/primalRoute';
import { neuronSquares } from '../routes/neuronSquares';
import type { RowPasses, SampleClasses } from '../routes/rowPasses';
import type { SideFactors } from '../routes/sideFactors';
import { withinOne } from '../measures/withinOne';

/** How well a layer tells each of some targets. */
export interface ClassFit {
  /** Samples that took part. */
  samples: number;
  /** Dimensions of the layer. */
  rank: number;
  /** Multiple correlation of each target with the layer's neurons, 0 to 1; null for a target that is the same for all samples. */
  R: (number | null)[];
  /** Canonical correlations of the layer with all targets at once, descending; null where fewer than one target varies. */
  whole: number[] | null;
  /** Dimensions of all targets at once: of classes one less than occur. 0 where there is no `whole`. */
  targetRank: number;
}

/**
 * How well a layer tells each class: the CCA of the layer with the class's 0/1 column, which is its multiple correlation, R_c = ||Q'y_c|| / ||y_c||
 * for the centred column y_c and an orthonormal basis Q of the centred layer (the class analysis of SVCCA, arXiv 1706.05806). All
 * classes are solved with one factorisation: X'y_c is the sum of the class's centred rows, taken in the pass that sums the covariance.
 * @param passes side a is the layer; sums of products come with `byClass` of the same classes.
 * Beside the fit come the factors of the layer.
 * @param name the layer, for messages.
 * @throws NoVarianceError, NotConvergedError, NonFiniteError.
 */
export async function fitClasses(
  passes: RowPasses,
  name: string,
  classes: SampleClasses,
): Promise<ClassFit & { side: SideFactors }> {
  const counts = classCounts(classes);
  const { samples } = passes;
  let varying: Int32Array | undefined;
  if (passes.neurons.a >= samples) {
    const wide = await factorWideAlone(passes, 'a', name);
    if ('U' in wide) {
      const U = block(wide.U, 0, wide.U.rows, 0, wide.side.rank);
      return { ...fitOf(sumsByClass(U, classes), counts, samples), side: wide.side };
    }
    ({ varying } = wide);
  }
  const { sums, transform } = await productsAlone(passes, 'a', varying);
  const side = await workHere(samples).fromProducts(sums.gramA!, transform, name, passes.units.a);
  const basis = await layerBasis(passes, side);
  const centred = centredSums(sums.byClass!, counts, side, transform, basis);
  return { ...fitOf(basis.along(centred), counts, samples), side };
}

/**
 * The same for targets that are the columns of side b as they are, e.g. a network's logits. `targets`: columns of b's file. A column that is
 * constant has no R.
 */
export function fitColumns(factors: PairFactors, targets: number): ClassFit {
  const { a, b, samples } = factors;
  if (b.basis === undefined) throw new Error('The targets of a fit are fewer than its samples.');
  const between = basesProduct(factors);
  const along = alongColumns(factors, between, b.basis);
  const R = new Array<number | null>(targets).fill(null);
  const [fitted, whole] = [columnSquares(along), neuronSquares(b)];
  b.columns.forEach((column, k) => (R[column] = whole[k]! > 0 ? rootOfShare(fitted[k]!, whole[k]!) : null));
  return { samples, rank: a.rank, R, whole: Array.from(canonicalCorrelations(between)), targetRank: b.rank };
}

/** Q_a'Y, rank x columns of b that vary: a target is all that it is, directions of rounding included. */
function alongColumns({ a, b, cross }: PairFactors, between: Matrix, basis: Matrix): Matrix {
  if (cross.kind !== 'singular' || b.right === undefined) return multiply(between, basis);
  return multiply(
    block(cross.matrix, 0, a.rank, 0, b.right.columns),
    scaled(transpose(b.right), b.singularValues, undefined),
  );
}

/** Samples of each class. */
export function classCounts({ labels, count }: SampleClasses): number[] {
  const counts = new Array<number>(count).fill(0);
  for (const label of labels) if (label >= 0) counts[label]!++;
  return counts;
}

function fitOf(along: Matrix, counts: readonly number[], samples: number): ClassFit {
  const R = classCorrelations(along, counts, samples);
  const between = alongAllClasses(along, counts, samples);
  const whole = between && Array.from(canonicalCorrelations(between));
  return { samples, rank: along.columns, R, whole, targetRank: between?.columns ?? 0 };
}

/** Multiple correlation of each class from Y'Q, whose first rows are the classes; null for one that all samples have or none. */
export function classCorrelations(along: Matrix, counts: readonly number[], samples: number): (number | null)[] {
  const { columns } = along;
  return counts.map((count, c) => {
    if (count === 0 || count === samples) return null;
    let square = 0;
    for (let at = c * columns; at < (c + 1) * columns; at++) square += along.data[at]! ** 2;
    return rootOfShare(square, count * (1 - count / samples));
  });
}

/**
 * Q'U for an orthonormal basis U of the columns of all classes, rank x (classes that occur - 1); null where fewer than two occur. The centred columns
 * of the classes that occur add up to 0, so one is left out: the largest, for then the covariance of the others, diag(n_c) - n_c n_c' / n, is
 * conditioned best. @param along Y'Q, classes x rank.
 */
export function alongAllClasses(along: Matrix, counts: readonly number[], samples: number): Matrix | null {
  const present = Array.from(counts.keys()).filter((c) => counts[c]! > 0);
  if (present.length < 2) return null;
  const largest = present.reduce((most, c) => (counts[c]! > counts[most]! ? c : most));
  const kept = present.filter((c) => c !== largest);
  const [size, rank] = [kept.length, along.columns];
  const covariance = matrix(size, size);
  const some = matrix(size, rank);
  kept.forEach((c, i) => {
    kept.forEach((other, j) => {
      covariance.data[i * size + j] = (i === j ? counts[c]! : 0) - (counts[c]! * counts[other]!) / samples;
    });
    some.data.set(along.data.subarray(c * rank, (c + 1) * rank), i * rank);
  });
  return solveTriangularRight(transpose(some), choleskyUpper(covariance)!);
}

/** Y'X of the basis' neurons, centred, classes x rank: what was summed by class, less the mean of all for each sample of a class. */
function centredSums(
  sums: Matrix,
  counts: readonly number[],
  side: SideFactors,
  transform: RowTransform,
  { places }: LayerBasis,
): Matrix {
  const { columns, offset } = side;
  // A pass over some neurons of a file has them side by side.
  const among = transform.columns && new Map(Array.from(transform.columns, (column, at) => [column, at]));
  const centred = matrix(sums.rows, places.length);
  places.forEach((place, k) => {
    const column = columns[place]!;
    const at = among ? among.get(column)! : column;
    for (let c = 0; c < sums.rows; c++) {
      centred.data[c * places.length + k] = sums.data[c * sums.columns + at]! - counts[c]! * offset[column]!;
    }
  });
  return centred;
}

/** Sums of the rows of U by class, classes x columns; U holds the samples that take part, one after the other. */
export function sumsByClass(U: Matrix, { labels, count }: SampleClasses): Matrix {
  const { columns } = U;
  const sums = matrix(count, columns);
  let row = 0;
  for (const label of labels) {
    if (label < 0) continue;
    for (let k = 0; k < columns; k++) sums.data[label * columns + k]! += U.data[row * columns + k]!;
    row++;
  }
  return sums;
}

function columnSquares({ rows, columns, data }: Matrix): Float64Array {
  const squares = new Float64Array(columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) squares[j]! += data[i * columns + j]! ** 2;
  return squares;
}

function rootOfShare(part: number, whole: number): number {
  return withinOne(Math.sqrt(part / whole));
}
