import assert from 'node:assert/strict';
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { gaussian } from '../linalg/random';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { fixture } from '../golden';

const cli = join(projectFolder, 'dist', 'cli.js');

describe('the end of the command line', () => {
  let folder: string;
  /** An array of so many columns that what `info --json` says of them is more than any pipe holds. */
  let wide: string;
  before(async () => {
    folder = temporaryFolder('ending');
    wide = await saveArray(folder, 'wide', gaussian(3, 20_000, 1));
  });

  function start(args: string[], stdio: StdioOptions = 'pipe', env: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(process.execPath, [cli, ...args], { stdio, env: { ...process.env, ...env } });
  }

  /** The exit code of a process, or the signal that ended it. */
  function endOf(child: ChildProcess): Promise<number | string | null> {
    return new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  }

  function textOf(stream: NodeJS.ReadableStream): { text: string } {
    const heard = { text: '' };
    stream.on('data', (data: Buffer) => (heard.text += data.toString()));
    return heard;
  }

  it('waits until a slow reader has everything', async () => {
    const child = start(['info', wide, '--json']);
    const end = endOf(child);
    let out = '';
    for await (const data of child.stdout!) {
      out += (data as Buffer).toString();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.equal(await end, 0);
    const { columns } = JSON.parse(out) as { columns: { mean: number[] } };
    assert.ok(out.length > 1e6, `${out.length}`);
    assert.equal(columns.mean.length, 20_000);
  });

  it('comes with code 0 where nobody reads on, and keeps the code of an error', async () => {
    const reading = start(['info', wide, '--json']);
    reading.stdout!.once('data', () => reading.stdout!.destroy());
    assert.equal(await endOf(reading), 0);
    const failing = start(['info', join(folder, 'none.npy'), '--json']);
    failing.stdout!.destroy();
    failing.stderr!.destroy();
    assert.equal(await endOf(failing), 2);
  });

  it('comes with the line of an error told, beside JSON that is read slowly', async () => {
    const name = `${'n'.repeat(200)}.npy`;
    const child = start(['compare', join(folder, name), wide, '--json']);
    const [out, err] = [textOf(child.stdout!), textOf(child.stderr!)];
    assert.equal(await endOf(child), 2);
    assert.match(err.text, /^cca-lens: file-not-found: [^\n]*n{200}[^\n]*\n$/);
    assert.match(out.text, /"code":"file-not-found"/);
  });

  it('writes a file to its last byte, and says so when there is no room', async function () {
    const path = join(folder, 'out.json');
    const file = openSync(path, 'w');
    assert.equal(await endOf(start(['info', wide, '--json'], ['ignore', file, 'inherit'])), 0);
    closeSync(file);
    JSON.parse(readFileSync(path, 'utf8'));

    if (!existsSync('/dev/full')) return this.skip();
    const full = openSync('/dev/full', 'w');
    const child = start(['info', wide], ['ignore', full, 'pipe']);
    const err = textOf(child.stderr!);
    assert.equal(await endOf(child), 2);
    closeSync(full);
    assert.match(
      err.text,
      /^cca-lens: output-unwritable: Standard output cannot be written \(the disk is full\)[^\n]+\n$/,
    );
  });

  it('comes after the end of all workers', async () => {
    // Wide enough for a job to be worth its workers.
    const [a, b] = [
      await saveArray(folder, 'a', representation(3000, 190, 1), { descr: '<f4' }),
      await saveArray(folder, 'b', representation(3000, 180, 2), { descr: '<f4' }),
    ];
    const hook = join(folder, 'hook.cjs');
    writeFileSync(
      hook,
      `const { isMainThread } = require('node:worker_threads');
       const workers = [];
       process.on('worker', (worker) => workers.push(worker));
       if (isMainThread)
         process.on('exit', (code) => {
           const left = workers.filter(({ threadId }) => threadId >= 0).length;
           require('node:fs').writeSync(2, code + ': ' + workers.length + ' workers, ' + left + ' left\\n');
         });`,
    );
    const child = start(['compare', a, b, '--workers', '2'], 'pipe', { NODE_OPTIONS: `--require ${hook}` });
    const [out, err] = [textOf(child.stdout!), textOf(child.stderr!)];
    assert.equal(await endOf(child), 0);
    assert.match(out.text, /mean CCA/);
    assert.equal(err.text, '0: 2 workers, 0 left\n');
  });

  it('comes at once where a person stops it, whoever has not read yet', async function () {
    if (process.platform === 'win32') this.skip();
    const child = start(['info', wide, '--json']);
    // It is printing, and nobody reads on.
    await new Promise((resolve) => child.stdout!.once('readable', resolve));
    const end = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    child.kill('SIGINT');
    // By the signal itself shells see 130, too.
    assert.ok([130, 'SIGINT'].includes((await end) as number | string));
    child.stdout!.destroy();
  });

  it('is told in one line where a fault of the program is', async () => {
    const hook = join(folder, 'fault.cjs');
    writeFileSync(hook, "setTimeout(() => { throw new Error('torn\\napart'); }, 0);");
    const child = start(['compare', fixture('activations/model0_logits.npy'), wide], 'pipe', {
      NODE_OPTIONS: `--require ${hook}`,
    });
    const err = textOf(child.stderr!);
    assert.equal(await endOf(child), 2);
    assert.match(err.text, /^cca-lens: internal: [^\n]*torn\\napart\n/);
  });
});
