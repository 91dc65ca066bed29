import { LensError } from '../../facts/errors';
import type { RowTransform } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import { transpose } from '../../linalg/transpose';
import { selfTerm } from './cka';
import { offsetShare } from '../routes/moments';
import type { PairCross } from '../routes/pairFactors';
import { standsTurned } from '../routes/pairOrder';
import { timesPowerOfTwo } from '../routes/powerOfTwo';
import { farthest, recentred } from '../routes/primalRoute';
import type { RowPasses, SideName } from '../routes/rowPasses';
import type { SideFactors } from '../routes/sideFactors';
import { heldTerms, shiftedRows, splitTerm, type UnbiasedTerms } from './unbiasedHsic';

/** Samples whose products are added apart: where a few dominate, these are they. */
export const apart = 16;

/** Share of ||X'X||^2 that is left once what belongs to its diagonal is taken off, below which digits are lost that debiased CKA shows. */
const smallestRest = 1e-4;

/** The same below which too few digits are left to be shown. */
const lostRest = 1e-8;

/** Whether a side's sums are nearly all diagonal: a few samples dominate (or, of wide sides, samples are nearly orthogonal). */
export function cancels(side: SideFactors, samples: number, rest = smallestRest): boolean {
  return !(selfTerm(side, samples) > rest * side.covarianceNorm);
}

/**
 * The sums of debiased CKA where products of rows cannot keep their digits; undefined where they do, which is nearly always. From one more pass over
 * all but the samples farthest from the medians, or, where a side has no more samples than neurons, from samples x samples; null where those
 * cannot be held and the sums have lost their digits.
 * @throws what the passes throw.
 */
export async function unbiasedTerms(
  passes: RowPasses,
  { a, b, cross }: { a: SideFactors; b: SideFactors; cross: PairCross },
): Promise<UnbiasedTerms | null | undefined> {
  const { samples } = passes;
  if (samples < 4 || (!cancels(a, samples) && !cancels(b, samples))) return undefined;
  const sides = { a, b };
  const transform = async (side: SideName): Promise<RowTransform> => {
    const { neurons, scaleExponent, columns } = sides[side];
    const start = await passes.start(side);
    const shift = start.shift.map((value) => timesPowerOfTwo(value, start.scaleExponent - scaleExponent));
    return { neurons, scaleExponent, shift, offset: new Float64Array(neurons), columns };
  };
  if (cross.kind === 'singular' && samples <= Math.max(passes.neurons.a, passes.neurons.b)) {
    try {
      const X = shiftedToMedians(await passes.read('a'), a);
      const Y = passes.same ? X : shiftedToMedians(await passes.read('b'), b);
      return heldTerms(X, Y);
    } catch (error) {
      if (!(error instanceof LensError) || error.code !== 'too-large') throw error;
      const lost = cancels(a, samples, lostRest) || cancels(b, samples, lostRest);
      return lost ? null : undefined;
    }
  }
  const [ofA, ofB] = [await transform('a'), await transform('b')];
  const count = Math.min(apart, samples >> 1);
  const far = passes.farthest
    ? await passes.farthest(count)
    : farRows(await passes.norms('a', ofA), await passes.norms('b', ofB), count);
  const rest = passes.without(far);
  let transforms = { a: ofA, b: ofB };
  const wanted = { kind: 'products' as const, gramA: true, gramB: true, cross: true };
  let sums = await rest.sum(transforms, wanted, 0);
  if (offsetShare(sums.gramA!) > farthest || offsetShare(sums.gramB!) > farthest) {
    transforms = { a: recentred(ofA, sums.gramA!), b: recentred(ofB, sums.gramB!) };
    sums = await rest.sum(transforms, wanted, 0);
  }
  const farA = shiftedRows(await passes.rows('a', far), transforms.a);
  const farB = shiftedRows(await passes.rows('b', far), transforms.b);
  return {
    aa: splitTerm({ products: sums.gramA!, farA, farB: farA }),
    bb: splitTerm({ products: sums.gramB!, farA: farB, farB }),
    ab: standsTurned(a, b)
      ? splitTerm({ products: transpose(sums.cross!), farA: farB, farB: farA })
      : splitTerm({ products: sums.cross!, farA, farB }),
  };
}

/** The samples that are farthest on both sides together, by their shares of the sums of squares, in their order. */
export function farRows(k: Float64Array, l: Float64Array, count: number): number[] {
  const [sumK, sumL] = [k, l].map((norms) => norms.reduce((sum, value) => sum + value, 0)) as [number, number];
  const share = (i: number): number => k[i]! / sumK + l[i]! / sumL;
  const order = Array.from(k.keys()).sort((i, j) => share(j) - share(i));
  return order.slice(0, count).sort((i, j) => i - j);
}

/** A held side (samples x neurons) in the units of its factors, less the median of each neuron. */
export function shiftedToMedians(data: Matrix, { scaleExponent }: SideFactors): Matrix {
  const { rows, columns } = data;
  const shift = new Float64Array(columns);
  const column = new Float64Array(rows);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < rows; i++) column[i] = data.data[i * columns + j]!;
    shift[j] = column.sort()[rows >> 1]! * 2 ** -scaleExponent;
  }
  return shiftedRows(matrix(rows, columns, data.data), { scaleExponent, shift });
}
