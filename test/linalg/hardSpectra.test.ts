import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { scaled } from '../../src/linalg/blocks';
import { choleskyUpper } from '../../src/linalg/cholesky';
import { symmetricEigen, symmetricEigenvalues } from '../../src/linalg/eigen';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { qrR } from '../../src/linalg/qr';
import { singularValues, svd } from '../../src/linalg/svd';
import { solveTriangularRight } from '../../src/linalg/triangular';
import { transpose } from '../../src/linalg/transpose';
import { atMost, difference, frobenius, lossOfOrthogonality } from './closeness';
import { everyKernels, forEveryKernels } from './everyKernels';
import { gaussian } from './random';
import { diagonal, hilbert, identity, spectra, symmetric, symmetricWith, wilkinson, withSpectrum } from './spectra';

const epsilon = 2 ** -52;
const sizes = [1, 2, 3, 4, 5, 7, 8, 31, 32, 33, 48, 50, 64, 100, 129, 200];
/** The plain kernels do not work in blocks and take seconds for the largest, which would show in them nothing new. */
const mostPlain = 64;
/** Compiled kernels differ in how they multiply, and not in their blocks: sizes of several blocks are left to the fastest. */
const mostOfSlower = 100;

/** Backward stability: every decomposition is exact for a matrix within 50 eps * dimension of the given one (Golub & Van Loan 5.2, 8.3, 8.6). */
const allowed = 50 * epsilon;

function checkSvd(A: Matrix): void {
  const before = A.data.slice();
  const { U, S, V } = svd(A);
  assert.deepEqual(A.data, before, 'the input was modified');
  const d = Math.max(A.rows, A.columns);
  const norm = frobenius(A);
  const k = Math.min(A.rows, A.columns);
  assert.deepEqual([U.rows, U.columns, S.length, V.rows, V.columns], [A.rows, k, k, A.columns, k]);
  // Against the matrix over a power of two: products of entries near 1e-300 lose digits however exact the factors are.
  const unit = norm > 0 ? 2 ** Math.round(Math.log2(norm)) : 1;
  const back = plainKernels.multiply(
    scaled(
      U,
      undefined,
      S.map((value) => value / unit),
    ),
    transpose(V),
  );
  atMost(frobenius(difference(back, divided(A, unit))), allowed * d * (norm / unit), "||A - U S V'||");
  atMost(lossOfOrthogonality(U), allowed * d, "||U'U - I||");
  atMost(lossOfOrthogonality(V), allowed * d, "||V'V - I||");
  descends(S);
  assert.ok(S.every((value) => value >= 0));
  const alone = singularValues(A);
  assert.equal(alone.length, k);
  descends(alone);
  alone.forEach((value, i) =>
    atMost(Math.abs(value - S[i]!), allowed * d * norm, 'a singular value apart from its vectors'),
  );
}

function checkEigen(A: Matrix): void {
  const before = A.data.slice();
  const { values, vectors } = symmetricEigen(A);
  assert.deepEqual(A.data, before, 'the input was modified');
  const n = A.columns;
  const norm = frobenius(A);
  const unit = norm > 0 ? 2 ** Math.round(Math.log2(norm)) : 1;
  const back = plainKernels.multiply(
    scaled(
      vectors,
      undefined,
      values.map((value) => value / unit),
    ),
    transpose(vectors),
  );
  atMost(frobenius(difference(back, divided(A, unit))), allowed * n * (norm / unit), "||A - V diag V'||");
  atMost(lossOfOrthogonality(vectors), allowed * n, "||V'V - I||");
  descends(values);
  const alone = symmetricEigenvalues(A);
  descends(alone);
  alone.forEach((value, i) =>
    atMost(Math.abs(value - values[i]!), allowed * n * norm, 'an eigenvalue apart from its vector'),
  );
}

function divided(A: Matrix, by: number): Matrix {
  return matrix(
    A.rows,
    A.columns,
    A.data.map((value) => value / by),
  );
}

function descends(values: Float64Array): void {
  values.forEach((value, i) => assert.ok(i === 0 || value <= values[i - 1]!, `${value} after ${values[i - 1]}`));
}

forEveryKernels((kernels) => {
  const most = kernels === plainKernels ? mostPlain : kernels === everyKernels.at(-1) ? Infinity : mostOfSlower;
  const tested = (all: readonly number[]): readonly number[] => all.filter((n) => n <= most);

  describe('singular values and vectors', () => {
    for (const n of tested(sizes)) {
      it(`of random ${n} x ${n}, taller and wider`, () => {
        checkSvd(gaussian(n, n, n));
        checkSvd(gaussian(n + 3, n, n + 1));
        checkSvd(gaussian(n, 2 * n + 1, n + 2));
      });
    }
    for (const name of Object.keys(spectra)) {
      it(`of a ${name} spectrum`, () => {
        for (const n of tested([1, 2, 3, 5, 8, 33, 64, 100, 129])) {
          checkSvd(withSpectrum(name, n, n));
          checkSvd(withSpectrum(name, 2 * n + 1, n));
        }
      });
    }
    it('of entries near the ends of float64', () => {
      for (const size of [1e-300, 1e-200, 1e200, 1e300]) {
        for (const n of [1, 2, 5, 33, 100])
          checkSvd(scaled(gaussian(n + 2, n, n), undefined, new Float64Array(n).fill(size)));
      }
    });
    it('of special matrices', () => {
      for (const n of tested([1, 2, 3, 5, 8, 33, 64, 100])) {
        checkSvd(identity(n));
        checkSvd(matrix(n + 1, n));
        checkSvd(matrix(n, n, new Float64Array(n * n).fill(1)));
        checkSvd(plainKernels.multiply(gaussian(n + 1, 1, 3), gaussian(1, n, 4)));
        checkSvd(diagonal(Float64Array.from({ length: n }, (_, i) => (i % 3) - 1)));
        checkSvd(hilbert(n));
        checkSvd(wilkinson(n));
      }
    });
    it('of tall and wide matrices', () => {
      checkSvd(gaussian(1200, 40, 5));
      checkSvd(gaussian(70, 700, 6));
      checkSvd(plainKernels.multiply(gaussian(300, 5, 7), gaussian(5, 90, 8)));
    });
    it('of empty matrices', () => {
      for (const A of [matrix(0, 0), matrix(3, 0), matrix(0, 3)]) {
        const { U, S, V } = svd(A);
        assert.deepEqual([U.rows, U.columns, S.length, V.rows, V.columns], [A.rows, 0, 0, A.columns, 0]);
        assert.equal(singularValues(A).length, 0);
      }
    });
    it('say so when an entry is not finite', () => {
      for (const bad of [NaN, Infinity]) {
        const A = gaussian(9, 7, 1);
        A.data[20] = bad;
        assert.throws(() => svd(A), { code: 'not-converged' });
        assert.throws(() => singularValues(A), { code: 'not-converged' });
      }
    });
  });

  describe('symmetric eigenvalues and vectors', () => {
    for (const n of tested(sizes)) {
      it(`of random ${n} x ${n}`, () => {
        checkEigen(symmetric(gaussian(n, n, n)));
        checkEigen(plainKernels.gram(gaussian(n + 5, n, n)));
      });
    }
    for (const name of Object.keys(spectra)) {
      it(`of a ${name} spectrum`, () => {
        for (const n of tested([1, 2, 3, 5, 8, 33, 64, 100, 129, 200])) {
          checkEigen(symmetricWith(name, n, false));
          checkEigen(symmetricWith(name, n, true));
        }
      });
    }
    it('of entries near the ends of float64', () => {
      for (const size of [1e-300, 1e-200, 1e200, 1e300]) {
        for (const n of [1, 2, 5, 33, 100])
          checkEigen(scaled(symmetric(gaussian(n, n, n)), undefined, new Float64Array(n).fill(size)));
      }
    });
    it('of special matrices', () => {
      for (const n of tested([1, 2, 3, 5, 8, 33, 64, 100, 200])) {
        checkEigen(identity(n));
        checkEigen(matrix(n, n));
        checkEigen(matrix(n, n, new Float64Array(n * n).fill(1)));
        checkEigen(plainKernels.gram(gaussian(1, n, 4)));
        checkEigen(diagonal(Float64Array.from({ length: n }, (_, i) => (i % 3) - 1)));
        checkEigen(hilbert(n));
        checkEigen(wilkinson(n));
      }
    });
    it('say so when an entry is not finite', () => {
      const A = symmetric(gaussian(9, 9, 1));
      A.data[20] = NaN;
      assert.throws(() => symmetricEigen(A), { code: 'not-converged' });
      assert.throws(() => symmetricEigenvalues(A), { code: 'not-converged' });
    });
    it('of an empty matrix', () => assert.equal(symmetricEigen(matrix(0, 0)).values.length, 0));
  });

  describe('Cholesky factors', () => {
    for (const n of tested(sizes)) {
      it(`of ${n} x ${n} reproduce the matrix and solve with it`, () => {
        const A = plainKernels.gram(gaussian(2 * n + 2, n, n));
        const before = A.data.slice();
        const R = choleskyUpper(A)!;
        assert.deepEqual(A.data, before);
        for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) assert.equal(R.data[i * n + j], 0);
        atMost(frobenius(difference(plainKernels.gram(R), A)), allowed * n * frobenius(A), "||A - R'R||");
        const B = gaussian(n + 7, n, n + 1);
        const X = solveTriangularRight(B, R);
        // The backward error of a triangular solution, row by row (Higham, Accuracy and Stability, theorem 8.5).
        const bound = allowed * n * (frobenius(B) + frobenius(X) * frobenius(R));
        atMost(frobenius(difference(plainKernels.multiply(X, R), B)), bound, '||X R - B||');
      });
    }
    it('do not exist of matrices that are not positive definite', () => {
      for (const n of [1, 2, 7, 48, 60, 100]) {
        const A = identity(n);
        assert.ok(choleskyUpper(A));
        A.data[n * n - 1] = -1;
        assert.equal(choleskyUpper(A), undefined);
        A.data[n * n - 1] = 0;
        assert.equal(choleskyUpper(A), undefined);
        A.data[n * n - 1] = NaN;
        assert.equal(choleskyUpper(A), undefined);
      }
    });
    it('read the upper triangle alone', () => {
      const A = identity(70);
      A.data[69 * 70] = NaN;
      assert.deepEqual(choleskyUpper(A)!.data, identity(70).data);
    });
  });

  describe('QR of rows', () => {
    for (const n of tested(sizes)) {
      it(`of ${2 * n + 3} x ${n} has the Gram matrix of its input`, () => {
        const X = gaussian(2 * n + 3, n, n);
        const R = qrR(X);
        const G = plainKernels.gram(X);
        atMost(frobenius(difference(plainKernels.gram(R), G)), allowed * n * frobenius(G), "||R'R - X'X||");
        for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) assert.equal(R.data[i * n + j], 0);
      });
    }
    it('keeps a graded spectrum', () => {
      const X = withSpectrum('graded', 150, 40);
      const through = singularValues(qrR(X));
      singularValues(X).forEach((value, i) =>
        atMost(Math.abs(value - through[i]!), allowed * 150, 'the change of a value'),
      );
    });
    it('takes rows of zeros and entries near the ends of float64', () => {
      assert.ok(qrR(matrix(80, 50)).data.every((value) => value === 0));
      for (const size of [1e-300, 1e300]) {
        const R = qrR(scaled(gaussian(80, 50, 2), undefined, new Float64Array(50).fill(size)));
        const usual = qrR(gaussian(80, 50, 2));
        atMost(
          frobenius(difference(divided(R, size), usual)),
          allowed * 80 * frobenius(usual),
          'the change by scaling',
        );
      }
    });
  });
});
