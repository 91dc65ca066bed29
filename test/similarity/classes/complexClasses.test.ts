import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { classCounts, fitClasses } from '../../../src/similarity/classes/classSimilarity';
import { complexCca } from '../../../src/similarity/frequencies/complexCca';
import { fitComplexClasses, fitComplexColumns } from '../../../src/similarity/classes/complexClasses';
import type { ComplexColumns } from '../../../src/similarity/frequencies/frequencyTransform';
import { nullR2 } from '../../../src/similarity/classes/multipleCorrelation';
import type { SampleClasses } from '../../../src/similarity/routes/rowPasses';
import { forPlainAndFastestKernels } from '../../linalg/everyKernels';
import { gaussian, uniform } from '../../linalg/random';
import { classPasses } from '../classPasses';
import { centredColumns, realColumns } from '../complexColumns';
import { near } from '../expectedPair';

const names = { a: 'layer', b: 'labels' };

function complex(samples: number, channels: number, seed: number): ComplexColumns {
  return {
    real: centredColumns(gaussian(samples, channels, seed)),
    imaginary: centredColumns(gaussian(samples, channels, seed + 1000)),
  };
}

/** Classes that the first channel tells in part, the last of them not among the samples. */
function classesOf({ real }: ComplexColumns, count: number, seed: number): SampleClasses {
  const next = uniform(seed);
  const labels = Int32Array.from({ length: real.rows }, (_, i) => {
    const told = real.data[i * real.columns]! > 0.3 ? 1 : 0;
    return Math.min(count - 2, Math.floor(next() * (count - 2)) + told);
  });
  return { labels, count };
}

/** The 0/1 columns of classes. */
function indicators({ labels, count }: SampleClasses): Matrix {
  const Y = matrix(labels.length, count);
  labels.forEach((label, i) => (Y.data[i * count + label] = 1));
  return Y;
}

function columnOf({ rows, columns, data }: Matrix, j: number): Matrix {
  return matrix(
    rows,
    1,
    Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]!),
  );
}

/** R of a real column by modified Gram-Schmidt of the complex columns, the definition written out. */
function plainly({ real, imaginary }: ComplexColumns, y: Matrix): number {
  const { rows, columns } = real;
  const target = centredColumns(y).data;
  const basis: { re: number[]; im: number[] }[] = [];
  let along = 0;
  for (let j = 0; j < columns; j++) {
    const re = Array.from({ length: rows }, (_, i) => real.data[i * columns + j]!);
    const im = Array.from({ length: rows }, (_, i) => imaginary.data[i * columns + j]!);
    const norm = Math.sqrt(re.reduce((sum, value, i) => sum + value ** 2 + im[i]! ** 2, 0));
    for (const q of basis) {
      // q^H x.
      const p = re.reduce((sum, value, i) => sum + q.re[i]! * value + q.im[i]! * im[i]!, 0);
      const s = re.reduce((sum, value, i) => sum + q.re[i]! * im[i]! - q.im[i]! * value, 0);
      for (let i = 0; i < rows; i++) {
        const [u, v] = [q.re[i]!, q.im[i]!];
        re[i]! -= p * u - s * v;
        im[i]! -= p * v + s * u;
      }
    }
    const left = Math.sqrt(re.reduce((sum, value, i) => sum + value ** 2 + im[i]! ** 2, 0));
    if (left < 1e-9 * norm) continue;
    basis.push({ re: re.map((value) => value / left), im: im.map((value) => value / left) });
  }
  for (const { re, im } of basis) {
    const p = re.reduce((sum, value, i) => sum + value * target[i]!, 0);
    const s = im.reduce((sum, value, i) => sum + value * target[i]!, 0);
    along += p * p + s * s;
  }
  return Math.sqrt(along / target.reduce((sum, value) => sum + value * value, 0));
}

forPlainAndFastestKernels(() => {
  describe('classes of complex columns', () => {
    const X = complex(150, 6, 1);
    const classes = classesOf(X, 6, 2);
    const present = classCounts(classes).flatMap((count, c) => (count > 0 ? [c] : []));

    it('have the R of the definition, which is complex CCA with the column alone', async () => {
      const { R, rank, samples } = await fitComplexClasses(X, 'layer', classes);
      assert.deepEqual([rank, samples], [6, 150]);
      assert.equal(R[5], null);
      const Y = indicators(classes);
      for (const c of present) {
        const y = columnOf(Y, c);
        near([R[c]!], [plainly(X, y)], 1e-12, `class ${c}`);
        const { coefficients } = await complexCca(X, realColumns(y), names);
        near([R[c]!], coefficients, 1e-12, `class ${c}`);
      }
    });

    it('correlate with all columns at once as complex CCA says', async () => {
      const { whole, targetRank } = await fitComplexClasses(X, 'layer', classes);
      const kept = present.slice(1);
      const Y = indicators(classes);
      const some = matrix(150, kept.length);
      for (let i = 0; i < 150; i++) kept.forEach((c, k) => (some.data[i * kept.length + k] = Y.data[i * 6 + c]!));
      const { coefficients } = await complexCca(X, realColumns(some), names);
      assert.deepEqual([whole!.length, targetRank], [kept.length, kept.length]);
      near(whole!, coefficients, 1e-11, 'coefficients');
    });

    it('are those of real columns where nothing is imaginary', async () => {
      const expected = await fitClasses(classPasses(X.real, classes), 'layer', classes);
      const found = await fitComplexClasses(realColumns(X.real), 'layer', classes);
      assert.equal(found.rank, expected.rank);
      near(found.R.slice(0, 5) as number[], expected.R.slice(0, 5) as number[], 1e-12, 'R');
      near(found.whole!, expected.whole!, 1e-12, 'whole');
    });

    it('do not see channels that are combinations of others, or constant', async () => {
      // The third channel is (2 - i) times the first, the last is 0.
      const wider = { real: matrix(150, 8), imaginary: matrix(150, 8) };
      for (let i = 0; i < 150; i++) {
        const at = (j: number): [number, number] => [X.real.data[i * 6 + j]!, X.imaginary.data[i * 6 + j]!];
        const [x, y] = at(0);
        const row = [at(0), at(1), [2 * x + y, 2 * y - x], at(2), at(3), at(4), at(5), [0, 0]] as const;
        row.forEach(([re, im], j) => {
          wider.real.data[i * 8 + j] = re;
          wider.imaginary.data[i * 8 + j] = im;
        });
      }
      const [found, expected] = [
        await fitComplexClasses(wider, 'layer', classes),
        await fitComplexClasses(X, 'layer', classes),
      ];
      assert.equal(found.rank, 6);
      near(found.R.slice(0, 5) as number[], expected.R.slice(0, 5) as number[], 1e-9, 'R');
    });

    it('leave out samples of no class', async () => {
      const kept = 140;
      const labels = new Int32Array(150).fill(-1);
      const fewer = { real: matrix(kept, 6), imaginary: matrix(kept, 6) };
      let at = 0;
      for (let i = 0; i < 150; i++) {
        if (i % 15 === 3) continue;
        labels[i] = classes.labels[i]!;
        fewer.real.data.set(X.real.data.subarray(i * 6, i * 6 + 6), at * 6);
        fewer.imaginary.data.set(X.imaginary.data.subarray(i * 6, i * 6 + 6), at++ * 6);
      }
      const centred = { real: centredColumns(fewer.real), imaginary: centredColumns(fewer.imaginary) };
      const found = await fitComplexClasses(centred, 'layer', { labels, count: 6 });
      const ofKept = { labels: labels.filter((label) => label >= 0), count: 6 };
      near([found.R[1]!], [plainly(centred, columnOf(indicators(ofKept), 1))], 1e-12, 'R');
    });

    it('have no numbers where nothing varies', async () => {
      const none = realColumns(matrix(20, 3));
      const labels = Int32Array.from({ length: 20 }, (_, i) => i % 2);
      assert.deepEqual(await fitComplexClasses(none, 'layer', { labels, count: 2 }), {
        samples: 20,
        rank: 0,
        R: [null, null],
        whole: null,
        targetRank: 0,
      });
    });
  });

  describe('real targets of complex columns', () => {
    const X = complex(120, 5, 7);

    it('have the R of the definition, and none where they are constant', async () => {
      const targets = gaussian(120, 4, 8);
      for (let i = 0; i < 120; i++) {
        targets.data[i * 4] = targets.data[i * 4]! + 3 * X.imaginary.data[i * 5]!;
        targets.data[i * 4 + 2] = 0.1;
      }
      const { R, whole, rank, targetRank } = await fitComplexColumns(X, targets, names);
      assert.deepEqual([rank, R.length, R[2], targetRank], [5, 4, null, 3]);
      for (const j of [0, 1, 3]) near([R[j]!], [plainly(X, columnOf(targets, j))], 1e-12, `target ${j}`);
      const { coefficients } = await complexCca(X, realColumns(targets), names);
      near(whole!, coefficients, 1e-12, 'whole');
    });
  });

  describe('the level of unrelated data', () => {
    it('is rank / (n - 1) for complex columns as for real ones', async () => {
      const [n, r, draws] = [40, 8, 300];
      const squares: number[] = [];
      for (let draw = 0; draw < draws; draw++) {
        const y = gaussian(n, 1, 5000 + draw);
        const { R } = await fitComplexColumns(complex(n, r, 20_000 + draw), y, names);
        squares.push(R[0]! ** 2);
      }
      const mean = squares.reduce((sum, value) => sum + value, 0) / draws;
      // The share of a fixed vector in a random complex space of r of n - 1 dimensions follows Beta(r, n - 1 - r).
      const deviation = Math.sqrt((r * (n - 1 - r)) / ((n - 1) ** 2 * n) / draws);
      assert.ok(Math.abs(mean - nullR2(n, r)) < 5 * deviation, `${mean} is not near ${nullR2(n, r)}`);
    });
  });
});
