import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { plainEngine, type Engine } from '../../src/jobs/engine';
import { loadKernels } from '../../src/jobs/loadKernels';
import { inThisThread, type Executor } from '../../src/jobs/pool/executor';
import { WorkerPool } from '../../src/jobs/pool/workerPool';
import { useKernels } from '../../src/linalg/activeKernels';
import type { Matrix } from '../../src/linalg/matrix';
import { plainKernels } from '../../src/linalg/plain/kernels';
import type { CompareSpec } from '../../src/protocol/compareJob';
import type { Resources } from '../../src/protocol/resources';
import { defaultOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { mapped, representation } from './relatedPairs';
import { sameBits } from './reportNumbers';
import { saveArray, type Form } from './savedArrays';

/** An engine that gives every job the same executor, however small the job, and remembers nothing. */
function engineWith(executor: Executor): Engine {
  return { ...plainEngine(), executor: () => Promise.resolve(executor) };
}

describe('the number of workers', () => {
  let folder: string;
  let executors: Executor[];
  before(async () => {
    folder = temporaryFolder('workers');
    useKernels((await loadKernels()).kernels);
    executors = [inThisThread, ...(await Promise.all([2, 3, 8].map((workers) => WorkerPool.open(workers))))];
    assert.deepEqual(
      executors.map(({ workers }) => workers),
      [1, 2, 3, 8],
      'the pool has its program',
    );
  });
  after(() => useKernels(plainKernels));

  async function reports(A: Matrix, B: Matrix, resources: Resources, form: Form = {}): Promise<ComparisonReport[]> {
    const spec: CompareSpec = {
      a: { path: await saveArray(folder, 'a', A, form) },
      b: { path: await saveArray(folder, 'b', B) },
      options: { ...defaultOptions, dropNonFinite: true, transposeA: form.transposed ?? false, transposeB: false },
      resources,
    };
    const found: ComparisonReport[] = [];
    for (const executor of executors)
      found.push((await compareArrays(spec, () => undefined, engineWith(executor))).report);
    return found;
  }

  const rowsOfLeaves = { 8: 4096, 7: 5000, 6: 1500, 5: 2049, 3: 600, 1: 200 };
  for (const [leaves, rows] of Object.entries(rowsOfLeaves)) {
    it(`changes no bit of a report over ${leaves} leaves`, async () => {
      const [first, ...others] = await reports(representation(rows, 15, 1), representation(rows, 11, 2), {});
      assert.equal(first!.route.name, 'gram');
      others.forEach((other, i) => sameBits(other, first!, `${executors[i + 1]!.workers} workers`));
    });
  }

  for (const route of ['cholesky-qr', 'qr'] as const) {
    it(`changes no bit by the route ${route}`, async () => {
      const [first, ...others] = await reports(representation(5000, 12, 1), representation(5000, 9, 2), { route });
      assert.equal(first!.route.name, route);
      others.forEach((other, i) => sameBits(other, first!, `${executors[i + 1]!.workers} workers`));
    });
  }

  it('changes no bit in n x n matrices', async () => {
    // Leaves of a dual pass are of neurons: 1500 of them make 6.
    const [first, ...others] = await reports(representation(80, 1500, 1), representation(80, 300, 2), {});
    assert.equal(first!.route.name, 'dual');
    others.forEach((other, i) => sameBits(other, first!, `${executors[i + 1]!.workers} workers`));
  });

  it('changes no bit where samples are left out, or a file is read from its beginning', async () => {
    const A = mapped(representation(3000, 8, 1), (value, at) => (at % 1777 === 5 ? NaN : value));
    const B = representation(3000, 7, 2);
    for (const form of [{}, { fortranOrder: true }, { transposed: true }, { archive: 'deflated' }] as Form[]) {
      const [first, ...others] = await reports(A, B, {}, form);
      assert.ok(first!.samples < 3000);
      others.forEach((other, i) => sameBits(other, first!, `${executors[i + 1]!.workers} workers`));
    }
  });
});
