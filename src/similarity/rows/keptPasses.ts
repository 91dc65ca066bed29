import type { RowSums, RowTransform, Sums } from '../../linalg/accumulator';
import { gram } from '../../linalg/gram';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { qrR } from '../../linalg/qr';
import { solveTriangularRight } from '../../linalg/triangular';
import { timesPowerOfTwo } from '../routes/powerOfTwo';
import { sidesInOrder, type RowPasses, type SideName } from '../routes/rowPasses';
import { squaredNorms } from './heldRows';
import { withRows, type KeptRows } from './keptRows';
import { shiftedNorms, type NormSums } from './normSums';
import type { RowMoments } from './rowMoments';
import { twice, twiceMoments, twiceRows } from './twice';

/**
 * Passes over rows of which nothing but moments and a few rows are kept: every sum that the routes ask for follows from them, so that a pair is factored as
 * from its files, by the same criteria. Of a pair that has one side twice the columns of that alone are kept. It has more samples than neurons on both sides.
 */
export function keptPasses(kept: KeptRows, { same, units }: Pick<RowPasses, 'same' | 'units'>): RowPasses {
  const { first } = kept.moments;
  const summed = withRows(kept.moments, copied(kept.held.rows));
  const [all, held] = same ? [twiceMoments(summed), twiceRows(kept.held)] : [summed, kept.held];
  const shift = same ? twice(kept.shift) : kept.shift;
  const scaleExponents = same ? [kept.scaleExponents[0], kept.scaleExponents[0]] : kept.scaleExponents;
  const neurons = { a: first, b: shift.length - first };
  const sideOf = (side: SideName) => ({
    from: side === 'a' ? 0 : first,
    scaleExponent: scaleExponents[side === 'a' ? 0 : 1]!,
    shift: side === 'a' ? shift.subarray(0, first) : shift.subarray(first),
  });
  const never = (what: string) => (): never => {
    throw new Error(`Of rows that are not at hand ${what} was asked for.`);
  };
  return {
    samples: all.samples,
    same,
    neurons,
    units,
    start(side) {
      const { scaleExponent, shift: own } = sideOf(side);
      return Promise.resolve({ scaleExponent, shift: own.slice() });
    },
    sum: (transforms, sums) => Promise.resolve(sumsOf(all, transforms, sums, sideOf)),
    // Only where no neuron varies in units that fit the rows: these are of the size of their values then.
    largest(side) {
      const { from, scaleExponent, shift: own } = sideOf(side);
      const size = own.reduce((most, value, j) => Math.max(most, Math.abs(value + all.mean[from + j]!)), 0);
      return Promise.resolve(timesPowerOfTwo(size, scaleExponent));
    },
    farthest(count) {
      const [ofA, ofB] = [all.norms.a, all.norms.b].map((sum) => Math.max(sum, Number.MIN_VALUE)) as [number, number];
      const [k, l] = squaredNorms(held.rows, first);
      const share = (at: number): number => k[at]! / ofA + l[at]! / ofB;
      const order = held.places.map((_, at) => at).sort((x, y) => share(y) - share(x));
      const places = order.slice(0, count).map((at) => held.places[at]!);
      return Promise.resolve(places.sort((x, y) => x - y));
    },
    rows(side, places) {
      const { from, scaleExponent, shift: own } = sideOf(side);
      const X = matrix(places.length, own.length);
      places.forEach((place, i) => {
        const row = held.places.indexOf(place) * shift.length + from;
        own.forEach((value, j) => {
          X.data[i * X.columns + j] = timesPowerOfTwo(held.rows.data[row + j]! + value, scaleExponent);
        });
      });
      return Promise.resolve(X);
    },
    without(places) {
      const stays = held.places.map((_, at) => at).filter((at) => !places.includes(held.places[at]!));
      const { columns, data } = kept.held.rows;
      const rows = matrix(stays.length, columns);
      stays.forEach((at, i) => rows.data.set(data.subarray(at * columns, (at + 1) * columns), i * columns));
      return keptPasses({ ...kept, held: { rows, places: stays.map((at) => held.places[at]!) } }, { same, units });
    },
    norms: never('each norm'),
    profile: never('a profile'),
    read: never('a side'),
  };
}

type SideOf = (side: SideName) => { from: number; scaleExponent: number; shift: Float64Array };

/** One side's part of sums: its transformed factor and mean, and the sums along its columns of both sides' squared norms. */
interface Part {
  factor: Matrix;
  mean: Float64Array;
  along: Record<SideName, Float64Array>;
}

function sumsOf(
  all: RowMoments,
  transforms: Partial<Record<SideName, RowTransform>>,
  sums: RowSums,
  sideOf: SideOf,
): Sums {
  if (sums.kind === 'centred') throw new Error('Of rows that are not at hand sums over neurons were asked for.');
  const used = sidesInOrder(sums).filter((side) => transforms[side]);
  const moved = new Float64Array(all.mean.length);
  for (const side of used) moved.set(distances(all, transforms[side]!, sideOf(side)), sideOf(side).from);
  if (sums.kind === 'triangle') return { triangle: triangleOf(all, moved, used, transforms, sideOf) };
  const norms = shiftedNorms(all, moved);
  const factorOf = (side: SideName): number => {
    const transform = transforms[side];
    return transform ? 2 ** (sideOf(side).scaleExponent - transform.scaleExponent) : 1;
  };
  const [a, b] = [factorOf('a'), factorOf('b')];
  const parts = used.map((side) => partOf(all, moved, norms, transforms[side]!, sideOf(side), { a, b }));
  const scaledNorms = { a: norms.a * a * a, b: norms.b * b * b };
  const squares = { aa: norms.aa * a ** 4, bb: norms.bb * b ** 4, ab: norms.ab * (a * b) ** 2 };
  const n = all.samples;
  const found: Sums = {};
  const product = (x: number, y: number): Matrix => {
    const [one, other] = [used[x]!, used[y]!];
    const square = one === other ? squares[one === 'a' ? 'aa' : 'bb'] : squares.ab;
    return augmented(parts[x]!, parts[y]!, [one, other], [n, scaledNorms[one], scaledNorms[other], square]);
  };
  if (sums.gramA) found.gramA = product(0, 0);
  if (sums.gramB) found.gramB = product(1, 1);
  if (sums.cross) found.cross = product(0, 1);
  return found;
}

/** How far the mean of each column that takes part lies from where a transform has it, in the units of the moments. */
function distances(
  { mean }: RowMoments,
  { columns, shift, offset, scaleExponent }: RowTransform,
  side: ReturnType<SideOf>,
): Float64Array {
  const back = 2 ** (scaleExponent - side.scaleExponent);
  const moved = new Float64Array(side.shift.length);
  for (const j of columns ?? moved.keys())
    moved[j] = side.shift[j]! - shift[j]! * back + (mean[side.from + j]! - offset[j]! * back);
  return moved;
}

function partOf(
  { factor }: RowMoments,
  moved: Float64Array,
  norms: NormSums,
  { columns, scaleExponent, whiten, neurons }: RowTransform,
  { from, scaleExponent: own }: ReturnType<SideOf>,
  factors: Record<SideName, number>,
): Part {
  const places = Array.from(columns ?? Array.from({ length: neurons }, (_, j) => j), (j) => from + j);
  const times = 2 ** (own - scaleExponent);
  const among = (values: Float64Array, scale: number): Float64Array =>
    Float64Array.from(places, (j) => values[j]! * scale);
  const chosen = columnsOf(factor, places, times);
  const mean = among(moved, times);
  const along = { a: among(norms.alongA, times * factors.a ** 2), b: among(norms.alongB, times * factors.b ** 2) };
  if (!whiten) return { factor: chosen, mean, along };
  const whitened = (values: Float64Array): Float64Array =>
    solveTriangularRight(matrix(1, places.length, values), whiten).data;
  return {
    factor: solveTriangularRight(chosen, whiten),
    mean: whitened(mean),
    along: { a: whitened(along.a), b: whitened(along.b) },
  };
}

/** Products of augmented rows (x, 1, x'x) of one part with those of another. */
function augmented(
  one: Part,
  other: Part,
  [x, y]: [SideName, SideName],
  [n, k, l, square]: [number, number, number, number],
): Matrix {
  const [p, q] = [one.mean.length, other.mean.length];
  const width = q + 2;
  const M = matrix(p + 2, width);
  const products = one === other ? gram(one.factor) : multiplyTransposed(one.factor, other.factor);
  for (let i = 0; i < p; i++) {
    const mean = n * one.mean[i]!;
    for (let j = 0; j < q; j++) M.data[i * width + j] = products.data[i * q + j]! + mean * other.mean[j]!;
    M.data[i * width + q] = mean;
    M.data[i * width + q + 1] = one.along[y][i]!;
  }
  for (let j = 0; j < q; j++) {
    M.data[p * width + j] = n * other.mean[j]!;
    M.data[(p + 1) * width + j] = other.along[x][j]!;
  }
  M.data.set([n, l], p * width + q);
  M.data.set([k, square], (p + 1) * width + q);
  return M;
}

function triangleOf(
  { samples, factor }: RowMoments,
  moved: Float64Array,
  used: readonly SideName[],
  transforms: Partial<Record<SideName, RowTransform>>,
  sideOf: SideOf,
): Matrix {
  const columns = used.flatMap((side) => {
    const { columns: kept, neurons, scaleExponent } = transforms[side]!;
    const { from, scaleExponent: own } = sideOf(side);
    return Array.from(kept ?? Array.from({ length: neurons }, (_, j) => j), (j) => ({
      place: from + j,
      times: 2 ** (own - scaleExponent),
    }));
  });
  const { rows } = factor;
  const M = matrix(rows + 1, columns.length);
  columns.forEach(({ place, times }, k) => {
    for (let i = 0; i < rows; i++) M.data[i * M.columns + k] = factor.data[i * factor.columns + place]! * times;
    M.data[rows * M.columns + k] = Math.sqrt(samples) * moved[place]! * times;
  });
  return qrR(M);
}

function columnsOf({ rows, columns, data }: Matrix, places: readonly number[], times: number): Matrix {
  const M = matrix(rows, places.length);
  for (let i = 0, at = 0; i < rows; i++) for (const j of places) M.data[at++] = data[i * columns + j]! * times;
  return M;
}

function copied({ rows, columns, data }: Matrix): Matrix {
  return matrix(rows, columns, data.slice());
}
