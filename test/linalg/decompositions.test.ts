import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { block, scaled, sideBySide } from '../../src/linalg/blocks';
import { symmetricEigen } from '../../src/linalg/eigen';
import { gram, multiplyByTranspose } from '../../src/linalg/gram';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { multiply, multiplyTransposed } from '../../src/linalg/multiply';
import { transpose } from '../../src/linalg/transpose';
import { dependentColumns } from '../../src/linalg/pivotedQr';
import { qrR } from '../../src/linalg/qr';
import { singularValues, svd } from '../../src/linalg/svd';
import { solveTriangularRight } from '../../src/linalg/triangular';
import { forEveryKernels } from './everyKernels';
import { gaussian } from './random';
import { identity } from './spectra';

function largestDifference(A: Matrix, B: Matrix): number {
  assert.deepEqual([A.rows, A.columns], [B.rows, B.columns]);
  return A.data.reduce((most, value, i) => Math.max(most, Math.abs(value - B.data[i]!)), 0);
}

/** Products by the definition, one element at a time. */
function slowProduct(A: Matrix, B: Matrix): Matrix {
  const C = matrix(A.rows, B.columns);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.columns; j++) {
      for (let k = 0; k < A.columns; k++)
        C.data[i * B.columns + j]! += A.data[i * A.columns + k]! * B.data[k * B.columns + j]!;
    }
  }
  return C;
}

forEveryKernels(() => {
  describe('products', () => {
    for (const [m, n, k] of [
      [1, 1, 1],
      [7, 5, 3],
      [33, 17, 65],
      [130, 4, 9],
      [70, 81, 600],
      [600, 66, 3],
      [0, 3, 2],
      [3, 2, 0],
    ] as const) {
      it(`of ${m} x ${k} and ${k} x ${n} agree with the definition`, () => {
        const A = gaussian(m, k, 1);
        const B = gaussian(k, n, 2);
        const expected = slowProduct(A, B);
        assert.ok(largestDifference(multiply(A, B), expected) < 1e-14 * (10 + k) * 10);
        assert.ok(largestDifference(multiplyTransposed(transpose(A), B), expected) < 1e-14 * (10 + k) * 10);
        assert.ok(largestDifference(gram(A), slowProduct(transpose(A), A)) < 1e-14 * (10 + k) * 10);
        assert.ok(largestDifference(multiplyByTranspose(A), slowProduct(A, transpose(A))) < 1e-14 * (10 + k) * 10);
        for (const G of [gram(A), multiplyByTranspose(A)]) assert.deepEqual(transpose(G).data, G.data);
      });
    }
    it('of more rows than are taken at a time agree with the definition', () => {
      const A = gaussian(40000, 130, 3);
      const B = gaussian(40000, 3, 4);
      assert.ok(largestDifference(multiplyTransposed(A, B), slowProduct(transpose(A), B)) < 1e-9);
      const C = gaussian(130, 3, 5);
      assert.ok(largestDifference(multiply(A, C), slowProduct(A, C)) < 1e-9);
      const D = gaussian(3, 40000, 6);
      assert.ok(largestDifference(multiplyByTranspose(D), slowProduct(D, transpose(D))) < 1e-9);
      assert.ok(largestDifference(gram(transpose(D)), slowProduct(D, transpose(D))) < 1e-9);
    });
    it('refuse shapes that do not fit', () => {
      assert.throws(() => multiply(matrix(2, 3), matrix(2, 3)), { code: 'shape' });
      assert.throws(() => multiplyTransposed(matrix(2, 3), matrix(3, 3)), { code: 'shape' });
      assert.throws(() => solveTriangularRight(matrix(2, 3), matrix(2, 2)), { code: 'shape' });
    });
  });

  describe('Householder QR', () => {
    for (const [n, d] of [
      [50, 7],
      [1500, 40],
      [5, 9],
      [1, 1],
    ] as const) {
      it(`of ${n} x ${d} gives a triangle with the same Gram matrix, and leaves its input`, () => {
        const X = gaussian(n, d, 3);
        const before = X.data.slice();
        const R = qrR(X);
        assert.deepEqual(X.data, before);
        assert.ok(largestDifference(gram(R), gram(X)) < 1e-13 * n * d);
        for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) assert.equal(R.data[i * d + j], 0);
      });
    }
    it('keeps small singular values that a Gram matrix loses', () => {
      const graded = scaled(gaussian(200, 6, 4), undefined, [1, 1e-3, 1e-6, 1e-9, 1e-11, 1e-12]);
      const [direct, through] = [singularValues(graded), singularValues(qrR(graded))];
      direct.forEach((value, i) => assert.ok(Math.abs(value - through[i]!) < 1e-14 * direct[0]!));
    });
    it('solves with its triangle', () => {
      const X = gaussian(60, 8, 5);
      const Q = solveTriangularRight(X, qrR(X));
      assert.ok(largestDifference(gram(Q), identity(8)) < 1e-13);
    });
  });

  describe('decompositions', () => {
    for (const [m, n] of [
      [12, 12],
      [30, 8],
      [8, 30],
      [5, 1],
    ] as const) {
      it(`svd of ${m} x ${n} reproduces the matrix with orthonormal, descending factors`, () => {
        const A = gaussian(m, n, 6);
        const { U, S, V } = svd(A);
        const k = Math.min(m, n);
        assert.ok(largestDifference(multiply(scaled(U, undefined, S), transpose(V)), A) < 1e-13 * m);
        assert.ok(largestDifference(gram(U), identity(k)) < 1e-13);
        assert.ok(largestDifference(gram(V), identity(k)) < 1e-13);
        S.forEach((value, i) => assert.ok(i === 0 || value <= S[i - 1]!));
        singularValues(A).forEach((value, i) => assert.ok(Math.abs(value - S[i]!) < 1e-12));
      });
    }
    it('takes empty and zero matrices', () => {
      assert.equal(svd(matrix(4, 0)).S.length, 0);
      assert.deepEqual(Array.from(singularValues(matrix(3, 2))), [0, 0]);
    });
    it('symmetric eigenvalues descend and reproduce the matrix', () => {
      const A = gram(gaussian(40, 15, 7));
      const { values, vectors } = symmetricEigen(A);
      assert.ok(largestDifference(multiply(scaled(vectors, undefined, values), transpose(vectors)), A) < 1e-11);
      values.forEach((value, i) => assert.ok(i === 0 || value <= values[i - 1]!));
    });
  });

  describe('dependent columns', () => {
    it('are the later ones of each group, wherever they stand', () => {
      const X = gaussian(30, 4, 8);
      const copyOfFirst = block(X, 0, 30, 0, 1);
      const sum = multiply(X, matrix(4, 1, Float64Array.of(1, 5, 0, 0)));
      const joint = sideBySide(sideBySide(block(X, 0, 30, 0, 2), copyOfFirst), sideBySide(sum, block(X, 0, 30, 2, 4)));
      assert.deepEqual(dependentColumns(joint, 4), [2, 3]);
      assert.deepEqual(dependentColumns(X, 4), []);
    });
  });
});
