import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { ComparisonReport } from '../../../src/facts/report';
import { defaultOptions } from '../../../src/facts/options';
import { kernelsOnLibrary, loadLibrary } from '../../../src/jobs/native/nativeLibrary';
import { processRunner } from '../../../src/jobs/runners/processRunner';
import { supports } from '../../../src/jobs/loadKernels';
import { WorkerClient } from '../../../src/jobs/workerClient';
import { useKernels } from '../../../src/linalg/activeKernels';
import type { Kernels } from '../../../src/linalg/kernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import type { SideIdentity } from '../../../src/protocol/sideIdentity';
import type { SideFactors } from '../../../src/similarity/routes/sideFactors';
import { threadEngine } from '../../../src/jobs/engine';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { transpose } from '../../../src/linalg/transpose';
import type { Lapack } from '../../../src/linalg/native/lapack';
import { narrow } from '../../../src/linalg/native/kernels';
import { disagreement } from '../../../src/linalg/native/selfTest';
import { wasmKernels } from '../../../src/linalg/wasm/kernels';
import { fixture } from '../../golden';
import { projectFolder } from '../../workbench/paths';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { gaussian } from '../../linalg/random';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';
import { machineLibrary } from './machineLibrary';

const dist = join(projectFolder, 'dist');
const [program, worker] = [join(dist, 'jobProcess.js'), join(dist, 'worker.js')];
assert.ok(supports('simd'));
const module = new WebAssembly.Module(readFileSync(join(dist, 'kernels.wasm')));
const base = wasmKernels(module, 'simd');

/** The largest difference of two documents' numbers, relative above 1; what is no number has to be the same, but for timings and the route. */
function difference(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) / Math.max(1, Math.abs(one));
  if (typeof one !== 'object' || one === null) {
    assert.deepEqual(one, other);
    return 0;
  }
  assert.deepEqual(Object.keys(one), Object.keys(other as object));
  return Object.entries(one).reduce(
    (most, [key, value]) =>
      ['timings', 'route'].includes(key)
        ? most
        : Math.max(most, difference(value, (other as Record<string, unknown>)[key])),
    0,
  );
}

describe('a native library', () => {
  let library: string | undefined;
  let folder: string;
  before(async () => {
    library = await machineLibrary();
    folder = temporaryFolder('native');
  });

  it('agrees with WebAssembly, and a function that does not is named', () => {
    if (library === undefined) return;
    const { lapack, version } = loadLibrary(library);
    assert.ok(version === undefined || version.length > 3);
    assert.equal(disagreement(lapack, base), undefined);
    const wrong: { [F in keyof Lapack]: Lapack[F] } = {
      dgemm: (...args) => {
        lapack.dgemm(...args);
        args[10][0]! += 1e-6;
      },
      dsyrk: (...args) => {
        lapack.dsyrk(...args);
        args[6][0]! += 1e-6;
      },
      dtrsm: (...args) => {
        lapack.dtrsm(...args);
        args[4][0] = NaN;
      },
      dpotrf: () => 0,
      dsyevd: (job, n, A, w) => {
        const info = lapack.dsyevd(job, n, A, w);
        w[0]! *= 1 + 1e-6;
        return info;
      },
      dgesdd: (...args) => {
        const info = lapack.dgesdd(...args);
        args[4][0]! *= 1 + 1e-6;
        return info;
      },
    };
    for (const name of Object.keys(wrong) as (keyof Lapack)[])
      assert.equal(disagreement({ ...lapack, [name]: wrong[name] }, base), name);
  });

  it('is not used where it disagrees or throws', () => {
    const nothing = () => 0;
    const lying = { dgemm: nothing, dsyrk: nothing, dtrsm: nothing, dpotrf: nothing, dsyevd: nothing, dgesdd: nothing };
    const load = (lapack: Lapack) => () => ({ lapack, version: undefined });
    assert.throws(() => kernelsOnLibrary('x', module, base, false, load(lying)), /its dgemm yields other numbers/);
    const failing: Lapack = { ...lying, dgemm: () => assert.fail('not here') };
    assert.throws(() => kernelsOnLibrary('x', module, base, false, load(failing)), /self-test \(not here\)/);
    assert.throws(
      () => kernelsOnLibrary(join(folder, 'none.so'), module, base),
      /none\.so|koffi|shared library|image|module/,
    );
    assert.equal(kernelsOnLibrary('x', module, base, true, load(lying)).name, 'native');
  });

  it('keeps what it computed apart from that of others, and of others beside it', async () => {
    const nothing = () => 0;
    const lapack = {
      dgemm: nothing,
      dsyrk: nothing,
      dtrsm: nothing,
      dpotrf: nothing,
      dsyevd: nothing,
      dgesdd: nothing,
    };
    const on = (file: string, version: string | undefined, beside: Kernels) =>
      kernelsOnLibrary(file, module, beside, true, () => ({ lapack, version }));
    const all = [
      on('x', undefined, base),
      on('y', undefined, base),
      on('x', 'Blas 1', base),
      on('x', 'Blas 2', base),
      on('x', 'Blas 1', { ...base, name: 'relaxed' }),
    ];
    const identity: SideIdentity = {
      address: { path: 'a.npy' },
      byteLength: 8,
      mark: '1',
      shape: [3, 2],
      dtype: '<f4',
      transposed: false,
      layout: 'rows',
      unit: 0,
    };
    const engine = threadEngine(1e6);
    try {
      for (const kernels of all) {
        useKernels(kernels);
        const store = engine.store({});
        assert.equal(await store.side(identity), undefined);
        await store.keepSide(identity, {} as SideFactors, false);
        assert.ok(await store.side(identity));
      }
    } finally {
      useKernels(plainKernels);
    }
  });

  it('computes what is wide enough, as what it decomposes says, and leaves the rest to WebAssembly', () => {
    if (library === undefined) return;
    const kernels = kernelsOnLibrary(library, module, base);
    const close = (one: Matrix, other: Matrix, what: string): void => {
      assert.deepEqual([one.rows, one.columns], [other.rows, other.columns], what);
      one.data.forEach((value, at) => assert.ok(Math.abs(value - other.data[at]!) < 1e-10, `${what}: ${value}`));
    };
    for (const [m, n] of [
      [narrow - 1, narrow - 1],
      [300, narrow],
      [narrow, 300],
      [201, 199],
    ] as const) {
      const [A, B] = [gaussian(m, n, 1), gaussian(n, m, 2)];
      close(kernels.multiply(A, B), base.multiply(A, B), 'multiply');
      close(kernels.multiplyTransposed(A, A), base.multiplyTransposed(A, A), 'multiplyTransposed');
      const G = kernels.gram(A);
      close(G, base.gram(A), 'gram');
      close(transpose(G), G, 'symmetric');
      close(kernels.multiplyByTranspose(A), base.multiplyByTranspose(A), 'multiplyByTranspose');
      const { values, vectors } = kernels.symmetricEigen(G);
      assert.ok(values.every((value, i) => i === 0 || value <= values[i - 1]!));
      const scaled = matrix(
        n,
        n,
        vectors.data.map((value, at) => value * values[at % n]!),
      );
      close(kernels.multiply(scaled, transpose(vectors)), G, 'symmetricEigen');
      const { U, S, V } = kernels.svd(A);
      const k = Math.min(m, n);
      const US = matrix(
        m,
        k,
        U.data.map((value, at) => value * S[at % k]!),
      );
      close(kernels.multiply(US, transpose(V)), A, 'svd');
      close(kernels.gram(U), kernels.gram(V), 'orthonormal');
      S.forEach((value, i) => assert.ok(Math.abs(value - kernels.singularValues(A)[i]!) < 1e-10));
      if (m < n) continue;
      const R = kernels.cholesky(G)!;
      close(R, base.cholesky(G)!, 'cholesky');
      close(kernels.solveRight(A, R), base.solveRight(A, R), 'solveRight');
    }
    const broken = matrix(80, 80, new Float64Array(6400).fill(NaN));
    assert.equal(kernels.cholesky(broken), undefined);
    assert.throws(() => kernels.svd(broken), { code: 'not-converged' });
    assert.equal(kernels.name, 'native');
  });

  it('yields the scores of WebAssembly up to rounding, in a process that says so, whatever the workers', async () => {
    if (library === undefined) return;
    const here = new WorkerClient(worker);
    const [x, y] = [
      await saveArray(folder, 'x', representation(3000, 150, 1)),
      await saveArray(folder, 'y', representation(3000, 130, 2)),
    ];
    const pairs = [
      [x, y],
      [fixture('activations/model0_layer2.npy'), fixture('activations/model1_layer2.npy')],
    ] as const;
    for (const [a, b] of pairs) {
      const spec = (workers: number) => ({
        a: { path: a },
        b: { path: b },
        options: defaultOptions,
        resources: { workers },
      });
      const { report } = await here.run('compare', spec(1));
      const reports: ComparisonReport[] = [];
      for (const workers of [1, 2]) {
        const fresh = new WorkerClient(processRunner(program, worker, library));
        reports.push((await fresh.run('compare', spec(workers))).report);
        await fresh.dispose();
      }
      for (const other of reports) {
        assert.match(other.route.reason, / Computed with [^ ]/);
        // As far as scores of fixtures are held to numpy's.
        assert.ok(difference(report, other) < 1e-9, String(difference(report, other)));
      }
      assert.equal(difference(reports[0], reports[1]), 0);
    }
    await here.dispose();
  });

  it('is told, and WebAssembly computes, where the file is none', async () => {
    const path = await saveArray(folder, 'library', representation(20, 3, 1));
    const told: string[] = [];
    const client = new WorkerClient(processRunner(program, worker, path), (sentence) => told.push(sentence));
    const spec = { a: { path }, b: { path }, options: defaultOptions };
    const { report } = await client.run('compare', spec);
    assert.deepEqual(
      report.warnings.filter(({ code }) => code === 'native-library').map(({ message }) => message),
      told,
    );
    assert.equal(told.length, 1);
    assert.match(told[0]!, /^The library .*library\.npy was not used \(.*\); scores are computed by WebAssembly/);
    assert.ok(!report.route.reason.includes('Computed with'));
    await client.dispose();
  });
});
