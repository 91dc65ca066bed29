import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { sbatchArguments } from '../../src/cluster/sbatchArguments';
import { sbatchScript } from '../../src/cluster/sbatchScript';
import { projectFolder } from '../workbench/paths';

describe('media/clusters.md', () => {
  const text = readFileSync(join(projectFolder, 'media', 'clusters.md'), 'utf8');
  const plan = '/data/R/plans/9be5270dccf5';
  const job = {
    id: '9be5270dccf5',
    count: 8,
    version: '0.1.0',
    program: '/data/R/program/0.1.0-4f05c727/cli.js',
    choice: `${plan}/choice.ccalens.json`,
    results: '/data/R',
    logs: `${plan}/logs`,
    cpus: 1,
    memoryMib: 2048,
  };

  it('explains the script as it is written', () => {
    const [, script] = /```sh\n(#!\/bin\/sh\n[^]*?)```/.exec(text)!;
    assert.equal(script, sbatchScript(job, { own: '/usr/bin/node' }));
  });

  it('explains every argument that sbatch is given', () => {
    const wishes = { partition: 'long', time: 30, throttle: 100 };
    const given = sbatchArguments(job, wishes, [1, 2, 3, 4, 5, 6, 7, 8], `${plan}/job.sh`).slice(0, -1);
    for (const argument of given) assert.ok(text.includes(`\`${argument}\``), argument);
  });
});
