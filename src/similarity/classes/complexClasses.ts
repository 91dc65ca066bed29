import { block, sideBySide } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { canonicalCorrelations } from '../measures/canonical';
import { centre } from '../routes/centre';
import {
  alongAllClasses,
  classCorrelations,
  classCounts,
  fitColumns,
  sumsByClass,
  type ClassFit,
} from './classSimilarity';
import { embedded, isZero } from '../frequencies/complexCca';
import { factorPair, workHere } from '../routes/factorPair';
import type { ComplexColumns } from '../frequencies/frequencyTransform';
import { layerBasis } from './layerBasis';
import { withoutRounding } from '../frequencies/complexRounding';
import { memoryPasses } from '../routes/memoryPasses';
import { productsAlone } from '../routes/primalRoute';
import type { SampleClasses } from '../routes/rowPasses';
import { timesPowerOfTwo } from '../routes/powerOfTwo';

/**
 * How well complex columns (samples x channels, centred, more samples than channels), as of maps at one spatial frequency, tell each class: the
 * multiple correlation R_c = ||Q^H y_c|| / ||y_c|| of the class's centred 0/1 column y_c with an orthonormal basis Q of the columns (the class analysis
 * of SVCCA, arXiv 1706.05806). Complex numbers are taken as 2 x 2 real matrices, as in complexCca, in which y_c is two
 * columns, in every sample's first row and in its second; all classes are solved with one factorisation. Columns without variance have rank 0 and no R.
 * @param classes the class of each row, -1 for samples that the columns do not hold. @param name the layer, for messages.
 * @throws NoVarianceError when nothing but rounding varies; NotConvergedError.
 */
export async function fitComplexClasses(
  columns: ComplexColumns,
  name: string,
  classes: SampleClasses,
): Promise<ClassFit> {
  const { count } = classes;
  const samples = columns.real.rows;
  if (isZero(columns)) return withoutVariance(samples, count);
  const E = embedded(columns);
  const passes = memoryPasses(E, E, { a: name, b: name });
  const { sums, transform } = await productsAlone(passes, 'a');
  const side = await workHere(E.rows).fromProducts(sums.gramA!, transform, name, passes.units.a);
  const { places, rank, along: alongBasis } = await layerBasis(passes, side);
  const ofRows = sumsByClass(E, twice(classes));
  const counts = classCounts(classes);
  const centred = matrix(2 * count, places.length);
  places.forEach((place, k) => {
    const column = side.columns[place]!;
    const mean = side.shift[column]! + side.offset[column]!;
    for (let c = 0; c < 2 * count; c++) {
      const sum = timesPowerOfTwo(ofRows.data[c * E.columns + column]!, -side.scaleExponent);
      centred.data[c * places.length + k] = sum - counts[c % count]! * mean;
    }
  });
  const along = alongBasis(centred);
  return {
    samples,
    rank: Math.ceil(rank / 2),
    R: classCorrelations(along, counts, samples),
    ...allAtOnce(along, counts, samples),
  };
}

/**
 * The same for targets that are real columns as they are (samples x targets, more samples than targets), e.g. a network's logits. A column that is
 * constant has no R; `whole` is over the targets' directions that are more than rounding. @param names of the layer (a) and of the targets (b).
 * @param unit unit roundoff of the targets as they are stored; 0 where all their directions count. @throws NoVarianceError; NotConvergedError.
 */
export async function fitComplexColumns(
  columns: ComplexColumns,
  targets: Matrix,
  names: { a: string; b: string },
  unit = 0,
): Promise<ClassFit> {
  const { rows: samples, columns: count } = targets;
  if (isZero(columns)) return withoutVariance(samples, count);
  const E = embedded(columns);
  const fit = async (Y: ComplexColumns) =>
    fitColumns(await factorPair(memoryPasses(E, embedded(Y), names), names), 2 * count);
  const all = { real: centredColumns(targets), imaginary: matrix(samples, count) };
  const { rank, R, ...found } = await fit(all);
  const real = withoutRounding(all, { unit, magnitudes: rootMeanSquares(targets) });
  const { whole, targetRank } = real === all ? found : await fit(real);
  return {
    samples,
    rank: Math.ceil(rank / 2),
    R: R.slice(0, count),
    whole: onceOf(whole!),
    targetRank: Math.ceil(targetRank / 2),
  };
}

function withoutVariance(samples: number, targets: number): ClassFit {
  return { samples, rank: 0, R: new Array<null>(targets).fill(null), whole: null, targetRank: 0 };
}

/** The classes of the embedded rows: of a sample's first row 0 to count - 1, of its second as many more. */
function twice({ labels, count }: SampleClasses): SampleClasses {
  const both = new Int32Array(2 * labels.length);
  labels.forEach((label, i) => {
    both[2 * i] = label;
    both[2 * i + 1] = label < 0 ? -1 : count + label;
  });
  return { labels: both, count: 2 * count };
}

/** From the real products of the embedded classes, in which every canonical correlation comes twice. */
function allAtOnce(along: Matrix, counts: readonly number[], samples: number): Pick<ClassFit, 'whole' | 'targetRank'> {
  const count = counts.length;
  const part = (from: number): Matrix | null =>
    alongAllClasses(block(along, from, from + count, 0, along.columns), counts, samples);
  const [upper, lower] = [part(0), part(count)];
  if (!upper || !lower) return { whole: null, targetRank: 0 };
  return { whole: onceOf(canonicalCorrelations(sideBySide(upper, lower))), targetRank: upper.columns };
}

function onceOf(coefficients: ArrayLike<number>): number[] {
  return Array.from(coefficients).filter((_, k) => k % 2 === 0);
}

function rootMeanSquares({ rows, columns, data }: Matrix): Float64Array {
  const squares = new Float64Array(columns);
  data.forEach((value, at) => (squares[at % columns]! += value * value));
  return squares.map((square) => Math.sqrt(square / rows));
}

/** Columns less their means. */
function centredColumns({ rows, columns, data }: Matrix): Matrix {
  const centred = matrix(rows, columns, data.slice());
  centre(centred);
  return centred;
}
