import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { useKernels } from '../../../src/linalg/activeKernels';
import { plainKernels } from '../../../src/linalg/plain/kernels';
import type { Resources } from '../../../src/protocol/resources';
import { defaultOptions } from '../../../src/facts/options';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { representation } from '../relatedPairs';
import { saveArray } from '../savedArrays';

describe('two files of the same values', () => {
  let a: string;
  let b: string;

  before(async () => {
    useKernels(plainKernels);
    const folder = temporaryFolder('same-arrays');
    const X = representation(4000, 40, 1);
    a = await saveArray(folder, 'a', X);
    b = await saveArray(folder, 'b', X);
  });

  async function phasesOf(resources: Resources): Promise<{ phases: string[]; end: string }> {
    const phases: string[] = [];
    const spec = { a: { path: a }, b: { path: b }, options: defaultOptions, resources };
    const end = await compareArrays(spec, (phase) => phases.push(phase)).then(
      ({ report }) => report.warnings.map(({ code }) => code).join(),
      (error: { code: string }) => error.code,
    );
    return { phases, end };
  }

  it('are read as a whole with a count of rows', async () => {
    const { phases, end } = await phasesOf({});
    assert.equal(phases[0], 'looking whether a.npy and b.npy hold the same values, row 1 of 4,000');
    assert.match(end, /same-array/);
  });

  it('are not read at all where the pair needs more memory than is allowed', async () => {
    assert.deepEqual(await phasesOf({ memoryBytes: 2 ** 20 }), { phases: [], end: 'memory-budget' });
  });
});
