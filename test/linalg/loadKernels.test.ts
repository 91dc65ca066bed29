import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { kernelsOf, loadKernels, supports } from '../../src/jobs/loadKernels';
import { matrix } from '../../src/linalg/matrix';
import { projectFolder } from '../workbench/paths';

/** Binaries of the folder, by default those of dist; and what CCA_LENS_KERNELS is. */
type Loading = [folder: string | null, forced: string];

/** The names of the kernels that a new process loads, or the lines of error: of each case by a module of its own, which has loaded nothing yet. */
function namesOfLoaded(...cases: Loading[]): string[] {
  const script = join(folderOfScript, 'load.mts');
  const from = join(projectFolder, 'src', 'jobs', 'loadKernels.ts');
  writeFileSync(
    script,
    `import { createRequire } from 'node:module';
    const load = createRequire(${JSON.stringify(from)});
    for (const [folder, forced] of ${JSON.stringify(cases)}) {
      process.env.CCA_LENS_KERNELS = forced;
      delete load.cache[load.resolve('./loadKernels')];
      const { loadKernels } = load('./loadKernels');
      console.log(await loadKernels(folder ?? undefined).then(({ kernels }) => kernels.name, (error) => error.message));
    }`,
  );
  const done = spawnSync(process.execPath, ['--import', 'tsx', script], { cwd: projectFolder, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim().split('\n');
}

const folderOfScript = mkdtempSync(join(tmpdir(), 'cca-lens-kernels-'));

describe('loading the kernels', () => {
  after(() => rmSync(folderOfScript, { recursive: true }));

  it('takes binaries of dist when the source runs, and gives what computes', async () => {
    const { kernels, ...parts } = await loadKernels();
    assert.notEqual(kernels.name, 'plain');
    assert.ok(supports(parts.own));
    const A = matrix(2, 2, Float64Array.of(1, 2, 3, 4));
    assert.deepEqual(Array.from(kernels.multiply(A, A).data), [7, 10, 15, 22]);
    assert.deepEqual(kernelsOf(parts).multiply(A, A), kernels.multiply(A, A));
    assert.equal(kernelsOf({ own: 'plain', module: undefined }).name, 'plain');
  });
  it('is plain where there are no binaries; follows CCA_LENS_KERNELS, and says so when it cannot', () => {
    const [without, plain, simd, ...refused] = namesOfLoaded(
      [folderOfScript, ''],
      [null, 'plain'],
      [null, 'simd'],
      [folderOfScript, 'simd'],
      [null, 'fast'],
    );
    assert.deepEqual([without, plain, simd], ['plain', 'plain', 'simd']);
    assert.equal(refused.length, 2);
    assert.match(refused[0]!, /CCA_LENS_KERNELS asks for simd/);
    assert.match(refused[1]!, /CCA_LENS_KERNELS asks for fast/);
  });
});
