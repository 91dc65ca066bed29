import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { handedOn, sbatchArguments, type SlurmWishes } from '../../src/cluster/sbatchArguments';
import { hostileTexts } from './hostileTexts';
import { shardJob } from './shardJobs';

const wishes: SlurmWishes = { time: 40, throttle: 4 };
const script = '/data/results/plans/0123456789ab/job.sh';
const all = [1, 2, 3, 4, 5, 6, 7, 8];

describe('cluster/sbatchArguments', () => {
  it('asks for an array with a throttle, its resources, and a log for each shard', () => {
    assert.deepEqual(sbatchArguments(shardJob(), { ...wishes, partition: 'long', account: 'lab' }, all, script), [
      '--parsable',
      '--array=1-8%4',
      '--job-name=cca-lens-0123456789ab',
      '--output=/data/results/plans/0123456789ab/logs/%a.log',
      '--open-mode=append',
      '--requeue',
      '--nodes=1',
      '--ntasks=1',
      '--cpus-per-task=2',
      '--mem=4096M',
      '--time=40',
      '--partition=long',
      '--account=lab',
      script,
    ]);
    assert.ok(sbatchArguments(shardJob(), wishes, [3, 7], script).includes('--array=3,7%4'));
  });

  it('writes % of a folder so that Slurm puts nothing in its place', () => {
    const job = shardJob("/data/50%j of 'all' $(x)");
    assert.ok(
      sbatchArguments(job, wishes, all, script).includes(
        "--output=/data/50%%j of 'all' $(x)/plans/0123456789ab/logs/%a.log",
      ),
    );
  });

  it('refuses what could be read as an option, further lines, and nothing, by the option’s name', () => {
    for (const name of handedOn)
      for (const value of [
        '',
        ' ',
        '-x',
        '--wrap=touch hacked',
        'a\nb',
        'a\rb',
        'a\u0000b',
        'a\u2028b',
        'a\u202eb',
        '\u001b[31m',
      ])
        assert.throws(
          () => sbatchArguments(shardJob(), { ...wishes, [name]: value }, all, script),
          (error: Error & { code?: string }) => error.code === 'usage' && error.message.startsWith(`--${name} `),
          JSON.stringify(value),
        );
  });

  it('hands every value on in one word with its option', () => {
    for (const value of hostileTexts.filter((text) => text.trim() !== '' && !/^-|\p{Cc}/u.test(text))) {
      const args = sbatchArguments(shardJob(), { ...wishes, partition: value }, all, script);
      assert.equal(args.filter((arg) => arg === `--partition=${value}`).length, 1);
      assert.ok(args.every((arg) => arg.startsWith('--') || arg === script));
    }
  });

  it('takes times as Slurm does, and no others', () => {
    for (const time of ['40', '1:30', '1:30:00', '2-12', '2-12:30', '2-12:30:00', 'UNLIMITED', 'infinite'])
      assert.ok(sbatchArguments(shardJob(), { ...wishes, time }, all, script).includes(`--time=${time}`));
    for (const time of ['', '-3', '1h', '1:', ':1', '1:2:3:4', '1 2', '1\n2', '1-', 'soon'])
      assert.throws(
        () => sbatchArguments(shardJob(), { ...wishes, time }, all, script),
        /^LensError: --time takes minutes/,
      );
  });

  it('refuses folders whose logs Slurm would write elsewhere', () => {
    assert.throws(() => sbatchArguments(shardJob('/data/back\\slash'), wishes, all, script), /backslash/);
    assert.throws(() => sbatchArguments(shardJob('/data/a\n#SBATCH'), wishes, all, script), /--results/);
    assert.throws(() => sbatchArguments(shardJob('relative'), wishes, all, script), /begins with \//);
    assert.throws(() => sbatchArguments(shardJob(), wishes, all, '--wrap=x'), /begins with \//);
  });
});
