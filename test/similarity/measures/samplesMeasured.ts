import assert from 'node:assert/strict';
import type { MeasureName } from '../../../src/facts/measures';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import type { MeasureKernel, PermutedBySide } from '../../../src/similarity/measures/kernel';
import { measurePair, type Measured } from '../../../src/similarity/measures/measures';
import { pairProducts } from '../../../src/similarity/measures/products';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { samplesOfHeld } from '../../../src/similarity/samples/sideSamples';

const names = { a: 'a.npy', b: 'b.npy' };
const amongEachOther: Parameters<typeof samplesOfHeld>[1] = { gramian: true, rows: false, profile: true };

/** What is asked for where one measure is, of so many neighbours. */
export function askingFor(measure: MeasureName, neighbours?: number): CompareOptions {
  return { ...defaultOptions, measures: [measure], neighbours };
}

/** What is found of two matrices by a measure of single samples. `wanted`: of these; what measures of samples among each other need where nothing is said. */
export async function samplesMeasured(
  A: Matrix,
  B: Matrix,
  options: CompareOptions,
  wanted = amongEachOther,
): Promise<Measured> {
  const { factors, samples } = await factored(A, B, wanted);
  return measurePair(factors, options, samples);
}

/** The scores of permuted samples, as the measure's kernel has them. */
export async function permutedOf(
  { permuted }: Pick<MeasureKernel<unknown>, 'permuted'>,
  A: Matrix,
  B: Matrix,
  options: CompareOptions,
  wanted = amongEachOther,
): Promise<PermutedBySide> {
  const { factors, samples } = await factored(A, B, wanted);
  return permuted!(pairProducts(factors, false, samples), options);
}

async function factored(A: Matrix, B: Matrix, wanted: typeof amongEachOther) {
  const factors = await factorPair(memoryPasses(A, B, names), names);
  return { factors, samples: samplesOfHeld({ a: A, b: B }, wanted) };
}

/** Fails where a number is farther from what it is to be. */
export function near(found: number | undefined, expected: number, tolerance = 1e-12): void {
  assert.ok(Math.abs(found! - expected) <= tolerance, `${found}, not ${expected}`);
}

/** Samples of two neurons by their angles in degrees, each of another length; of NaN all zeros. */
export function atAngles(...degrees: number[]): Matrix {
  const data = degrees.flatMap((angle, i) =>
    Number.isNaN(angle) ? [0, 0] : [Math.cos, Math.sin].map((f) => (i + 1) * f((angle * Math.PI) / 180)),
  );
  return matrix(degrees.length, 2, Float64Array.from(data));
}
