import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { before, beforeEach, describe, it } from 'mocha';
import { fixture } from '../golden';
import { gaussian } from '../linalg/random';
import { saveArray } from '../jobs/savedArrays';
import { projectFolder } from '../workbench/paths';
import { smallDisk } from '../workbench/smallDisk';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { whenFolder } from '../workbench/whenFolder';
import { printed, refused, refusedByProcess } from './calls';

const a = fixture('activations/model0_logits.npy');
const b = fixture('activations/model1_logits.npy');
const cli = join(projectFolder, 'dist', 'cli.js');

/**
 * What stands before the command line in its process: writes of which as many end as HELD_WRITES says, and removals that never do where HELD_REMOVALS
 * says so, so that what a signal meets does not depend on how fast a machine is.
 */
const holding = `
import promises from 'node:fs/promises';
const file = await promises.open(process.execPath);
const methods = Object.getPrototypeOf(file);
await file.close();
const never = () => new Promise(() => setInterval(() => undefined, 1e6));
const { write } = methods;
let left = Number(process.env.HELD_WRITES ?? Infinity);
methods.write = function (...args) {
  return left-- > 0 ? write.apply(this, args) : never();
};
if (process.env.HELD_REMOVALS) promises.rm = never;
`;

describe('what the command line writes', () => {
  let folder: string;
  let holder: string;
  before(() => {
    holder = join(temporaryFolder('holder'), 'holder.mjs');
    writeFileSync(holder, holding);
  });
  beforeEach(() => (folder = temporaryFolder('cli-files')));

  const drafts = (of: string): string[] => readdirSync(of).filter((name) => name.startsWith('.cca-lens-'));

  /** The signal by which the command line ends that is sent it when something holds of a folder. */
  async function stopped(
    signal: NodeJS.Signals,
    [at, holds]: [string, () => boolean],
    env: Record<string, string>,
    ...args: string[]
  ): Promise<NodeJS.Signals | null> {
    const child = spawn(process.execPath, ['--import', pathToFileURL(holder).href, cli, ...args], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const over = new AbortController();
    void ended.finally(() => over.abort());
    await whenFolder(at, holds, over.signal);
    child.kill(signal);
    return (await ended)[1];
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`keeps the old file, and leaves no draft, when it is stopped by ${signal}`, async function () {
      if (process.platform === 'win32') return this.skip();
      const target = join(folder, 'out.npy');
      writeFileSync(target, 'the old one');
      const begun = (): boolean => drafts(folder).some((name) => statSync(join(folder, name)).size > 0);
      // The header is written.
      const convert = ['convert', a, target, '--force'];
      assert.equal(await stopped(signal, [folder, begun], { HELD_WRITES: '1' }, ...convert), signal);
      assert.deepEqual(readdirSync(folder), ['out.npy']);
      assert.equal(readFileSync(target, 'utf8'), 'the old one');

      const notebook = join(folder, 'out.ipynb');
      writeFileSync(notebook, 'my notes');
      const there = (): boolean => drafts(folder).length > 0;
      const compare = ['compare', a, b, '--workers', '1', '--notebook', notebook, '--force'];
      assert.equal(await stopped(signal, [folder, there], { HELD_WRITES: '0' }, ...compare), signal);
      assert.equal(readFileSync(notebook, 'utf8'), 'my notes');
      assert.deepEqual(readdirSync(folder).sort(), ['out.ipynb', 'out.npy']);
    });
  }

  it('leaves none of the files that go together when it is stopped', async function () {
    if (process.platform === 'win32') return this.skip();
    for (const args of [
      ['compare', a, b, '--directions', folder],
      ['directions', a, b, '--project', 'cca', '--rank', '2', '--out', folder],
    ]) {
      // Two whole files, and the header of the third.
      const third = (): boolean => drafts(folder).length === 3;
      assert.equal(
        await stopped('SIGTERM', [folder, third], { HELD_WRITES: '5' }, ...args, '--workers', '1'),
        'SIGTERM',
      );
      assert.deepEqual(readdirSync(folder), [], args[0]);
    }
  });

  it('leaves none of what it keeps for itself when it is stopped', async function () {
    if (process.platform === 'win32') return this.skip();
    const env = { TMPDIR: folder, HELD_REMOVALS: '1' };
    const there = (): boolean => readdirSync(folder).length > 0;
    assert.equal(await stopped('SIGTERM', [folder, there], env, 'matrix', a, b, '--workers', '1'), 'SIGTERM');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is whole, or not there, and then it is told: on a full disk', async function () {
    const disk = smallDisk();
    if (disk === undefined) return this.skip();
    const large = await saveArray(folder, 'large', gaussian(1000, 160, 1));
    const target = join(disk, 'out.npy');
    refusedByProcess('file-unwritable', 'convert', large, target);
    assert.deepEqual(readdirSync(disk), []);
    writeFileSync(target, 'the old one');
    refusedByProcess('file-unwritable', 'convert', large, target, '--force');
    const pair = [large, await saveArray(folder, 'other', gaussian(1000, 8, 2))];
    const sentence = await refused('file-unwritable', 'compare', ...pair, '--directions', join(disk, 'directions'));
    assert.match(sentence, /a_variates\.npy cannot be written \(the disk is full\)/);
    const projected = ['--project', 'pca', '--rank', '2', '--out', join(disk, 'projections')];
    await refused('file-unwritable', 'directions', ...pair, ...projected);
    assert.deepEqual(readdirSync(join(disk, 'directions')), []);
    assert.deepEqual(readdirSync(join(disk, 'projections')), []);
    assert.equal(readFileSync(target, 'utf8'), 'the old one');

    const notebook = join(disk, 'out.ipynb');
    writeFileSync(notebook, 'my notes');
    writeFileSync(join(disk, 'filler'), new Uint8Array(52 * 1024));
    await refused('file-unwritable', 'compare', a, b, '--notebook', notebook, '--force');
    assert.equal(readFileSync(notebook, 'utf8'), 'my notes');
    assert.deepEqual(drafts(disk), []);
  });

  it('is told when standard output is a file on a full disk', function () {
    if (!existsSync('/dev/full')) return this.skip();
    const into = (path: string, ...args: string[]): { status: number | null; stderr: string } => {
      const file = openSync(path, 'w');
      try {
        return spawnSync(process.execPath, [cli, ...args], { stdio: ['ignore', file, 'pipe'], encoding: 'utf8' });
      } finally {
        closeSync(file);
      }
    };
    const full = /^cca-lens: output-unwritable: Standard output cannot be written \(the disk is full\), [^\n]+\n$/;
    for (const [args, said] of [
      [['--version'], full],
      [['info', a, '--json'], full],
      [['info', join(folder, 'none.npy'), '--json'], /^cca-lens: file-not-found: [^\n]+\n$/],
    ] as const) {
      const { status, stderr } = into('/dev/full', ...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, said);
    }
    const disk = smallDisk();
    if (disk === undefined) return;
    // Room for one page, and more to be written: the first write takes a part.
    writeFileSync(join(disk, 'filler'), new Uint8Array(60 * 1024));
    const { status, stderr } = into(join(disk, 'help.txt'), '--help');
    assert.equal(status, 2);
    assert.match(stderr, full);
    const out = join(folder, 'help.txt');
    assert.equal(into(out, '--help').status, 0);
    assert.ok(readFileSync(out, 'utf8').startsWith('cca-lens: ') && statSync(out).size > 4096);
  });

  it('never goes onto what it is made from', async () => {
    const x = await saveArray(folder, 'x', gaussian(60, 4, 1));
    const y = await saveArray(folder, 'y', gaussian(60, 3, 2));
    const before = readFileSync(x);
    const [link, hard] = [join(folder, 'link.npy'), join(folder, 'hard.npy')];
    symlinkSync('x.npy', link);
    linkSync(x, hard);
    mkdirSync(join(folder, 'inside'));
    const around = join(folder, 'inside', '..', 'x.npy');
    for (const target of [x, link, hard, around]) {
      for (const args of [
        ['convert', x, target, '--force'],
        ['convert', x, target],
        ['compare', x, y, '--notebook', target, '--force'],
        ['compare', y, x, '--notebook', target, '--force'],
      ])
        assert.match(await refused('usage', ...args), /would replace the file it is made from; give another name\.$/);
    }
    assert.deepEqual(readFileSync(x), before);
    assert.deepEqual(readFileSync(hard), before);
    assert.deepEqual(readdirSync(folder).sort(), ['hard.npy', 'inside', 'link.npy', 'x.npy', 'y.npy']);
  });

  it('replaces what a link leads to, and keeps the link', async () => {
    const target = join(folder, 'real.ipynb');
    const link = join(folder, 'link.ipynb');
    writeFileSync(target, 'my notes');
    symlinkSync('real.ipynb', link);
    await printed('compare', a, b, '--notebook', link, '--force');
    assert.match(readFileSync(target, 'utf8'), /"nbformat"/);
    assert.deepEqual(readdirSync(folder).sort(), ['link.ipynb', 'real.ipynb']);
  });

  it('is refused where it cannot be written, before anything is read', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    // What is read first would be missing.
    const none = join(folder, 'none.npy');
    await refused('file-unwritable', 'convert', none, join(file, 'x.npy'));
    await refused('file-unwritable', 'compare', none, none, '--notebook', join(file, 'x.ipynb'));
    await refused('file-exists', 'compare', none, none, '--notebook', file);
    await refused('file-unwritable', 'compare', none, none, '--directions', join(file, 'x'));
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'b_means.npy'), 'mine');
    await refused('file-exists', 'compare', none, none, '--directions', join(folder, 'taken'));
  });
});
