import { block } from '../linalg/blocks';
import type { RowTransform, Sums } from '../linalg/accumulator';
import type { Matrix } from '../linalg/matrix';
import { matrix } from '../linalg/matrix';
import { multiply, multiplyTransposed, transpose } from '../linalg/multiply';
import { solveTriangularRight } from '../linalg/triangular';
import { centredCross, normProduct, offsetShare } from './moments';
import type { PairCross } from './pairFactors';
import { exponentOf, timesPowerOfTwo } from './powerOfTwo';
import { qrFactors } from './qrRoute';
import type { RouteReport } from './report';
import type { RowPasses, SideName } from './rowPasses';
import type { SideFactors } from './sideFactors';
import { choleskyTwiceSuffices, covarianceSuffices } from './routeCriteria';
import { secondFactor } from './whitening';

/** The work on d x d matrices that factoring hands out, so that both sides can be worked on at once. */
export interface SideWork {
  /** A side's moments and basis from the products of its augmented rows; `unit`: unit roundoff of its values as they are stored. */
  fromProducts(products: Matrix, transform: RowTransform, name: string, unit: number): Promise<SideFactors>;
}

/** A side that was factored before. */
export type KnownSides = Partial<Record<SideName, SideFactors>>;

/** What a route yields. */
export interface Factored {
  a: SideFactors;
  b: SideFactors;
  cross: PairCross;
  route: RouteReport;
}

/** Forces a route, for tests and the benchmark: what the criteria would choose before it is passed over. */
export type ForcedRoute = RouteReport['name'] | undefined;

const sides = ['a', 'b'] as const;

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
): Promise<Factored> {
  const { factored, cross } = await firstPass(passes, names, known, work, varying);
  const { a, b } = factored;
  const both = [a, b];
  const plain = both.every((side) => side.basis !== undefined && covarianceSuffices(side));
  if (plain && (forced === undefined || forced === 'gram')) {
    return { a, b, cross, route: routeReport('gram', a, b) };
  }
  const twice = both.every((side) => side.basis !== undefined && choleskyTwiceSuffices(side));
  if (twice && forced !== 'qr') {
    const found = await choleskyTwice(passes, a, b);
    if (found) return found;
  }
  const transforms = { a: transformOf(a), b: transformOf(b) };
  const { triangle } = await passes.sum(transforms, { kind: 'triangle' }, 0.6);
  return qrFactors(triangle!, a, b, passes.samples, cross.normProduct);
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
  const wanted = { kind: 'products' as const, gramA: true, gramB: false, cross: false };
  const begin = async (misled: boolean): Promise<Transforms> => ({
    [side]: await startTransform(passes, side, varying, misled),
  });
  const { sums, transforms } = await settledSums(passes, begin, wanted);
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
  const begin = async (misled: boolean): Promise<Transforms> => {
    const transforms: Transforms = {};
    for (const side of sides) {
      const found = known[side];
      transforms[side] = found ? transformOf(found) : await startTransform(passes, side, varying[side], misled);
    }
    return transforms;
  };
  const wanted = { kind: 'products' as const, gramA: !known.a, gramB: !known.b, cross: true };
  const { sums, transforms } = await settledSums(passes, begin, wanted);
  return firstFactors(sums, transforms as Record<SideName, RowTransform>, passes.units, names, known, work);
}

type Transforms = Partial<Record<SideName, RowTransform>>;

/**
 * Products of a first pass that can be trusted. What the pass began with is a guess from some rows: where its unit turns out to be far off, the
 * pass is made again from the largest magnitude, and where a neuron's mean lies far from its shift, with the means that were found.
 */
async function settledSums(
  passes: RowPasses,
  begin: (misled: boolean) => Promise<Transforms>,
  wanted: { kind: 'products'; gramA: boolean; gramB: boolean; cross: boolean },
): Promise<{ sums: Sums; transforms: Transforms }> {
  let transforms = await begin(false);
  let sums = await passes.sum(transforms, wanted, 0.4);
  if (!sound(sums)) {
    transforms = await begin(true);
    sums = await passes.sum(transforms, wanted, 0.4);
  }
  const nearer: Transforms = { ...transforms };
  const [first, second] = sides.filter((side) => transforms[side]);
  if (first && sums.gramA) nearer[first] = recentred(transforms[first]!, sums.gramA);
  if (second && sums.gramB) nearer[second] = recentred(transforms[second]!, sums.gramB);
  if (sides.every((side) => nearer[side] === transforms[side])) return { sums, transforms };
  return { sums: await passes.sum(nearer, wanted, 0.4), transforms: nearer };
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
  const cross: PairCross = { kind: 'covariance', matrix: side.gram!, normProduct: side.norms.squares };
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
  const products = sums.cross!;
  const made = Promise.all([
    known.a ?? work.fromProducts(sums.gramA!, transforms.a, names.a, units.a),
    known.b ?? work.fromProducts(sums.gramB!, transforms.b, names.b, units.b),
  ]);
  // Meanwhile, where the sides are made elsewhere.
  const norms = normProduct(products);
  const [a, b] = await made;
  const [placesA, placesB] = [placesOf(a.columns, transforms.a.columns), placesOf(b.columns, transforms.b.columns)];
  const cross: PairCross = {
    kind: 'covariance',
    matrix: centredCross(products, placesA, placesB),
    normProduct: norms,
  };
  return { factored: { a: { ...a, name: names.a }, b: { ...b, name: names.b } }, cross };
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
  const features = passes.features[side];
  // In the new units the first rows' values are still exact, so that a constant neuron stays one.
  const used = scaleExponent === found ? shift : shift.map((value) => timesPowerOfTwo(value, found - scaleExponent));
  return { features, scaleExponent, shift: used, offset: new Float64Array(features), columns };
}

/**
 * Sums that neither overflowed, nor met a NaN, nor vanished. Products with the ones and the norms behind each row tell of every element: a NaN or
 * an infinity is in the sum of its column, and squares that overflow are in the norms.
 */
function sound({ gramA, gramB, cross }: Sums): boolean {
  for (const products of [gramA, gramB, cross]) if (products && !finiteMargins(products)) return false;
  for (const products of [gramA, gramB]) {
    if (products === undefined) continue;
    const width = products.columns;
    let largest = 0;
    for (let j = 0; j < width - 2; j++) largest = Math.max(largest, products.data[j * width + j]!);
    if (!(largest > 2 ** -400)) return false;
  }
  return true;
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
  const { features, scaleExponent, shift, offset, columns } = side;
  const all = columns.length === features;
  return { features, scaleExponent, shift, offset, ...(all ? {} : { columns }), ...(whiten ? { whiten } : {}) };
}

/** Both sides' rows whitened by their first factors: what is left of their covariances refines the factors, and Q_a'Q_b is their product. */
async function choleskyTwice(passes: RowPasses, a: SideFactors, b: SideFactors): Promise<Factored | undefined> {
  const transforms = { a: transformOf(a, a.basis), b: transformOf(b, b.basis) };
  const sums = await passes.sum(transforms, { kind: 'products', gramA: true, gramB: true, cross: true }, 0.4);
  const [p, q] = [a.columns.length, b.columns.length];
  const everyA = Int32Array.from({ length: p }, (_, i) => i);
  const everyB = Int32Array.from({ length: q }, (_, i) => i);
  const gramA = centredCross(sums.gramA!, everyA, everyA);
  const gramB = centredCross(sums.gramB!, everyB, everyB);
  const secondA = secondFactor(gramA);
  const secondB = secondFactor(gramB);
  if (secondA === undefined || secondB === undefined) return undefined;
  const whitened = centredCross(sums.cross!, everyA, everyB);
  // Q_1 = Q_2 R_2: the product of the refined bases is R_2a^-T (Q_1a'Q_1b) R_2b^-1.
  const between = solveTriangularRight(transpose(solveTriangularRight(transpose(whitened), secondA)), secondB);
  const refinedA = { ...a, basis: multiply(secondA, a.basis!), refined: true };
  const refinedB = { ...b, basis: multiply(secondB, b.basis!), refined: true };
  const cross: PairCross = {
    kind: 'whitened',
    matrix: between,
    normProduct: normProduct(unwhitened(sums.cross!, a.basis!, b.basis!)),
  };
  return { a: refinedA, b: refinedB, cross, route: routeReport('cholesky-qr', refinedA, refinedB) };
}

/** Products of augmented rows as they would be without whitening: R_a' on the one side, R_b on the other. */
function unwhitened(products: Matrix, Ra: Matrix, Rb: Matrix): Matrix {
  const [p, q] = [Ra.columns, Rb.columns];
  const left = multiplyTransposed(Ra, block(products, 0, p, 0, q + 2));
  const rows = matrix(p + 2, q + 2);
  rows.data.set(left.data);
  rows.data.set(products.data.subarray(p * (q + 2)), p * (q + 2));
  const right = multiply(block(rows, 0, p + 2, 0, q), Rb);
  for (let i = 0; i < p + 2; i++) rows.data.set(right.data.subarray(i * q, (i + 1) * q), i * (q + 2));
  return rows;
}

function routeReport(name: RouteReport['name'], a: SideFactors, b: SideFactors): RouteReport {
  const condition = { a: a.condition, b: b.condition };
  const worst = Math.max(a.condition ?? 0, b.condition ?? 0).toPrecision(2);
  const reason =
    name === 'gram'
      ? `Covariance (Gram) matrices: the larger condition number is ${worst}, so the loss 2.2e-16 x condition² stays under 1e-10.`
      : `Cholesky QR twice: the larger condition number is ${worst}, too much for covariances alone (2.2e-16 x condition² above 1e-10).`;
  return { name, condition, reason };
}
