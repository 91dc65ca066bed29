import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { classCounts, fitClasses, fitColumns, type ClassFit } from '../../../src/similarity/classes/classSimilarity';
import { canonicalCorrelations } from '../../../src/similarity/measures/canonical';
import { NoVarianceError } from '../../../src/similarity/errors';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { adjustedR2, adjustedTail, nullR2 } from '../../../src/similarity/classes/multipleCorrelation';
import { basesProduct } from '../../../src/similarity/routes/pairFactors';
import type { SampleClasses } from '../../../src/similarity/routes/rowPasses';
import { mapped, representation } from '../../jobs/relatedPairs';
import { forEveryKernels } from '../../linalg/everyKernels';
import { gaussian, uniform } from '../../linalg/random';
import { classPasses } from '../classPasses';

const names = { a: 'layer', b: 'labels' };

/** Labels of `count` classes in no order, class 0 the most frequent, with some signal of the representation's. */
function labelsOf(X: Matrix, count: number, seed: number): SampleClasses {
  const next = uniform(seed);
  const labels = Int32Array.from({ length: X.rows }, (_, i) => {
    const signal = X.data[i * X.columns]! > 3 ? 1 : 0;
    return Math.min(count - 1, Math.floor(next() ** 1.5 * count * 0.7) + signal);
  });
  return { labels, count };
}

/** The 0/1 columns of the classes listed. */
function indicators({ labels }: SampleClasses, classes: readonly number[]): Matrix {
  const Y = matrix(labels.length, classes.length);
  labels.forEach((label, i) => classes.forEach((c, k) => (Y.data[i * classes.length + k] = label === c ? 1 : 0)));
  return Y;
}

function fit(X: Matrix, classes: SampleClasses): Promise<ClassFit> {
  return fitClasses(classPasses(X, classes), 'layer', classes);
}

function nearAll(found: readonly (number | null)[], expected: readonly (number | null)[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) => {
    const wanted = expected[i] ?? null;
    if (value === null || wanted === null) assert.equal(value, wanted, `class ${i}`);
    else assert.ok(Math.abs(value - wanted) <= tolerance, `class ${i}: ${value} instead of ${wanted}`);
  });
}

forEveryKernels(() => {
  describe('class similarity', () => {
    const X = representation(400, 12, 1);
    const classes = labelsOf(X, 5, 2);

    it('is the correlation with the 0/1 column for a single neuron', async () => {
      const one = matrix(4, 1, Float64Array.of(1, 2, 3, 4));
      const { R, rank, whole, targetRank } = await fit(one, { labels: Int32Array.of(0, 0, 1, 1), count: 2 });
      // Centred: (-1.5, -0.5, 0.5, 1.5) and (-0.5, -0.5, 0.5, 0.5): 2 / sqrt(5 * 1).
      nearAll(R, [2 / Math.sqrt(5), 2 / Math.sqrt(5)], 1e-14);
      assert.equal(rank, 1);
      nearAll(whole!, [2 / Math.sqrt(5)], 1e-14);
      assert.equal(targetRank, 1);
    });

    it('takes one pass and agrees with the CCA of the layer with each column, and with all of them', async () => {
      const passes = classPasses(X, classes);
      const found = await fitClasses(passes, 'layer', classes);
      assert.deepEqual(passes.kinds, ['products']);
      const single: number[] = [];
      for (let c = 0; c < 5; c++) {
        const factors = await factorPair(memoryPasses(X, indicators(classes, [c]), names), names);
        single.push(canonicalCorrelations(basesProduct(factors))[0]!);
      }
      nearAll(found.R, single, 1e-12);
      // The five columns add up to 1: any four of them are a basis.
      const factors = await factorPair(memoryPasses(X, indicators(classes, [0, 1, 3, 4]), names), names);
      nearAll(found.whole!, Array.from(canonicalCorrelations(basesProduct(factors))), 1e-12);
    });

    it('agrees with the same columns given as they are, where dependent ones are no trouble', async () => {
      const found = await fit(X, classes);
      const factors = await factorPair(memoryPasses(X, indicators(classes, [0, 1, 2, 3, 4]), names), names);
      const columns = fitColumns(factors, 5);
      nearAll(columns.R, found.R, 1e-12);
      nearAll(columns.whole!.slice(0, 4), found.whole!, 1e-12);
      assert.deepEqual([columns.targetRank, found.targetRank], [4, 4]);
    });

    it('takes logits as targets, one by one, and has none for a constant one', async () => {
      const logits = mapped(gaussian(400, 3, 8), (value, _at, i, j) => (j === 1 ? 7 : value + X.data[i * 12 + j]!));
      const found = fitColumns(await factorPair(memoryPasses(X, logits, names), names), 3);
      assert.equal(found.R[1], null);
      for (const j of [0, 2]) {
        const one = matrix(
          400,
          1,
          Float64Array.from({ length: 400 }, (_, i) => logits.data[i * 3 + j]!),
        );
        const factors = await factorPair(memoryPasses(X, one, names), names);
        nearAll([found.R[j]!], [canonicalCorrelations(basesProduct(factors))[0]!], 1e-12);
      }
    });

    it('does not feel the scale, mean and mixing of neurons, nor neurons that are dead, doubled or combinations', async () => {
      const expected = await fit(X, classes);
      const scales = mapped(X, (value, _at, _i, j) => (value + 1e3 * j) * 10 ** (j / 2 - 3));
      const spoilt = matrix(400, 16);
      for (let i = 0; i < 400; i++) {
        const row = X.data.subarray(i * 12, (i + 1) * 12);
        spoilt.data.set([0, ...row, row[3]!, row[1]! - 2 * row[2]!, 4.5], i * 16);
      }
      const passes = classPasses(spoilt, classes);
      const found = await fitClasses(passes, 'layer', classes);
      assert.deepEqual(passes.kinds, ['products', 'triangle']);
      assert.equal(found.rank, 12);
      nearAll(found.R, expected.R, 1e-11);
      nearAll(found.whole!, expected.whole!, 1e-11);
      // Means of 1000 standard deviations cost three digits of 16.
      nearAll((await fit(scales, classes)).R, expected.R, 1e-10);
    });

    it('reads an ill-conditioned layer again, whitened, and agrees with the slow way', async () => {
      const nearly = mapped(X, (value, at, _i, j) => (j === 11 ? X.data[at - 11]! + 1e-4 * value : value));
      const passes = classPasses(nearly, classes);
      const found = await fitClasses(passes, 'layer', classes);
      assert.deepEqual(passes.kinds, ['products', 'products whitened']);
      // It spans what X does; what is lost is 2.2e-16 times a condition number of some 1e5, and what was rounded in the data.
      nearAll(found.R, (await fit(X, classes)).R, 1e-9);
    });

    it('handles layers of more neurons than samples, dead ones or not', async () => {
      const few = representation(40, 9, 3);
      const some = labelsOf(few, 3, 4);
      const expected = await fit(few, some);
      // 60 neurons of rank 9: combinations of the nine.
      const wide = matrix(40, 60);
      const dead = matrix(40, 60);
      for (let i = 0; i < 40; i++) {
        for (let j = 0; j < 60; j++) {
          wide.data[i * 60 + j] = few.data[i * 9 + (j % 9)]! + 0.5 * few.data[i * 9 + ((j * 5 + 2) % 9)]!;
          dead.data[i * 60 + j] = j < 9 ? few.data[i * 9 + j]! : j;
        }
      }
      const found = await fit(wide, some);
      assert.equal(found.rank, 9);
      nearAll(found.R, expected.R, 1e-10);
      nearAll((await fit(dead, some)).R, expected.R, 1e-11);
      // Of full rank every class is fitted wholly.
      const { R, rank, targetRank } = await fit(gaussian(40, 60, 5), some);
      assert.deepEqual([rank, targetRank], [39, 2]);
      nearAll(R, [1, 1, 1], 1e-12);
    });

    it('knows no class that is absent, or that all samples have', async () => {
      const { R, whole, targetRank } = await fit(X, { labels: classes.labels, count: 7 });
      assert.deepEqual([R[5], R[6]], [null, null]);
      nearAll(R.slice(0, 5), (await fit(X, classes)).R, 0);
      assert.deepEqual([whole!.length, targetRank], [4, 4]);
      const all = await fit(X, { labels: new Int32Array(400), count: 2 });
      assert.deepEqual([all.R, all.whole, all.targetRank], [[null, null], null, 0]);
    });

    it('depends on which sample has which class, and not on the order of samples or the names of classes', async () => {
      const { R } = await fit(X, classes);
      const order = Array.from({ length: 400 }, (_, i) => (i * 37) % 400);
      const shuffled = mapped(X, (_value, _at, i, j) => X.data[order[i]! * 12 + j]!);
      const along = { labels: Int32Array.from(order, (i) => classes.labels[i]!), count: 5 };
      nearAll((await fit(shuffled, along)).R, R, 1e-12);
      const renamed = { labels: classes.labels.map((label) => 4 - label), count: 5 };
      nearAll((await fit(X, renamed)).R, [...R].reverse(), 1e-12);
      const wrong = (await fit(X, along)).R;
      assert.ok(R[0]! - wrong[0]! > 0.1, `${R[0]} and ${wrong[0]}`);
    });

    it('has an adjusted R2 of about 0 for noise, as often below as above, within the spread that theory says', async () => {
      const [n, d, count] = [600, 40, 20];
      const noise = gaussian(n, d, 21);
      const next = uniform(22);
      const random = { labels: Int32Array.from({ length: n }, () => Math.floor(next() * count)), count };
      const { R, rank } = await fit(noise, random);
      assert.equal(rank, d);
      const adjusted = R.map((value) => adjustedR2(value, n, rank)!);
      // That of Beta(rank / 2, (n - 1 - rank) / 2), over the way from the null level to 1.
      const spread = Math.sqrt((2 * rank) / ((n - 1 - rank) * (n + 1)));
      // The mean of 20 nearly independent values: five of its standard deviations.
      const mean = adjusted.reduce((sum, value) => sum + value, 0) / count;
      assert.ok(Math.abs(mean) < (5 * spread) / Math.sqrt(count), `${mean}`);
      assert.ok(Math.min(...adjusted) < 0 && Math.max(...adjusted) > 0);
      const variance = adjusted.reduce((sum, value) => sum + value ** 2, 0) / count;
      // Of 20 squares the mean lies within 2.5 times its expectation or a share of that but for one time in a hundred.
      assert.ok(variance > spread ** 2 / 2.5 && variance < spread ** 2 * 2.5, `${Math.sqrt(variance)}, not ${spread}`);
      const squares = R.map((value) => value! ** 2).reduce((sum, value) => sum + value, 0) / count;
      assert.ok(Math.abs(squares - nullR2(n, rank)) < (5 * spread) / Math.sqrt(count));
    });

    it('refuses a layer on which nothing varies', async () => {
      const constant = matrix(50, 3, new Float64Array(150).fill(2));
      await assert.rejects(fit(constant, { labels: new Int32Array(50), count: 2 }), NoVarianceError);
    });
  });
});

describe('adjustedR2', () => {
  it('follows its formula, keeps negative values, and is not defined without samples to spare', () => {
    assert.equal(adjustedR2(1, 11, 5), 1);
    // 1 - (1 - 0.25) * 10 / 5
    assert.equal(adjustedR2(0.5, 11, 5), -0.5);
    assert.equal(adjustedR2(0.5, 11, 10), null);
    assert.equal(adjustedR2(0.5, 11, 12), null);
    assert.equal(adjustedR2(null, 11, 5), null);
    assert.deepEqual([nullR2(11, 5), nullR2(11, 10)], [0.5, 1]);
  });

  it('has the tail of the F test', () => {
    // R's pf(4, 2, 10, lower.tail = FALSE): of R2 = 4 / 9 with n = 13 and rank 2.
    assert.ok(Math.abs(adjustedTail(adjustedR2(Math.sqrt(4 / 9), 13, 2)!, 13, 2) - 0.052922149401344654) < 1e-12);
    assert.deepEqual([adjustedTail(1, 11, 5), adjustedTail(1, 11, 10), adjustedTail(-1, 11, 5)], [0, 1, 1]);
  });

  it('is 0 where R2 is what unrelated data give on average', () => {
    assert.ok(Math.abs(adjustedR2(Math.sqrt(nullR2(101, 30)), 101, 30)!) < 1e-15);
  });
});

describe('classCounts', () => {
  it('counts samples by class, without those that take no part', () => {
    assert.deepEqual(classCounts({ labels: Int32Array.of(0, 2, -1, 2), count: 4 }), [1, 0, 2, 0]);
  });
});
