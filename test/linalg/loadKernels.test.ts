import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { kernelsOf, loadKernels, supports } from '../../src/jobs/loadKernels';
import { matrix } from '../../src/linalg/matrix';
import { projectFolder } from '../workbench/paths';

/** The name of the kernels that a new process loads, or its last line of error. */
function nameOfLoaded(folder: string | undefined, forced: string | undefined): string {
  const script = join(folderOfScript, 'load.ts');
  const from = JSON.stringify(join(projectFolder, 'src', 'jobs', 'loadKernels'));
  const argument = folder === undefined ? '' : JSON.stringify(folder);
  const report = '({ kernels }) => console.log(kernels.name), (error) => console.log(error.message)';
  writeFileSync(script, `import { loadKernels } from ${from};\nloadKernels(${argument}).then(${report});\n`);
  const env = { ...process.env, CCA_LENS_KERNELS: forced ?? '' };
  const done = spawnSync(process.execPath, ['--import', 'tsx', script], { cwd: projectFolder, env, encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim();
}

const folderOfScript = mkdtempSync(join(tmpdir(), 'cca-lens-kernels-'));

describe('loading the kernels', () => {
  after(() => rmSync(folderOfScript, { recursive: true }));

  it('takes binaries of dist when the source runs, and gives what computes', async () => {
    const { kernels, module } = await loadKernels();
    assert.notEqual(kernels.name, 'plain');
    assert.ok(supports(kernels.name));
    const A = matrix(2, 2, Float64Array.of(1, 2, 3, 4));
    assert.deepEqual(Array.from(kernels.multiply(A, A).data), [7, 10, 15, 22]);
    assert.deepEqual(kernelsOf(module, kernels.name).multiply(A, A), kernels.multiply(A, A));
    assert.equal(kernelsOf(undefined, 'plain').name, 'plain');
  });
  it('is plain where there are no binaries', () => assert.equal(nameOfLoaded(folderOfScript, undefined), 'plain'));
  it('follows CCA_LENS_KERNELS, and says so when it cannot', () => {
    assert.equal(nameOfLoaded(undefined, 'plain'), 'plain');
    assert.equal(nameOfLoaded(undefined, 'simd'), 'simd');
    assert.match(nameOfLoaded(folderOfScript, 'simd'), /CCA_LENS_KERNELS asks for simd/);
    assert.match(nameOfLoaded(undefined, 'fast'), /CCA_LENS_KERNELS asks for fast/);
  });
});
