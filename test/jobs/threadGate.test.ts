import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, it } from 'mocha';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';

describe('a thread that is ended', () => {
  it('is never in the middle of making a stream that inflates, at which Node would abort the process', async () => {
    const program = join(temporaryFolder('gate'), 'program.cjs');
    const source = join(projectFolder, 'test', 'jobs', 'threadGateProgram.ts');
    await build({ entryPoints: [source], outfile: program, bundle: true, platform: 'node', format: 'cjs' });
    const { stdout } = await promisify(execFile)(process.execPath, [program]);
    assert.equal(stdout.trim(), '100');
  });
});
