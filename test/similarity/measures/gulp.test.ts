import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import type { GulpReport } from '../../../src/facts/measures/gulp';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { measurePair, type Measured } from '../../../src/similarity/measures/measures';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { samplesOfMatrix } from '../../../src/similarity/trust/heldSide';
import { mapped } from '../../jobs/relatedPairs';
import { gaussian } from '../../linalg/random';
import { compareSeeded } from './expectedMeasures';

const names = { a: 'a', b: 'b' };
const options: CompareOptions = { ...defaultOptions, measures: ['gulp'] };

async function measured(A: Matrix, B: Matrix): Promise<Measured> {
  return measurePair(await factorPair(memoryPasses(A, B, names), names), options);
}

const gulpOf = async (A: Matrix, B: Matrix): Promise<GulpReport> => (await measured(A, B)).gulp!;

const near = (found: number, expected: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${found}, not ${expected}`);

/** Every order of so many. */
function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [...order.slice(0, at), count - 1, ...order.slice(at)]),
  );
}

describe('similarity/measures/gulp', () => {
  const A = gaussian(40, 4, 5);
  const B = mapped(gaussian(40, 6, 6), (value, _, i, j) => value + (j < 4 ? A.data[i * 4 + j]! : 0));

  it('is what public code gives for arrays of a seed', async () => {
    const { gulp } = await compareSeeded(options);
    near(gulp!.squared, 7.084992868422333, 1e-11);
    near(gulp!.distance, Math.sqrt(7.084992868422333), 1e-12);
    near(gulp!.relative, Math.sqrt(7.084992868422333 / 50), 1e-12);
  });

  it('is 0 of one span and 1 of spans at right angles, and of one within the other what is left', async () => {
    const part = (columns: number[]) => matrix(8, columns.length, Float64Array.from(signs(columns)));
    near((await gulpOf(part([1, 2]), part([1, 2]))).relative, 0, 1e-7);
    near((await gulpOf(part([1, 2]), part([4, 3]))).relative, 1);
    const within = await gulpOf(part([1]), part([1, 2, 4]));
    near(within.squared, 2);
    near(within.relative, Math.sqrt(2 / 4));
  });

  it('is the distance of linear predictors by its definition, of covariances and their inverses', async () => {
    const { squared, distance } = await gulpOf(A, B);
    assert.ok(squared > 1 && squared < 8, `${squared} of related sides`);
    near(squared, ofCovariances(A, B, 0), 1e-10);
    near(distance, Math.sqrt(squared));
    // What a penalty that vanishes leaves, also of neurons that say nothing new.
    const repeated = mapped(gaussian(40, 5, 11), (value, _, i, j) =>
      j === 4 ? A.data[i * 4]! : j < 4 ? A.data[i * 4 + j]! : value,
    );
    near((await gulpOf(repeated, B)).squared, ofCovariances(repeated, B, 1e-9), 1e-6);
    near((await gulpOf(repeated, B)).squared, squared, 1e-10);
  });

  it('does not change under invertible maps of the neurons, nor with the order of the sides', async () => {
    const { squared } = await gulpOf(A, B);
    near((await gulpOf(multiply(A, gaussian(4, 4, 7)), B)).squared, squared, 1e-10);
    near(
      (
        await gulpOf(
          mapped(A, (value) => 3 - 1e3 * value),
          B,
        )
      ).squared,
      squared,
      1e-10,
    );
    near((await gulpOf(B, A)).squared, squared);
    near((await gulpOf(A, multiply(A, gaussian(4, 4, 12)))).squared, 0);
  });

  it('keeps the triangle inequality', async () => {
    const C = mapped(gaussian(40, 3, 13), (value, _, i, j) => value + 2 * B.data[i * 6 + j]!);
    const [ab, bc, ac] = [await gulpOf(A, B), await gulpOf(B, C), await gulpOf(A, C)];
    assert.ok(ac.distance <= ab.distance + bc.distance);
  });

  it('has the exact mean of its square over all orders of the samples as its level', async () => {
    const [a, b] = [gaussian(6, 2, 8), gaussian(6, 3, 9)];
    let total = 0;
    const all = orders(6);
    for (const order of all) total += (await gulpOf(a, samplesOfMatrix(b, Uint32Array.from(order), 1))).squared;
    const { null: unrelated } = await gulpOf(a, b);
    near(unrelated.squared, total / all.length, 1e-10);
    near(unrelated.squared, 5 - (2 * 6) / 5);
    near(unrelated.relative, Math.sqrt(unrelated.squared / 5));
  });

  it('is not defined where samples are no more than neurons', async () => {
    const wide = gaussian(5, 5, 10);
    await assert.rejects(measured(wide, wide), /more samples than neurons/);
  });
});

/** Columns of +-1 of 8 samples, at right angles to each other and centred, by number from 1; in rows. */
function signs(columns: number[]): number[] {
  return Array.from({ length: 8 }, (_, row) =>
    columns.map((column) => ([...(row & column).toString(2)].filter((bit) => bit === '1').length % 2 ? -1 : 1)),
  ).flat();
}

/** tr(Sa^-l Sa Sa^-l Sa) + the same of b - 2 tr(Sa^-l Sab Sb^-l Sab'), S^-l the inverse of S + lambda I. */
function ofCovariances(A: Matrix, B: Matrix, lambda: number): number {
  const [a, b] = [centredColumns(A), centredColumns(B)];
  const [Sa, Sb, Sab] = [covariances(a, a), covariances(b, b), covariances(a, b)];
  const [inverseA, inverseB] = [inverse(Sa, lambda), inverse(Sb, lambda)];
  const own = (S: number[][], ridged: number[][]): number => trace(times(times(ridged, S), times(ridged, S)));
  const across = trace(times(times(inverseA, Sab), times(inverseB, transposed(Sab))));
  return own(Sa, inverseA) + own(Sb, inverseB) - 2 * across;
}

function centredColumns({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: columns }, (_, j) => {
    const column = Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
    const mean = column.reduce((sum, value) => sum + value, 0) / rows;
    return column.map((value) => value - mean);
  });
}

const dot = (x: number[], y: number[]): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
const covariances = (a: number[][], b: number[][]): number[][] => a.map((x) => b.map((y) => dot(x, y) / x.length));
const transposed = (S: number[][]): number[][] => S[0]!.map((_, j) => S.map((row) => row[j]!));
const times = (S: number[][], T: number[][]): number[][] =>
  S.map((row) => transposed(T).map((column) => dot(row, column)));
const trace = (S: number[][]): number => S.reduce((sum, row, i) => sum + row[i]!, 0);

/** The inverse of S + lambda I, by Gauss and Jordan; S is positive semidefinite. */
function inverse(S: number[][], lambda: number): number[][] {
  const size = S.length;
  const work = S.map((row, i) => [
    ...row.map((value, j) => value + (i === j ? lambda : 0)),
    ...row.map((_, j) => (i === j ? 1 : 0)),
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    const scale = work[pivot]![pivot]!;
    work[pivot] = work[pivot]!.map((value) => value / scale);
    for (let i = 0; i < size; i++) {
      const factor = work[i]![pivot]!;
      if (i !== pivot) work[i] = work[i]!.map((value, j) => value - factor * work[pivot]![j]!);
    }
  }
  return work.map((row) => row.slice(size));
}
