import type { MeasureName, ScoreName } from '../../facts/measures';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import type { CompareOptions } from '../../facts/options';
import { permutedColumn } from '../../similarity/calibration/permutedColumn';
import { orderAt, permutedBySide, type PermutedScore, type Places } from '../../similarity/calibration/permutedScores';
import { cancels } from '../../similarity/measures/debiasedTerms';
import { blockOf, measureSome } from '../../similarity/measures/measures';
import { pairProducts, productsOfSamples } from '../../similarity/measures/products';
import { factsOfScore, wantedOf, type MeasureKernels } from '../../similarity/measures/wanted';
import { wholesOfPair } from '../../similarity/samples/wholesOfPair';
import { apartPair } from '../../similarity/trust/apartPair';
import { factorsWith, innerProduct, type HeldPair } from '../../similarity/trust/heldSide';
import { multiplyTransposed } from '../../linalg/multiply';
import { permutedInner } from '../../similarity/samples/permutedInner';
import { rowOrder } from '../../similarity/trust/permutationNull';
import type { HeldMember } from './holdMember';
import { unitsOfScore } from './unitOfSamples';

/** Orders that are taken together: a matrix is handed to the kernels once for as many. */
const ordersTogether = 16;

/** Sides a with one side b, whose samples are permuted; large matrices in shared memory, so that tasks cost nothing to send. */
export interface ColumnSpec {
  rows: readonly HeldMember[];
  column: HeldMember;
  measure: ScoreName;
  places: Places;
  /** Rows that belong to one sample, of the sides or of what a measure asks of samples. */
  rowsPerSample: number;
  options: CompareOptions;
}

/** The likenesses of a pair at some places, null where one is not defined; `bySide` of a score that is not symmetric. */
export interface PlacedScores {
  scores: (number | null)[];
  bySide?: { a: (number | null)[]; b: (number | null)[] };
}

/**
 * The likenesses of each of some sides a with b at some places (see {@link Places}), by side a. `tell` hears of pairs that are done at a place.
 * @throws NotConvergedError.
 */
export function columnScores(spec: ColumnSpec, tell: (pairs: number) => void, kernels: MeasureKernels): PlacedScores[] {
  const { rows, places } = spec;
  if (spec.column.unit !== undefined) return unitScores(spec, tell, kernels);
  const found = rows.map((): PlacedScores => ({ scores: [] }));
  const scores = readied(spec, kernels);
  for (let place = places.from; place < places.to; place++) {
    scores(orderAt(places, place)).forEach(({ value, bySide }, at) => {
      const own = found[at]!;
      own.scores.push(value);
      if (!bySide) return;
      own.bySide ??= { a: [], b: [] };
      own.bySide.a.push(bySide.a);
      own.bySide.b.push(bySide.b);
    });
    tell(rows.length);
  }
  return found;
}

/** The same of a score that is an inner product of what is held of either side. */
function unitScores(
  { rows, column, measure, places, rowsPerSample }: ColumnSpec,
  tell: (pairs: number) => void,
  kernels: MeasureKernels,
): PlacedScores[] {
  const { score } = factsOfScore(measure, kernels);
  const units = unitsOfScore(measure, kernels)!;
  const found = rows.map((): PlacedScores => ({ scores: [] }));
  const defined = rows.flatMap(({ unit }, at) => (unit && column.unit ? [{ unit, at }] : []));
  const inner = column.unit
    ? permutedInner(
        defined.map(({ unit }) => unit),
        column.unit,
      )
    : undefined;
  for (let from = places.from; from < places.to; from += ordersTogether) {
    const some = Array.from({ length: Math.min(ordersTogether, places.to - from) }, (_, i) => from + i);
    const products = inner?.(some.map((place) => rowOrder(orderAt(places, place), rowsPerSample)));
    some.forEach((_, place) => {
      for (const { scores } of found) scores.push(null);
      defined.forEach(({ at }, own) => {
        const value = units.score(products![place]![own]!, measure);
        found[at]!.scores[from - places.from + place] = score.distance ? score.distance.likeness(value) : value;
      });
      tell(rows.length);
    });
  }
  return found;
}

function readied(
  { rows, column, measure, rowsPerSample, options }: ColumnSpec,
  kernels: MeasureKernels,
): (order: Uint32Array) => PermutedScore[] {
  const { facts, score } = factsOfScore(measure, kernels);
  const measures = [facts.id as MeasureName];
  const [kernel] = wantedOf({ measures }, kernels);
  if (kernel!.permuted) {
    const each = rows.map((row) => {
      const factors = factorsOf(row, column);
      const samples = { a: row.samples!, b: column.samples! };
      const products = pairProducts(factors, kernel!.directions === true, samples);
      const names = { a: row.name, b: column.name };
      const whole = isOfWholeSamples(facts) ? wholesOfPair(samples, names) : undefined;
      const own = whole && !('refused' in whole) ? productsOfSamples(products, whole) : products;
      return permutedBySide(kernel!, own, options, rowsPerSample);
    });
    return (order) => each.map((scores) => scores(order)[measure] ?? { value: null });
  }
  const likeness = (value: number | null): number | null =>
    value !== null && score.distance ? score.distance.likeness(value) : value;
  const pairs = rows.map((row) => heldPair(row, column, rowsPerSample));
  return permutedColumn(pairs, (factors) => {
    const block = blockOf(measureSome(factors, options, measures, undefined, kernels), facts);
    if (block === undefined) return { value: null };
    return { value: likeness(score.value(block)), bySide: score.bySide?.(block) };
  });
}

function heldPair(a: HeldMember, b: HeldMember, rowsPerSample: number): HeldPair {
  const samples = b.held.U.rows;
  const lost = cancels(a.held.side, samples) || cancels(b.held.side, samples);
  const apart =
    a.data && b.data && lost
      ? apartPair({ a: a.data, b: b.data }, { a: a.held.side, b: b.held.side }, (A) => A)
      : undefined;
  return { a: a.held, b: b.held, rowsPerSample, apart };
}

function factorsOf({ held: a }: HeldMember, { held: b }: HeldMember) {
  const product = multiplyTransposed(a.U, b.U);
  return factorsWith({ a, b, rowsPerSample: 1 }, product, innerProduct(a.norms, b.norms));
}
