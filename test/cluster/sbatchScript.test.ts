import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { sbatchScript, type NodeChoice } from '../../src/cluster/sbatchScript';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { hostileTexts } from './hostileTexts';
import { shardJob } from './shardJobs';

const own: NodeChoice = { own: process.execPath };

describe('cluster/sbatchScript', () => {
  let folder: string;
  before(function () {
    if (process.platform === 'win32') return this.skip();
    folder = temporaryFolder('sbatch script');
  });

  /** A program that says with what arguments it was run. */
  function program(results: string): string {
    mkdirSync(results, { recursive: true });
    const path = join(results, 'cli.js');
    const said = `[process.argv.slice(1), process.env.ELECTRON_RUN_AS_NODE]`;
    writeFileSync(path, `process.stdout.write(JSON.stringify(${said}));\nprocess.exitCode = 7;\n`);
    return path;
  }

  /** A program in the place of Node that is of a version, or does not run. */
  function nodeOf(name: string, version: string | undefined): string {
    const path = join(folder, name);
    const run = `exec '${process.execPath}' "$@"`;
    // What asks for the version is told one; anything else is run.
    const old = `if [ "$1" = -e ]; then exec '${process.execPath}' -e "Object.defineProperty(process.versions, 'node', { value: '${version}' });$2"; fi\n`;
    writeFileSync(path, `#!/bin/sh\n${version === undefined ? 'exit 1' : `${old}${run}`}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** Runs a script as a task does: its exit code and what it says. */
  function run(
    script: string,
    environment: Record<string, string> = {},
  ): { code: number | null; out: string; err: string } {
    const cwd = join(folder, 'task');
    mkdirSync(cwd, { recursive: true });
    const path = join(folder, 'job.sh');
    writeFileSync(path, script);
    const env = { PATH: '/usr/bin:/bin', ...environment };
    const { status, stdout, stderr } = spawnSync('/bin/sh', [path], { cwd, env, encoding: 'utf8' });
    assert.deepEqual(readdirSync(cwd), [], 'nothing in a name was run');
    return { code: status, out: stdout, err: stderr };
  }

  it('runs the program with just these arguments, whatever names hold, and hands on its exit code', () => {
    for (const text of ['plain', ...hostileTexts]) {
      const results = join(folder, 'results', text);
      const job = shardJob(results, { program: program(results) });
      const { code, out, err } = run(sbatchScript(job, { ...own, named: process.execPath }), {
        SLURM_CPUS_PER_TASK: '2',
      });
      assert.equal(err, '');
      assert.equal(code, 7);
      const how = ['--shard', 'auto/8', '--memory', '3584', '--workers', '2'];
      assert.deepEqual(JSON.parse(out), [[job.program, 'run', job.choice, '--results', results, ...how], '1']);
    }
  });

  it('has no line for Slurm, but where it is quoted', () => {
    const script = sbatchScript(shardJob('/data/\n#SBATCH --wrap=x'), own);
    assert.match(script, /^#!\/bin\/sh\n/);
    // Slurm reads such lines up to the first command, and no name stands before that.
    const lines = script.split('\n');
    const first = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
    assert.equal(lines[first], 'set -eu');
    assert.ok(!lines.slice(0, first).some((line) => line.startsWith('#SBATCH')));
    assert.doesNotMatch(sbatchScript(shardJob(), own), /#SBATCH/);
    assert.match(
      sbatchScript(shardJob('/data', { version: '1.0\n#SBATCH --wrap=x' }), own),
      /CCA Lens 1\.0SBATCH--wrapx:/,
    );
  });

  it('computes with as many threads as the task has cores, at most eight', () => {
    const results = join(folder, 'threads');
    const script = sbatchScript(shardJob(results, { program: program(results) }), { ...own, named: process.execPath });
    const threads = (environment: Record<string, string>) =>
      run(script, environment).out.match(/"--workers","(\d+)"/)?.[1];
    assert.equal(threads({ SLURM_CPUS_PER_TASK: '1' }), '1');
    assert.equal(threads({ SLURM_CPUS_PER_TASK: '64' }), '8');
    assert.equal(threads({}), '2');
  });

  it('takes the Node of the PATH, and the one that wrote it where that is too old or missing', () => {
    const results = join(folder, 'nodes');
    const job = shardJob(results, { program: program(results) });
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const path = `${bin}:/usr/bin:/bin`;
    for (const [version, fits] of [
      ['18.19.1', false],
      ['20.0.0', true],
      ['26.1.0', true],
      [undefined, false],
    ] as const) {
      nodeOf('bin/node', version);
      const used = nodeOf('own', '22.0.0');
      // The last resort does not run here: what fits is what ran.
      assert.equal(run(sbatchScript(job, { own: join(folder, 'none') }), { PATH: path }).code, fits ? 7 : 2, version);
      assert.equal(run(sbatchScript(job, { own: used }), { PATH: path }).code, 7);
    }
  });

  it('ends with 2 and one sentence where no Node will do, and takes no other than one that was named', () => {
    const old = nodeOf("old 'node' $(x)", '18.0.0');
    const results = join(folder, 'named');
    const job = shardJob(results, { program: program(results) });
    for (const named of [old, join(folder, 'missing'), 'no-such-node']) {
      const { code, out, err } = run(sbatchScript(job, { ...own, named }));
      assert.deepEqual([code, out], [2, '']);
      assert.equal(err, `cca-lens: no Node.js 20 or newer runs here: ${named} did not; name one with --node.\n`);
    }
    assert.ok(!existsSync(join(folder, 'task', 'x')));
    for (const named of ['', '-e', 'a\nb']) assert.throws(() => sbatchScript(job, { ...own, named }), /--node/);
  });
});
