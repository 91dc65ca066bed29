import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { multiply } from '../../../src/linalg/multiply';
import { transpose } from '../../../src/linalg/transpose';
import { qrR } from '../../../src/linalg/qr';
import { solveTriangularRight } from '../../../src/linalg/triangular';
import { seededRandom } from '../../../src/linalg/random';
import { foldsOf } from '../../../src/similarity/prediction/folds';
import { narrowedRows } from '../../../src/similarity/prediction/narrowedRows';
import { predictFolds } from '../../../src/similarity/prediction/predictFolds';
import { penalties, ridgeFolds } from '../../../src/similarity/prediction/ridgeFolds';
import { centredRows } from '../../../src/similarity/routes/prepareSide';
import { forPlainAndFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';

/** w of (X'X + ridge I) w = X'y by elimination. */
function solved(X: number[][], y: number[], ridge: number): number[] {
  const p = X[0]!.length;
  const rows = Array.from({ length: p }, (_, i) => [
    ...Array.from({ length: p }, (__, j) => X.reduce((sum, x) => sum + x[i]! * x[j]!, i === j ? ridge : 0)),
    X.reduce((sum, x, k) => sum + x[i]! * y[k]!, 0),
  ]);
  for (let i = 0; i < p; i++)
    for (let k = 0; k < p; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      rows[k] = rows[k]!.map((value, j) => value - factor * rows[i]![j]!);
    }
  return rows.map((row, i) => row[p]! / row[i]!);
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** One target predicted for another sample, by ridge regression with a mean that is not penalised. */
function predicted(X: number[][], y: number[], ridge: number, x: number[]): number {
  const means = X[0]!.map((_, j) => meanOf(X.map((row) => row[j]!)));
  const mean = meanOf(y);
  const w = solved(
    X.map((row) => row.map((value, j) => value - means[j]!)),
    y.map((value) => value - mean),
    ridge,
  );
  return mean + x.reduce((sum, value, j) => sum + (value - means[j]!) * w[j]!, 0);
}

/** The score by its definition alone: every training sample is left out in turn and the regression done anew. */
function byDefinition(X: Matrix, Y: Matrix): { score: number; penalties: number[] } {
  const [rowsX, rowsY] = [rowsOf(X), rowsOf(Y)];
  let [errors, distances] = [0, 0];
  const chosen: number[] = [];
  for (let fold = 0; fold < 5; fold++) {
    const train = rowsX.flatMap((_, i) => (i % 5 === fold ? [] : [i]));
    const of = (rows: number[][], some: number[]): number[][] => some.map((i) => rows[i]!);
    const [A, B] = [of(rowsX, train), of(rowsY, train)];
    const total = A[0]!.reduce((sum, _, j) => {
      const column = A.map((row) => row[j]!);
      return sum + column.reduce((square, value) => square + (value - meanOf(column)) ** 2, 0);
    }, 0);
    const ridges = penalties.map((c) => (c * total) / X.columns);
    const target = (rows: number[][], j: number): number[] => rows.map((row) => row[j]!);
    const leftOut = ridges.map((ridge) =>
      train.reduce((sum, _, at) => {
        const [others, targets] = [A.toSpliced(at, 1), B.toSpliced(at, 1)];
        return B[at]!.reduce(
          (inner, value, j) => inner + (value - predicted(others, target(targets, j), ridge, A[at]!)) ** 2,
          sum,
        );
      }, 0),
    );
    const best = leftOut.indexOf(Math.min(...leftOut));
    chosen.push(penalties[best]!);
    rowsX.forEach((x, i) => {
      if (i % 5 !== fold) return;
      rowsY[i]!.forEach((value, j) => {
        errors += (value - predicted(A, target(B, j), ridges[best]!, x)) ** 2;
        distances += (value - meanOf(target(B, j))) ** 2;
      });
    });
  }
  return { score: 1 - errors / distances, penalties: chosen };
}

function rowsOf({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
}

/** Targets that a few predictors tell, with noise. */
function related(samples: number, p: number, q: number, noise: number, seed: number): [Matrix, Matrix] {
  const X = gaussian(samples, p, seed);
  const Y = multiply(X, gaussian(p, q, seed + 1));
  const more = gaussian(samples, q, seed + 2).data;
  return [
    X,
    matrix(
      samples,
      q,
      Y.data.map((value, at) => value + noise * more[at]!),
    ),
  ];
}

function orthonormal(rows: number, columns: number, seed: number): Matrix {
  const G = gaussian(rows, columns, seed);
  return solveTriangularRight(G, qrR(G));
}

forPlainAndFastestKernels(() => {
  describe('predictions of held-out samples', () => {
    for (const [what, p, q, noise] of [
      ['nearly told by the predictors', 3, 2, 0.01],
      ['told with noise', 3, 4, 2],
      ['of noise alone', 4, 1, 1e6],
    ] as const) {
      it(`are those of regressions done anew for every sample that is left out: targets ${what}`, () => {
        const [X, Y] = related(33, p, q, noise, 5 * p + q);
        const found = predictFolds(X, ridgeFolds(X, X, p)!, Y)!;
        const expected = byDefinition(X, Y);
        assert.deepEqual(found.penalties, expected.penalties);
        assert.ok(Math.abs(found.score - expected.score) < 1e-9, `${found.score}, not ${expected.score}`);
      });
    }

    it('leave every sample out once, in fold i mod 5', () => {
      const folds = foldsOf(12);
      assert.deepEqual([...folds[1]!.test], [1, 6, 11]);
      assert.deepEqual([...folds[4]!.training], [0, 1, 2, 3, 5, 6, 7, 8, 10, 11]);
      assert.deepEqual(
        folds.flatMap(({ test }) => [...test]).sort((x, y) => x - y),
        [...Array(12).keys()],
      );
    });

    it('of what is told without noise are right, with the least penalty', () => {
      const [X, Y] = related(60, 4, 3, 0, 1);
      const found = predictFolds(X, ridgeFolds(X, X, 4)!, Y)!;
      assert.ok(found.score > 1 - 1e-10 && found.score <= 1);
      assert.deepEqual(found.penalties, [1e-6, 1e-6, 1e-6, 1e-6, 1e-6]);
    });

    it('of unrelated targets take the greatest penalty, and are hardly better than the mean', () => {
      const X = gaussian(50, 20, 1);
      const found = predictFolds(X, ridgeFolds(X, X, 20)!, gaussian(50, 6, 2))!;
      assert.ok(found.score < 0.05, String(found.score));
      assert.ok(found.penalties.filter((c) => c === 10).length >= 4);
    });

    it('do not change with a rotation of either side, a shift, or a scale', () => {
      const [X, Y] = related(80, 6, 5, 1, 9);
      const { score } = predictFolds(X, ridgeFolds(X, X, 6)!, Y)!;
      const moved = (A: Matrix, scale: number, shift: number): Matrix =>
        matrix(
          A.rows,
          A.columns,
          A.data.map((value, at) => scale * value + shift * (at % A.columns)),
        );
      const turnedX = moved(multiply(X, orthonormal(6, 6, 3)), 8, 100);
      const turnedY = moved(multiply(Y, orthonormal(5, 5, 4)), 0.25, -30);
      const found = predictFolds(turnedX, ridgeFolds(turnedX, turnedX, 6)!, turnedY)!;
      assert.ok(Math.abs(found.score - score) < 1e-11);
    });

    it('of wide sides are those of rows with the same inner products', () => {
      const [X, Y] = related(40, 6, 5, 1, 13);
      // The same rows in a space of more neurons than samples, of which the penalty knows the number.
      const wide = (A: Matrix, neurons: number, seed: number): Matrix =>
        centredRows(multiply(A, transpose(orthonormal(neurons, A.columns, seed))))!.X;
      const [wideX, wideY] = [wide(X, 90, 1), wide(Y, 70, 2)];
      const narrow = narrowedRows(wideX);
      assert.deepEqual([narrow.rows, narrow.columns], [40, 40]);
      const expected = predictFolds(X, ridgeFolds(X, X, 90)!, Y)!;
      for (const targets of [wideY, narrowedRows(wideY)]) {
        const found = predictFolds(narrow, ridgeFolds(wideX, narrow, 90)!, targets)!;
        assert.deepEqual(found.penalties, expected.penalties);
        assert.ok(Math.abs(found.score - expected.score) < 1e-10, `${found.score}, not ${expected.score}`);
      }
    });

    it('permute the targets beside folds that stay as they are', () => {
      const [X, Y] = related(45, 5, 3, 1, 21);
      const folds = ridgeFolds(X, X, 5)!;
      const order = seededRandom(4).permutation(45);
      const moved = matrix(45, 3);
      order.forEach((from, to) => moved.data.set(Y.data.subarray(3 * from, 3 * from + 3), 3 * to));
      assert.deepEqual(predictFolds(X, folds, Y, order), predictFolds(X, folds, moved));
      assert.deepEqual(predictFolds(X, folds, Y, Uint32Array.from(order.keys())), predictFolds(X, folds, Y));
    });

    it('are not there where the training samples of a fold are all the same', () => {
      const X = matrix(12, 2);
      X.data[2 * 3] = 1;
      X.data[2 * 8 + 1] = 5;
      assert.equal(ridgeFolds(X, X, 2), undefined);
      X.data[2 * 4] = 1;
      assert.ok(ridgeFolds(X, X, 2));
    });

    it('of targets that do not vary in a training part are the mean', () => {
      const X = gaussian(15, 2, 1);
      const Y = matrix(15, 1);
      Y.data[7] = 3;
      const found = predictFolds(X, ridgeFolds(X, X, 2)!, Y)!;
      assert.ok(Number.isFinite(found.score) && found.penalties.length === 5);
      assert.equal(predictFolds(X, ridgeFolds(X, X, 2)!, matrix(15, 1)), null);
    });
  });
});
