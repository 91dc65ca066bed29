import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';

describe('memory over many comparisons', () => {
  it('is after 120 more within 50 MB of what it was after 30', () => {
    const program = join(projectFolder, 'test', 'jobs', 'leakProgram.ts');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--expose-gc', '--import', 'tsx', program, temporaryFolder('leak')],
      { cwd: projectFolder, encoding: 'utf8' },
    );
    assert.equal(status, 0, stderr);
    const { before, after, reads } = JSON.parse(stdout) as { before: number; after: number; reads: number };
    assert.ok(reads > 60, `only ${reads} comparisons read files`);
    // Garbage that threads have not collected yet moves the number by some 15 MB either way; a single instance of the kernels kept by each
    // comparison that reads, the smallest thing that could stay behind, made it 120 MB when that was tried.
    assert.ok(after - before < 50e6, `from ${before} to ${after} bytes`);
  });
});
