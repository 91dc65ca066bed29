import type { RowTransform, Sums } from '../../linalg/accumulator';
import type { Matrix } from '../../linalg/matrix';
import { transpose } from '../../linalg/transpose';
import { choleskyTwice } from './choleskyRoute';
import { centredCross, normProduct, offsetShare } from './moments';
import type { PairCross } from './pairFactors';
import { exchanged, standsTurned } from './pairOrder';
import { exponentOf, timesPowerOfTwo } from './powerOfTwo';
import { qrFactors } from './qrRoute';
import type { RouteReport } from '../../facts/reportParts';
import type { RowPasses, SideName } from './rowPasses';
import type { SideFactors } from './sideFactors';
import { choleskyTwiceSuffices, covarianceSuffices, routeReport } from './routeCriteria';
import type { FactoredPair } from './factoredPair';

/** The work on d x d matrices that factoring hands out, so that both sides can be worked on at once. */
export interface SideWork {
  /** A side's moments and basis from the products of its augmented rows; `unit`: unit roundoff of its values as they are stored. */
  fromProducts(products: Matrix, transform: RowTransform, name: string, unit: number): Promise<SideFactors>;
}

/** A side that was factored before. */
export type KnownSides = Partial<Record<SideName, SideFactors>>;

/** Forces a route, for tests and the benchmark: what the criteria would choose before it is passed over. */
export type ForcedRoute = RouteReport['name'] | undefined;

const sides = ['a', 'b'] as const;
const products = { kind: 'products' as const, gramA: false, gramB: false, cross: true };

/**
 * A pair with more samples than varying neurons on both sides. One pass sums the covariances; where their condition numbers allow it that is all.
 * Otherwise the rows are read again, whitened by the first factor (Cholesky QR twice), or, where even that is too poor or a side is
 * rank-deficient, reduced by Householder QR of [X Y] over the stream of rows. `varying`: neurons that are known to vary, where the others are
 * too many to be summed.
 */
export async function primalRoute(
  passes: RowPasses,
  names: Record<SideName, string>,
  known: KnownSides,
  work: SideWork,
  varying: Partial<Record<SideName, Int32Array>> = {},
  forced?: ForcedRoute,
): Promise<FactoredPair> {
  const { factored, cross } = await firstPass(passes, names, known, work, varying);
  const { a, b } = factored;
  const both = [a, b];
  const plain = both.every((side) => side.basis !== undefined && covarianceSuffices(side));
  if (plain && (forced === undefined || forced === 'gram')) {
    return { a, b, cross, route: routeReport('gram', a, b) };
  }
  const twice = both.every((side) => side.basis !== undefined && choleskyTwiceSuffices(side));
  if (twice && forced !== 'qr') {
    const transforms = { a: transformOf(a, a.basis), b: transformOf(b, b.basis) };
    const found = choleskyTwice(await passes.sum(transforms, { ...products, gramA: true, gramB: true }, 0.4), a, b);
    if (found) return found;
  }
  const turned = standsTurned(a, b);
  const transforms = { a: transformOf(a), b: transformOf(b) };
  const { triangle } = await passes.sum(transforms, { kind: 'triangle', ...(turned ? { turned } : {}) }, 0.6);
  const [first, second] = turned ? [b, a] : [a, b];
  const found = qrFactors(triangle!, first, second, passes.samples, cross.normProduct);
  return turned ? exchanged(found) : found;
}

/** One side by itself, from a pass over its rows: for sets of files, of which each is read once. @throws NoVarianceError, NonFiniteError. */
export async function factorSideAlone(
  passes: RowPasses,
  side: SideName,
  name: string,
  work: SideWork,
  varying?: Int32Array,
): Promise<SideFactors> {
  const { sums, transform } = await productsAlone(passes, side, varying);
  return work.fromProducts(sums.gramA!, transform, name, passes.units[side]);
}

/** What factorSideAlone is made from: products of a side's augmented rows, `gramA`, and how the rows were transformed for them. @throws NonFiniteError. */
export async function productsAlone(
  passes: RowPasses,
  side: SideName,
  varying?: Int32Array,
): Promise<{ sums: Sums; transform: RowTransform }> {
  const wanted = { ...products, gramA: true, cross: false };
  const begin = (_: SideName, misled: boolean): Promise<RowTransform> => startTransform(passes, side, varying, misled);
  const { sums, transforms } = await settledSums(passes, [side], begin, wanted);
  return { sums, transform: transforms[side]! };
}

/** Moments of the sides that are not known, and the product across in the same pass. */
async function firstPass(
  passes: RowPasses,
  names: Record<SideName, string>,
  known: KnownSides,
  work: SideWork,
  varying: Partial<Record<SideName, Int32Array>>,
): Promise<{ factored: Record<SideName, SideFactors>; cross: PairCross }> {
  if (passes.same) return selfProduct(passes, names, known, work, varying);
  const begin = async (side: SideName, misled: boolean): Promise<RowTransform> => {
    const found = known[side];
    return found ? firstTransformOf(found) : startTransform(passes, side, varying[side], misled);
  };
  const wanted = { ...products, gramA: !known.a, gramB: !known.b };
  const { sums, transforms } = await settledSums(passes, sides, begin, wanted);
  return firstFactors(sums, transforms as Record<SideName, RowTransform>, passes.units, names, known, work);
}

type Transforms = Partial<Record<SideName, RowTransform>>;

/**
 * Products of a first pass that can be trusted. What the pass began with is a guess from some rows: where a side's unit turns out to be far off, the
 * pass is made again from its largest magnitude, and where a neuron's mean lies far from its shift, with the means that were found. How a side is
 * summed at last does not depend on the other.
 */
async function settledSums(
  passes: RowPasses,
  used: readonly SideName[],
  begin: (side: SideName, misled: boolean) => Promise<RowTransform>,
  wanted: typeof products,
): Promise<{ sums: Sums; transforms: Transforms }> {
  const transforms: Transforms = {};
  for (const side of used) transforms[side] = await begin(side, false);
  let sums = await passes.sum(transforms, wanted, 0.4);
  const gramOf = (side: SideName): Matrix | undefined => sums[side === used[0] ? 'gramA' : 'gramB'];
  const misled = used.filter((side) => !sound(gramOf(side)));
  for (const side of misled) transforms[side] = await begin(side, true);
  if (misled.length > 0) sums = await passes.sum(transforms, wanted, 0.4);
  let again = false;
  for (const side of used) {
    const [gram, transform] = [gramOf(side), transforms[side]!];
    if (gram) transforms[side] = recentred(transform, gram);
    again ||= transforms[side] !== transform;
  }
  return { sums: again ? await passes.sum(transforms, wanted, 0.4) : sums, transforms };
}

/** A mean further from its shift than this (in squared standard deviations) costs digits that a pass with the right shift keeps. */
export const farthest = 1000;

/** The same transform, or one that begins at the means where one of them is far from its shift. */
export function recentred(transform: RowTransform, products: Matrix): RowTransform {
  if (!(offsetShare(products) > farthest)) return transform;
  const d = products.columns - 2;
  const n = products.data[d * (d + 2) + d]!;
  const shift = transform.shift.slice();
  for (let k = 0; k < d; k++) {
    shift[transform.columns ? transform.columns[k]! : k]! += products.data[k * (d + 2) + d]! / n;
  }
  return { ...transform, shift };
}

/** A file against itself: its covariance is the product across. */
async function selfProduct(
  passes: RowPasses,
  names: Record<SideName, string>,
  known: KnownSides,
  work: SideWork,
  varying: Partial<Record<SideName, Int32Array>>,
): Promise<{ factored: Record<SideName, SideFactors>; cross: PairCross }> {
  const found = known.a ?? known.b;
  const side = found?.gram ? found : await factorSideAlone(passes, 'a', names.a, work, varying.a);
  const cross: PairCross = { kind: 'covariance', matrix: side.gram!, normProduct: side.norms.squares, same: true };
  return { factored: { a: { ...side, name: names.a }, b: { ...side, name: names.b } }, cross };
}

async function firstFactors(
  sums: Sums,
  transforms: Record<SideName, RowTransform>,
  units: RowPasses['units'],
  names: Record<SideName, string>,
  known: KnownSides,
  work: SideWork,
): Promise<{ factored: Record<SideName, SideFactors>; cross: PairCross }> {
  const [a, b] = await Promise.all([
    known.a ?? work.fromProducts(sums.gramA!, transforms.a, names.a, units.a),
    known.b ?? work.fromProducts(sums.gramB!, transforms.b, names.b, units.b),
  ]);
  const places = { a: placesOf(a.columns, transforms.a.columns), b: placesOf(b.columns, transforms.b.columns) };
  const cross = covarianceAcross(sums.cross!, places, standsTurned(a, b));
  return { factored: { a: { ...a, name: names.a }, b: { ...b, name: names.b } }, cross };
}

/** X'Y and what else the products across tell, worked out of their transpose where a pair stands turned (products themselves are the same both ways). */
function covarianceAcross(products: Matrix, { a, b }: Record<SideName, Int32Array>, turned: boolean): PairCross {
  const own = turned ? transpose(products) : products;
  const [first, second] = turned ? [b, a] : [a, b];
  const found = centredCross(own, first, second);
  return { kind: 'covariance', matrix: turned ? transpose(found) : found, normProduct: normProduct(own) };
}

/** Where columns of the file stand among the columns that a pass kept. */
function placesOf(columns: Int32Array, among: Int32Array | undefined): Int32Array {
  if (among === undefined) return columns;
  const place = new Map(Array.from(among, (column, at) => [column, at]));
  return columns.map((column) => place.get(column)!);
}

/** The transform of a first pass: from the first rows, or from the largest magnitude where those misled. */
async function startTransform(
  passes: RowPasses,
  side: SideName,
  columns: Int32Array | undefined,
  misled: boolean,
): Promise<RowTransform> {
  const { scaleExponent: found, shift } = await passes.start(side);
  const scaleExponent = misled ? exponentOf(await passes.largest(side)) : found;
  const neurons = passes.neurons[side];
  // In the new units the first rows' values are still exact, so that a constant neuron stays one.
  const used = scaleExponent === found ? shift : shift.map((value) => timesPowerOfTwo(value, found - scaleExponent));
  return { neurons, scaleExponent, shift: used, offset: new Float64Array(neurons), columns };
}

/**
 * Whether a side's products neither overflowed, nor met a NaN, nor vanished; of a known side there are none, and they did not. Products with the ones
 * and the norms behind each row tell of every element: a NaN or an infinity is in the sum of its column, and squares that overflow are in the norms.
 */
function sound(products: Matrix | undefined): boolean {
  if (products === undefined) return true;
  if (!finiteMargins(products)) return false;
  const width = products.columns;
  let largest = 0;
  for (let j = 0; j < width - 2; j++) largest = Math.max(largest, products.data[j * width + j]!);
  return largest > 2 ** -400;
}

/** Whether the last two rows and columns hold finite numbers only. */
function finiteMargins({ rows, columns, data }: Matrix): boolean {
  let sum = 0;
  for (let j = 0; j < columns; j++) sum += 0 * (data[(rows - 2) * columns + j]! + data[(rows - 1) * columns + j]!);
  for (let i = 0; i < rows; i++) sum += 0 * (data[i * columns + columns - 2]! + data[i * columns + columns - 1]!);
  return sum === 0;
}

/** The transform of later passes: exactly centred rows of the varying neurons. */
export function transformOf(side: SideFactors, whiten?: Matrix): RowTransform {
  const { neurons, scaleExponent, shift, offset, columns } = side;
  const all = columns.length === neurons;
  return {
    neurons,
    scaleExponent,
    shift,
    offset,
    ...(all ? {} : { columns }),
    ...(whiten ? { whiten } : {}),
  };
}

/** The transform of the first pass over a side, which a pass for a product with it has, too: all that its neurons sum up to is as it was then. */
export function firstTransformOf(side: SideFactors): RowTransform {
  return { ...transformOf(side), offset: new Float64Array(side.neurons) };
}
