import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'mocha';
import { copyProgram } from '../../../src/jobs/cluster/copyProgram';
import { fixture } from '../../golden';
import { projectFolder } from '../../workbench/paths';
import { temporaryFolder } from '../../workbench/temporaryFolder';

describe('jobs/cluster/copyProgram', () => {
  let folder: string;
  let built: string;
  before(() => {
    folder = temporaryFolder('copied program');
    built = join(folder, 'built');
    cpSync(join(projectFolder, 'dist'), built, { recursive: true });
  });

  const namesIn = (cli: string): string[] => readdirSync(dirname(cli)).sort();

  it('copies what the command line runs by, which needs nothing of where it was built', async () => {
    // A project above the results folder, of another kind of modules, with a program that nobody may load.
    const above = join(folder, 'a project');
    mkdirSync(join(above, 'dist', 'native'), { recursive: true });
    writeFileSync(join(above, 'package.json'), '{"type":"module"}');
    writeFileSync(join(above, 'dist', 'native', 'koffi.node'), 'no program');
    const from = join(folder, 'moved');
    cpSync(built, from, { recursive: true });
    const cli = await copyProgram(join(above, "results of 'it'"), '1.2.3', from);
    rmSync(from, { recursive: true });
    assert.match(cli, /results of 'it'[\\/]program[\\/]1\.2\.3-[0-9a-f]{8}[\\/]cli\.js$/);
    const run = (program: string, ...args: string[]) =>
      spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
    assert.match(run(cli, '--version').stdout, /^\d+\.\d+\.\d+/);
    const pair = ['compare', fixture('pairs/plain_a.npy'), fixture('pairs/plain_b.npy'), '--json', '--workers', '2'];
    const [here, there] = [run(join(built, 'cli.js'), ...pair), run(cli, ...pair)];
    assert.equal(there.stderr, '');
    const numbers = (text: string) => ({ ...(JSON.parse(text) as object), timings: undefined });
    assert.deepEqual(numbers(there.stdout), numbers(here.stdout));
    // The library of HDF5, in a thread of its own.
    const info = run(cli, 'info', fixture('formats/kinds.h5'), '--json');
    assert.deepEqual([info.status, info.stderr], [0, '']);
    assert.doesNotMatch(run(cli, ...pair, '--native').stderr, /koffi\.node|ELF|file too short/);
  });

  it('writes only what is not there as it should be', async () => {
    const results = join(folder, 'twice');
    const cli = await copyProgram(results, '1.2.3', built);
    const marks = () => namesIn(cli).map((name) => [name, statSync(join(dirname(cli), name)).ino]);
    const first = marks();
    assert.equal(await copyProgram(results, '1.2.3', built), cli);
    assert.deepEqual(marks(), first);
    truncateSync(join(dirname(cli), 'poolWorker.js'), 100);
    rmSync(join(dirname(cli), 'kernels.wasm'));
    await copyProgram(results, '1.2.3', built);
    for (const name of namesIn(cli).filter((each) => each !== 'package.json'))
      assert.deepEqual(readFileSync(join(dirname(cli), name)), readFileSync(join(built, name)), name);
    const healed = marks().filter(([, ino], at) => first[at]![1] !== ino);
    // A file system may give a new file the number of the old one.
    for (const [name] of healed) assert.ok(['kernels.wasm', 'poolWorker.js'].includes(String(name)), String(name));
  });

  it('keeps two builds of a version apart', async () => {
    const other = join(folder, 'other build');
    cpSync(built, other, { recursive: true });
    writeFileSync(join(other, 'cli.js'), 'another build');
    const results = join(folder, 'builds');
    const [one, two] = [await copyProgram(results, '1.2.3', built), await copyProgram(results, '1.2.3', other)];
    assert.notEqual(one, two);
    assert.equal(readFileSync(two, 'utf8'), 'another build');
  });

  it('may be made by several processes at once', async () => {
    const results = join(folder, 'at once');
    const program = `require('tsx/cjs'); require(${JSON.stringify(join(projectFolder, 'src/jobs/cluster/copyProgram'))})
      .copyProgram(${JSON.stringify(results)}, '1.2.3', ${JSON.stringify(built)}).then((cli) => process.stdout.write(cli));`;
    const copies = await Promise.all(
      Array.from(
        { length: 4 },
        () =>
          new Promise<string>((resolve, reject) => {
            const child = spawn(process.execPath, ['-e', program], { cwd: projectFolder });
            let out = '';
            let err = '';
            child.stdout.on('data', (part: Buffer) => (out += String(part)));
            child.stderr.on('data', (part: Buffer) => (err += String(part)));
            child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(err))));
          }),
      ),
    );
    assert.equal(new Set(copies).size, 1);
    assert.deepEqual(
      namesIn(copies[0]!).filter((name) => name.startsWith('.')),
      [],
    );
    assert.equal(namesIn(copies[0]!).length, 8);
  });
});
