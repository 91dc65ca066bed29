import { block } from '../../linalg/blocks';
import { matrix, type Matrix } from '../../linalg/matrix';
import { multiply, multiplyTransposed } from '../../linalg/multiply';
import { transpose } from '../../linalg/transpose';
import { qrR } from '../../linalg/qr';
import { svd } from '../../linalg/svd';
import { NoVarianceError } from '../errors';
import { contrastEigen } from './contrastEigen';
import { standsTurned } from './pairOrder';
import { neuronProducts, neuronsTransform } from './neuronProducts';
import { timesPowerOfTwo } from './powerOfTwo';
import { prepareSide } from './prepareSide';
import { primalRoute, type ForcedRoute, type KnownSides, type SideWork } from './primalRoute';
import type { FactoredPair } from './factoredPair';
import { leftSingular, singularSide } from './qrRoute';
import { countDirections, numericalRank } from './rank';
import { isClearOfRounding, roundingNorm } from './rounding';
import type { RowPasses, SideName } from './rowPasses';
import type { SideFactors } from './sideFactors';

/**
 * A side in n x n: its factors, and the left singular vectors that only what is asked of the samples needs: samples x (rank and the directions of
 * rounding, if any, behind it).
 */
interface DualSide {
  side: SideFactors;
  U: Matrix;
  /** XX' of a wide side. */
  K?: Matrix | undefined;
}

/** What one pass over a wide side's neurons says. */
interface NeuronPass {
  side: SideFactors;
  K: Matrix;
}

/** The largest loss, 2.2e-16 * condition^2, at which XX' is still taken for X: as for covariances. */
const tolerance = 1e-10;

/**
 * The pair where a side has no more samples than varying neurons (flattened maps, say): everything beyond a stream of its neurons is n x n.
 * Where only constant neurons made a side wide, the pair goes the way of all others over the neurons that vary.
 * @throws NoVarianceError, NotConvergedError, NonFiniteError.
 */
export async function dualRoute(
  passes: RowPasses,
  names: Record<SideName, string>,
  known: KnownSides,
  work: SideWork,
  forced?: ForcedRoute,
): Promise<FactoredPair> {
  const n = passes.samples;
  const found: Partial<Record<SideName, NeuronPass>> = {};
  for (const side of ['a', 'b'] as const) {
    if (passes.neurons[side] >= n && !known[side]?.gramian) {
      found[side] = side === 'b' && passes.same ? found.a : await neuronPass(passes, side, names[side]);
    }
  }
  const widthOf = (side: SideName): number =>
    (found[side]?.side ?? (known[side]?.gramian && known[side]))?.columns.length ?? passes.neurons[side];
  const widest = Math.max(widthOf('a'), widthOf('b'));
  if (widest < n) {
    const varying: Partial<Record<SideName, Int32Array>> = {};
    if (found.a) varying.a = found.a.side.columns;
    if (found.b) varying.b = found.b.side.columns;
    return primalRoute(passes, names, known, work, varying, forced);
  }
  const sideOf = async (side: SideName): Promise<DualSide> => {
    const [neurons, held, other] = [found[side], known[side], side === 'a' ? 'b' : 'a'] as const;
    if (held?.left && !held.gramian) return { side: { ...withoutLeft(held), name: names[side] }, U: held.left };
    if (held?.gramian) {
      // One without directions is only known by XX' beside that of another.
      if (held.left || found[other] || known[other]?.gramian) return fromHeld(held, names[side]);
      const { gramian: K, ...own } = held;
      return wideSide(passes, side, { side: { ...own, name: names[side] }, K });
    }
    return neurons ? wideSide(passes, side, neurons) : narrowSide(passes, side, names[side]);
  };
  const a = await sideOf('a');
  const b = passes.same && a.K ? a : await sideOf('b');
  const normsA = squaredRowNorms(a);
  const normsB = squaredRowNorms(b);
  const cross = {
    kind: 'singular' as const,
    matrix: standsTurned(a.side, b.side) ? transpose(multiplyTransposed(b.U, a.U)) : multiplyTransposed(a.U, b.U),
    normProduct: normsA.reduce((sum, value, i) => sum + value * normsB[i]!, 0),
    ...(a.K && b.K ? { across: innerProduct(a.K, b.K) } : {}),
    ...(passes.same ? { same: true as const } : {}),
  };
  const reason = `n x n (dual) matrices: ${n} samples are no more than the ${widest} varying neurons of a side.`;
  const route = { name: 'dual' as const, condition: { a: null, b: null }, reason };
  return { a: a.side, b: { ...b.side, name: names.b }, cross, route };
}

/** A wide side for many pairs, of which what is in n x n is held; one of which nothing but XX' is asked has no directions. */
function fromHeld({ gramian: K, left, ...side }: SideFactors, name: string): DualSide {
  return { side: { ...side, name }, U: left ?? matrix(K!.rows, 0), K };
}

/** What of a narrow side is held for many pairs with wide ones. @throws NoVarianceError, NotConvergedError, NonFiniteError. */
export async function heldBesideWide(passes: RowPasses, name: string): Promise<SideFactors> {
  const { side, U } = await narrowSide(passes, 'a', name);
  return { ...side, left: U };
}

function withoutLeft({ left: _left, ...side }: SideFactors): SideFactors {
  return side;
}

/** What of a wide side is held for many pairs, or undefined where only constant neurons made it wide. @throws as factorWideAlone. */
export async function heldWideSide(
  passes: RowPasses,
  name: string,
  acrossAlone: boolean,
): Promise<SideFactors | undefined> {
  const found = await neuronPass(passes, 'a', name);
  const { side, K } = found;
  if (side.columns.length < passes.samples) return undefined;
  // The largest direction holds no less than the mean: where it is more than rounding, so is the side.
  const least = Math.sqrt(side.variance / passes.samples);
  if (acrossAlone && isClearOfRounding(least, { ...side, samples: passes.samples })) return { ...side, gramian: K };
  const whole = await wideSide(passes, 'a', found);
  return { ...whole.side, gramian: K, left: whole.U };
}

/** The sum of the products of all elements, of which those below the diagonal are those above it: of XX' and YY' ||X'Y||^2. */
function innerProduct({ rows: n, data: k }: Matrix, { data: l }: Matrix): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const end = (i + 1) * n;
    let [even, odd] = [0, 0];
    let at = i * n + i + 1;
    for (; at + 1 < end; at += 2) {
      even += k[at]! * l[at]!;
      odd += k[at + 1]! * l[at + 1]!;
    }
    if (at < end) even += k[at]! * l[at]!;
    total += k[i * n + i]! * l[i * n + i]! + 2 * (even + odd);
  }
  return total;
}

/**
 * One side by itself that has no fewer neurons than samples, or, where it was only wide by constant neurons, the neurons that vary.
 * @throws NoVarianceError, NotConvergedError, NonFiniteError.
 */
export async function factorWideAlone(
  passes: RowPasses,
  which: SideName,
  name: string,
): Promise<DualSide | { varying: Int32Array }> {
  const found = await neuronPass(passes, which, name);
  const { columns } = found.side;
  return columns.length < passes.samples ? { varying: columns } : wideSide(passes, which, found);
}

/** XX' and what a stream of neurons tells of each: mean and whether it varies. */
async function neuronPass(passes: RowPasses, which: SideName, name: string): Promise<NeuronPass> {
  const { K, means, squares, scaleExponent } = await neuronProducts(passes, which);
  const about = { name, neurons: passes.neurons[which], scaleExponent, samples: passes.samples };
  return { K, side: sideOfNeurons(K, means, squares, { ...about, unit: passes.units[which] }) };
}

function sideOfNeurons(
  K: Matrix,
  means: Float64Array,
  squares: Float64Array,
  about: { name: string; neurons: number; scaleExponent: number; samples: number; unit: number },
): SideFactors {
  const { name, neurons, scaleExponent, samples, unit } = about;
  const columns: number[] = [];
  const constant: number[] = [];
  let uncentred = 0;
  for (let j = 0; j < neurons; j++) {
    (squares[j]! > 0 ? columns : constant).push(j);
    uncentred += squares[j]! + samples * means[j]! ** 2;
  }
  if (columns.length === 0 || samples < 2) throw new NoVarianceError(name);
  let variance = 0;
  for (let i = 0; i < samples; i++) variance += K.data[i * samples + i]!;
  return {
    name,
    neurons,
    mean: means.map((value) => timesPowerOfTwo(value, scaleExponent)),
    shift: means,
    offset: new Float64Array(neurons),
    scaleExponent,
    columns: Int32Array.from(columns),
    constant,
    dependent: [],
    uncentredNorm: Math.sqrt(uncentred),
    variance,
    covarianceNorm: innerProduct(K, K),
    norms: { sum: variance, squares: diagonalSquares(K) },
    magnitudes: Float64Array.from(columns, (j) => Math.hypot(Math.sqrt(squares[j]! / samples), means[j]!)),
    unit,
    rank: Math.min(columns.length, samples - 1),
    roundingDimensions: 0,
    condition: null,
    offsetShare: 0,
  };
}

/** U and S from the eigenvectors of XX' where those keep enough digits, else from the triangle of a QR decomposition of X'. */
async function wideSide(passes: RowPasses, which: SideName, { side, K }: NeuronPass): Promise<DualSide> {
  return { ...(await directionsOf(passes, which, { side, K })), K };
}

async function directionsOf(passes: RowPasses, which: SideName, { side, K }: NeuronPass): Promise<DualSide> {
  const n = passes.samples;
  const scale = { samples: n, neurons: side.neurons, uncentredNorm: side.uncentredNorm };
  const found = contrastEigen(K);
  const largest = found.values[0]!;
  const smallest = found.values[n - 2]!;
  if (smallest > 0 && (Number.EPSILON * largest) / smallest <= tolerance) {
    const values = found.values.map(Math.sqrt);
    if (numericalRank(values, scale) === n - 1) return dualSide(passes, which, side, values, found.vectors);
  }
  const transform = { [which]: neuronsTransform(n, side.scaleExponent) };
  const { triangle } = await passes.sum(transform, { kind: 'centred', of: 'triangle' }, 0.4);
  const { U, S } = svd(transpose(triangle!));
  return dualSide(passes, which, side, S, block(U, 0, n, 0, numericalRank(S, scale)));
}

/** @param U left singular vectors of the directions that are more than rounding of float64 arithmetic. @throws NoVarianceError. */
async function dualSide(
  passes: RowPasses,
  which: SideName,
  side: SideFactors,
  values: Float64Array,
  U: Matrix,
): Promise<DualSide> {
  const singularValues = new Float64Array(Math.min(side.columns.length, U.rows));
  singularValues.set(values.subarray(0, singularValues.length));
  const levels = await dualLevels(passes, which, side, singularValues, U);
  return { side: { ...side, ...countDirections(side, U.rows, singularValues, levels), singularValues }, U };
}

/**
 * The levels of rounding of a wide side's directions (see rounding.ts). None is above that of the largest neuron, and where the smallest direction is
 * well above that, nothing more is asked. Else the right singular vectors v = X'u / s, which are not formed, are weighted by the triangle of the
 * neurons times their root mean squares: sum of rms_j^2 v_j^2 = ||T u||^2 / s^2. Nothing is squared on the way: rounding lies too low for that.
 */
async function dualLevels(
  passes: RowPasses,
  which: SideName,
  side: SideFactors,
  values: Float64Array,
  U: Matrix,
): Promise<Float64Array> {
  const scale = { ...side, samples: U.rows };
  const levels = new Float64Array(U.columns);
  if (U.columns === 0 || isClearOfRounding(values[U.columns - 1]!, scale)) return levels;
  const largest = side.magnitudes.reduce((most, value) => Math.max(most, value), 0);
  const weights = new Float64Array(side.neurons);
  side.columns.forEach((column, k) => (weights[column] = side.magnitudes[k]! / largest));
  const transform = { [which]: neuronsTransform(U.rows, side.scaleExponent) };
  const { triangle } = await passes.sum(transform, { kind: 'centred', of: 'triangle', weights }, 0.4);
  const along = multiply(triangle!, U);
  for (let i = 0; i < along.rows; i++) {
    for (let k = 0; k < U.columns; k++) levels[k]! += (along.data[i * U.columns + k]! / values[k]!) ** 2;
  }
  return levels.map((square) => roundingNorm(scale) * largest * Math.sqrt(square));
}

/** A side with fewer neurons than samples beside a wide one: n x d is less than n x n, so it may be held. @throws NonFiniteError. */
async function narrowSide(passes: RowPasses, which: SideName, name: string): Promise<DualSide> {
  const read = await passes.read(which);
  // The scan throws, and names the place.
  if (read.data.some((value) => value - value !== 0)) await passes.largest(which);
  const prepared = prepareSide(read, name, passes.units[which]);
  const { X } = prepared;
  const R = qrR(X);
  const factor = svd(R);
  const side = singularSide(prepared.side, factor, R, passes.samples);
  return { side, U: leftSingular(X, factor, side.right!.columns) };
}

function squaredRowNorms({ side, U, K }: DualSide): Float64Array {
  if (K) return Float64Array.from({ length: K.rows }, (_, i) => K.data[i * K.columns + i]!);
  const s = side.singularValues!;
  return Float64Array.from({ length: U.rows }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < U.columns; k++) sum += (U.data[i * U.columns + k]! * s[k]!) ** 2;
    return sum;
  });
}

function diagonalSquares(K: Matrix): number {
  let sum = 0;
  for (let i = 0; i < K.rows; i++) sum += K.data[i * K.columns + i]! ** 2;
  return sum;
}
