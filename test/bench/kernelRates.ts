// Times each dense kernel in this process and prints seconds a call as JSON. Run by kernelTable.ts, once or twice at the same time.
import { loadKernels } from '../../src/jobs/loadKernels';
import { matrix, type Matrix } from '../../src/linalg/matrix';
import { seededRandom } from '../../src/linalg/random';

const quick = process.argv.includes('--quick');
const [n, d, tall] = quick ? [200, 100, 1000] : [1000, 500, 10_000];

/** Seconds of the fastest of at least three calls that together take half a second. */
function bestSeconds(run: () => unknown): number {
  const times: number[] = [];
  for (let total = 0; times.length < 3 || total < 0.5; total += times.at(-1)!) {
    const start = performance.now();
    run();
    times.push((performance.now() - start) / 1000);
  }
  return Math.min(...times);
}

function gaussian(rows: number, columns: number, seed: number): Matrix {
  const random = seededRandom(seed);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal()),
  );
}

/** A'A + I. */
function positiveDefinite(A: Matrix, gram: (A: Matrix) => Matrix): Matrix {
  const { rows, columns, data } = gram(A);
  return matrix(
    rows,
    columns,
    data.map((value, at) => value + (at % (columns + 1) === 0 ? 1 : 0)),
  );
}

async function main(): Promise<void> {
  const { kernels } = await loadKernels();
  const A = gaussian(n, n, 1);
  const B = gaussian(n, n, 2);
  const X = gaussian(tall, d, 3);
  const Y = gaussian(tall, d, 4);
  const M = gaussian(d, d, 5);
  const positive = positiveDefinite(A, kernels.gram);
  const symmetric = kernels.gram(M);
  const R = kernels.cholesky(positiveDefinite(M, kernels.gram));
  if (R === undefined) throw new Error('A positive definite matrix was taken for an indefinite one.');
  const runs: Record<string, () => unknown> = {
    multiply: () => kernels.multiply(A, B),
    multiplyTransposed: () => kernels.multiplyTransposed(X, Y),
    gram: () => kernels.gram(X),
    cholesky: () => kernels.cholesky(positive),
    solveRight: () => kernels.solveRight(X, R),
    absorbRows: () => kernels.absorbRows(matrix(d, d), X),
    symmetricEigen: () => kernels.symmetricEigen(symmetric),
    symmetricEigenvalues: () => kernels.symmetricEigenvalues(symmetric),
    svd: () => kernels.svd(M),
    singularValues: () => kernels.singularValues(M),
  };
  const seconds = Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, bestSeconds(run)]));
  console.log(JSON.stringify({ name: kernels.name, kernels: seconds }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
