import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import { comparisonText, savedComparison } from '../../src/analysis/selection/comparisonDocument';
import { beforeLongPairs } from '../../src/cli/beforeLongWork';
import { defaultOptions } from '../../src/facts/options';
import { fixture } from '../golden';
import { fakeSlurm } from '../jobs/cluster/fakeSlurm';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, refused, refusedByProcess } from './calls';

describe('the command line on a login node', () => {
  const variables = { PATH: process.env.PATH, SLURM_JOB_ID: process.env.SLURM_JOB_ID };
  let folder: string;
  let runs: string;
  let labels: string;
  let first: string;
  let second: string;
  before(function () {
    if (process.platform === 'win32') return this.skip();
    folder = temporaryFolder('login node');
    runs = join(folder, 'runs');
    for (const place of ['net1/step_1', 'net1/step_2', 'net2/step_1', 'net2/step_2']) {
      mkdirSync(join(runs, place), { recursive: true });
      for (const name of ['a', 'b']) large(join(runs, place, `${name}.npy`));
    }
    [first, second] = ['a', 'b'].map((name) => join(runs, 'net1', 'step_1', `${name}.npy`)) as [string, string];
    labels = join(folder, 'labels.txt');
    writeFileSync(labels, Array.from({ length: samples }, (_, i) => `class ${i % 3}`).join('\n'));
    const saved = savedComparison({ a: { path: first }, b: { path: second }, options: defaultOptions });
    writeFileSync(join(folder, 'pair.ccalens.json'), comparisonText(saved, folder));
  });
  beforeEach(() => onLoginNode(true));
  after(() => {
    for (const [name, value] of Object.entries(variables)) setVariable(name, value);
  });

  const samples = 300_000;

  /** A file of a size whose comparison takes minutes, of which nothing but the header is written: the rest is a hole, and zeros. */
  function large(path: string): void {
    const neurons = 1500;
    const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${samples}, ${neurons}), }`.padEnd(117) + '\n';
    const file = openSync(path, 'w');
    writeSync(file, Buffer.concat([Buffer.from('\x93NUMPY\x01\x00v\x00', 'latin1'), Buffer.from(header)]));
    ftruncateSync(file, 128 + 4 * samples * neurons);
    closeSync(file);
  }

  function onLoginNode(yes: boolean): void {
    const slurm = fakeSlurm(join(folder, 'slurm'));
    process.env.PATH = yes ? [slurm.folder, variables.PATH].join(delimiter) : '/nowhere';
    delete process.env.SLURM_JOB_ID;
  }

  function setVariable(name: string, value: string | undefined): void {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }

  const commands = (): string[][] => [
    ['matrix', runs],
    ['matrix', first, second],
    ['compare', first, second],
    ['dynamics', runs],
    ['groups', '--group', `all=${join(runs, 'net1')},${join(runs, 'net2')}`],
    ['classes', runs, '--labels', labels],
    ['run', join(folder, 'pair.ccalens.json')],
    ['matrix', runs, '--results', join(folder, 'results'), '--shard', '1/2'],
  ];

  it('refuses work of more than a minute where nobody can be asked, and names time and ways', async () => {
    for (const command of commands()) {
      const sentence = await refused('login-node', ...command);
      for (const part of [/about \d+ (min|s|h)/, /--here/, /cca-lens submit/]) assert.match(sentence, part, command[0]);
    }
    refusedByProcess('login-node', 'matrix', runs);
  });

  it('does work that takes no time, in jobs, elsewhere, and what it is told to do there', async () => {
    const small = [fixture('pairs/plain_a.npy'), fixture('pairs/plain_b.npy')];
    assert.match(await printed('compare', ...small), /mean CCA/);
    const spec = { options: defaultOptions, resources: { workers: 1 } };
    const pair = [{ path: first }, { path: second }];
    await assert.rejects(beforeLongPairs(pair, spec, {}), { code: 'login-node' });
    await beforeLongPairs(pair, spec, { here: true });
    process.env.SLURM_JOB_ID = '12';
    await beforeLongPairs(pair, spec, {});
    onLoginNode(false);
    await beforeLongPairs(pair, spec, {});
  });
});
