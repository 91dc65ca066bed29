import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import type { Selection } from '../../src/protocol/selection';
import { selected, selectionOf } from '../analysis/selections';
import { hostileTexts } from '../cluster/hostileTexts';
import { fakeSlurm, type FakeSlurm } from '../jobs/cluster/fakeSlurm';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, refused, run } from './calls';

const layers = ['a', 'b', 'c', 'd'];

describe('cca-lens submit', () => {
  const { PATH } = process.env;
  let folder: string;
  let slurm: FakeSlurm;
  let choice: string;
  let results: string;
  let at = 0;
  before(async function () {
    if (process.platform === 'win32') return this.skip();
    folder = temporaryFolder('submit');
    for (const [i, layer] of layers.entries()) await saveArray(folder, layer, representation(40, 5, i));
    choice = choiceIn(folder);
  });
  beforeEach(() => {
    results = join(folder, `results ${at}`);
    slurm = fakeSlurm(join(folder, `slurm${at++}`));
    process.env.PATH = [slurm.folder, PATH].join(delimiter);
  });
  after(() => {
    process.env.PATH = PATH;
  });

  function choiceIn(place: string, more: Partial<Selection> = {}): string {
    const arrays = layers.map((layer) => selected('', '', layer, { path: join(folder, `${layer}.npy`) }));
    const path = join(place, 'choice.ccalens.json');
    writeFileSync(path, selectionText({ ...selectionOf('matrix', arrays), ...more }, place));
    return path;
  }

  /** What the built program prints: a plan is one of its version, and so are its tasks. */
  function submit(...more: string[]): string {
    const { code, out, err } = run('submit', choice, '--results', results, '--slurm', ...more);
    assert.equal(code, 0, err);
    return out;
  }

  const planFolder = (): string => {
    const [id, ...others] = readdirSync(join(results, 'plans'));
    assert.deepEqual(others, []);
    return join(results, 'plans', id!);
  };

  /** Runs the script of a plan as the task of an array does, by the built program. */
  function task(index: number): { code: number | null; out: string; err: string } {
    const env = { ...process.env, SLURM_JOB_ID: '1', SLURM_ARRAY_JOB_ID: '1', SLURM_ARRAY_TASK_ID: String(index) };
    const { status, stdout, stderr } = spawnSync('/bin/sh', [join(planFolder(), 'job.sh')], { env, encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  }

  it('writes and shows, and submits nothing where nobody can be asked', () => {
    const text = submit('--shards', '3');
    assert.match(text, /^matrix: 10 pairs, in 3 shards/);
    assert.ok(text.includes(readFileSync(join(planFolder(), 'job.sh'), 'utf8')));
    assert.match(text, /\nsbatch --parsable --array=1-3%100 /);
    assert.match(text, /Nothing was submitted.*--yes/);
    assert.deepEqual(slurm.calls('sbatch'), []);
    assert.ok(!existsSync(join(planFolder(), 'submission.json')));
  });

  it('submits with --yes, and writes down the job', () => {
    const text = submit('--shards', '3', '--partition', 'long', '--throttle', '2', '--cpus', '4', '--yes');
    assert.match(text, /Submitted as job 4242: 3 shards of 3 \(1-3\)/);
    const [args, ...others] = slurm.calls('sbatch');
    assert.deepEqual(others, []);
    for (const each of ['--array=1-3%2', '--cpus-per-task=4', '--mem=2048M', '--time=30', '--partition=long'])
      assert.ok(args!.includes(each), each);
    assert.equal(args!.at(-1), join(planFolder(), 'job.sh'));
    assert.ok(existsSync(dirname(args!.find((arg) => arg.startsWith('--output='))!.slice('--output='.length))));
    const { when, ...submission } = JSON.parse(readFileSync(join(planFolder(), 'submission.json'), 'utf8')) as {
      when: string;
    };
    assert.deepEqual(submission, { scheduler: 'slurm', job: '4242', array: '1-3', throttle: 2, earlier: [] });
    assert.match(when, /^\d{4}-.*Z$/);
  });

  it('prints the script alone, and says beside it how it is submitted', () => {
    const { out, err } = run('submit', choice, '--results', results, '--slurm', '--shards', '2', '--print');
    assert.equal(out, readFileSync(join(planFolder(), 'job.sh'), 'utf8'));
    assert.match(err, /^cca-lens: .*: sbatch --parsable --array=1-2%100 [^\n]*job\.sh'?\n$/);
    assert.deepEqual(slurm.calls('sbatch'), []);
  });

  it('makes tasks of which the merged result is that of one run, where names hold anything', () => {
    // No slash, which parts folders, no backslash and no further line, which Slurm's patterns and arguments do not take.
    const name = hostileTexts.filter((text) => !/[/\\]|\p{Cc}/u.test(text)).join(' ');
    const place = join(folder, name.slice(0, 120));
    mkdirSync(place);
    choice = choiceIn(place);
    results = join(place, `results of ${name.slice(0, 100)}`);
    submit('--shards', '2', '--yes', '--node', process.execPath);
    const output = slurm.calls('sbatch')[0]!.find((arg) => arg.startsWith('--output='))!;
    assert.equal(output.replaceAll('%%', ''), `--output=${planFolder()}/logs/%a.log`.replaceAll(/%(?!a\.log$)/g, ''));
    for (const index of [1, 2]) {
      const { code, out, err } = task(index);
      assert.deepEqual([code, err], [0, ''], err);
      assert.match(out, new RegExp(`^Shard ${index} of 2: 5 pairs, 5 computed`));
    }
    const numbers = (...more: string[]) => ({
      ...(JSON.parse(run('run', choice, ...more, '--json').out) as object),
      timings: undefined,
    });
    assert.equal(JSON.stringify(numbers('--results', results, '--merge')), JSON.stringify(numbers()));
    assert.ok(!existsSync('hacked'));
    choice = choiceIn(folder);
  });

  it('submits again what is missing, with the number of shards written out', () => {
    submit('--shards', '3', '--yes');
    assert.equal(task(2).code, 0);
    // What it says can be pasted into a shell.
    const { out } = run('status', results);
    assert.match(out, /run again: 1,3, each by cca-lens run .*--results '.*results \d+' --memory 1536 --shard i\/3/);
    assert.match(out, /or as an array: cca-lens submit .*--results '.*results \d+' --slurm --rerun\n/);
    const again = submit('--rerun', '--yes');
    assert.match(again, /2 shards of 3 \(1,3\)/);
    assert.ok(slurm.calls('sbatch').at(-1)!.includes('--array=1,3%100'));
    assert.ok(slurm.calls('sbatch').at(-1)!.at(-1)!.endsWith('job.sh'));
    assert.match(readFileSync(join(planFolder(), 'job.sh'), 'utf8'), / --shard auto\/3 /);
    // One of them waits in the queue.
    slurm.answers('squeue', { out: '3|PENDING|Resources\n' });
    assert.match(submit('--rerun'), /--array=1%100/);
    assert.match(run('submit', choice, '--results', results, '--slurm').err, /submitted-already: .*scancel 4242/);
    slurm.answers('squeue', { out: '1|RUNNING|None\n3|PENDING|Resources\n' });
    assert.match(submit('--rerun'), /^Nothing was submitted: what is missing waits in the queue or runs/);
    slurm.answers('squeue', { err: 'slurm_load_jobs error: Invalid job id specified\n', code: 1 });
    for (const index of [1, 3]) assert.equal(task(index).code, 0);
    assert.match(submit('--rerun'), /^Nothing was submitted, as nothing is missing: cca-lens run .*--merge/);
    assert.match(submit('--shards', '3'), /nothing is missing/);
  }).timeout(60_000);

  it('submits again with the memory that tasks had: with another some measures would take other samples', () => {
    for (const mib of ['3072', '700']) {
      results = join(folder, `results of ${mib} MiB`);
      submit('--shards', '2', '--memory', mib, '--yes');
      assert.equal(task(1).code, 0);
      submit('--rerun', '--yes');
      assert.ok(slurm.calls('sbatch').at(-1)!.includes(`--mem=${mib}M`), mib);
    }
    submit('--rerun', '--memory', '5000', '--yes');
    assert.ok(slurm.calls('sbatch').at(-1)!.includes('--mem=5000M'));
  }).timeout(60_000);

  it('says what Slurm says where it refuses, and writes down nothing', async () => {
    slurm.answers('sbatch', { err: 'sbatch: error: invalid partition specified: no\n', code: 1 });
    const words = ['submit', choice, '--results', results, '--slurm', '--yes'];
    assert.match(await refused('not-submitted', ...words), /invalid partition specified: no\.$/);
    assert.ok(!existsSync(join(planFolder(), 'submission.json')));
    process.env.PATH = '/nowhere';
    await refused('no-scheduler', ...words);
  });

  it('refuses what no scheduler would take as it is meant, before anything is written', async () => {
    const bad: [string[], RegExp][] = [
      [['--slurm', '--partition=-x'], /^--partition takes no value that begins with a dash/],
      [['--slurm', '--account', 'a\n#SBATCH --wrap=x'], /^--account takes no control characters/],
      [['--slurm', '--qos='], /^--qos is empty/],
      [['--slurm', '--time', 'soon'], /^--time takes/],
      [['--slurm', '--node=-e'], /^--node/],
      [['--slurm', '--throttle', '0'], /^--throttle takes/],
      [['--slurm', '--cpus', '1.5'], /^--cpus takes/],
      [['--slurm', '--shards', '10001'], /^--shards takes/],
      [['--slurm', '--rerun', '--shards', '2'], /^--rerun submits shards of a plan that is there/],
      [['--slurm', '--kubernetes'], /^Give --slurm or --kubernetes/],
      [[], /^Give --slurm or --kubernetes/],
      [['--slurm', '--volume', 'v'], /^--volume is for --kubernetes/],
      [['--kubernetes', '--yes'], /^--yes is for --slurm/],
      [['--kubernetes'], /^Give --volume/],
      [['--kubernetes', '--volume', 'Not a name'], /^--volume takes a name/],
      [['--kubernetes', '--volume', 'v:/elsewhere'], /is not in \/elsewhere/],
    ];
    for (const [words, sentence] of bad) {
      assert.match(await refused('usage', 'submit', choice, '--results', results, ...words), sentence);
      assert.ok(!existsSync(join(results, 'plans')), words.join(' '));
    }
    await refused('usage', 'submit', choice, '--slurm');
    await refused('no-plan', 'submit', choice, '--results', results, '--slurm', '--rerun');
  });

  it('writes a manifest for Kubernetes, and submits nothing', async () => {
    const words = ['submit', choice, '--results', results, '--kubernetes', '--volume', 'activations', '--shards', '3'];
    const manifest = JSON.parse(run(...words, '--print').out) as {
      spec: { completions: number; template: { spec: { containers: { volumeMounts: unknown[] }[] } } };
    };
    assert.equal(manifest.spec.completions, 3);
    assert.deepEqual(manifest.spec.template.spec.containers[0]!.volumeMounts, [{ name: 'data', mountPath: folder }]);
    assert.deepEqual(JSON.parse(readFileSync(join(planFolder(), 'job.json'), 'utf8')), manifest);
    assert.match(await printed(...words), /Nothing was submitted: kubectl apply -f /);
    assert.deepEqual(slurm.calls('sbatch'), []);
  });

  it('is explained', async () => {
    const help = await printed('--help');
    for (const word of ['submit', '--slurm', '--kubernetes', '--rerun', '--throttle', '--here'])
      assert.ok(help.includes(word), word);
    assert.ok(existsSync(join(projectFolder, 'dist', 'cli.js')));
  });
});
