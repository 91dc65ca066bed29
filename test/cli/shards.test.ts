import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { before, beforeEach, describe, it } from 'mocha';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import type { AnalysisName, AnalysisResult } from '../../src/facts/analyses';
import type { Fault } from '../../src/facts/errors';
import type { Selection } from '../../src/protocol/selection';
import { selected, selectionOf } from '../analysis/selections';
import type { Status } from '../cluster/savedRuns';
import { fakeSlurm } from '../jobs/cluster/fakeSlurm';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused } from './calls';

const [models, checkpoints, layers] = [
  ['m', 'n'],
  ['1', '2', '3'],
  ['conv', 'fc', 'out'],
];

/** A result as a document, without what a run took. */
function withoutTimings(result: AnalysisResult): string {
  return JSON.stringify({ ...result, timings: undefined });
}

describe('an analysis in shards', () => {
  let folder: string;
  let results: string;
  let at = 0;
  before(async () => {
    folder = temporaryFolder('shards');
    for (const [i, model] of models.entries())
      for (const [j, checkpoint] of checkpoints.entries())
        for (const [k, layer] of layers.entries()) {
          const place = join(folder, model, checkpoint);
          mkdirSync(place, { recursive: true });
          // A wide one, one of a constant, which is refused, and narrow ones.
          const width = [5, 60, 7][k]!;
          const X = representation(40, width, 10 * i + j + 3 * k);
          if (model === 'n' && checkpoint === '2' && layer === 'out') X.data.fill(2);
          await saveArray(place, layer, X);
        }
  });
  beforeEach(() => {
    results = join(folder, `results${at++}`);
  });

  /** The document of an analysis of all layers. */
  function choice(analysis: AnalysisName, more: Partial<Selection> = {}): string {
    const arrays = models.flatMap((model) =>
      checkpoints.flatMap((checkpoint) =>
        layers.map((layer) => ({
          ...selected(model, checkpoint, layer, { path: join(folder, model, checkpoint, `${layer}.npy`) }),
          group: model,
        })),
      ),
    );
    const path = join(folder, `${analysis}${at}.ccalens.json`);
    writeFileSync(path, selectionText({ ...selectionOf(analysis, arrays), ...more }, folder));
    return path;
  }

  const shard = (document: string, text: string, ...more: string[]): Promise<string> =>
    printed('run', document, '--results', results, '--shard', text, ...more);

  for (const analysis of ['matrix', 'dynamics', 'groups'] as const) {
    it(`of ${analysis} comes to what one run does, in every byte but its timings, however it is cut`, async () => {
      const document = choice(analysis);
      const whole = withoutTimings(await printedJson<AnalysisResult>('run', document));
      for (const count of [1, 3, 8]) {
        results = join(folder, `${analysis}${count}`);
        const done: { pairs: number; computed: number }[] = [];
        // In any order, and one of them twice.
        for (let index = count; index >= 1; index--)
          done.push(JSON.parse(await shard(document, `${index}/${count}`, '--json')) as (typeof done)[number]);
        const again = JSON.parse(await shard(document, `1/${count}`, '--json')) as { computed: number; known: number };
        assert.deepEqual([again.computed, again.known], [0, done.at(-1)!.pairs]);
        assert.ok(done.every(({ pairs, computed }) => pairs === computed));
        const merged = await printedJson<AnalysisResult>('run', document, '--results', results, '--merge');
        assert.equal(withoutTimings(merged), whole, `${count} shards`);
      }
    });
  }

  it('whose layers are multiplied all at once comes to the same, too: the road is that of the whole', async () => {
    const options = { ...selectionOf('matrix', []).options, measures: ['cka' as const] };
    const document = choice('matrix', { options, measure: 'cka' });
    const whole = withoutTimings(await printedJson<AnalysisResult>('run', document));
    for (let index = 1; index <= 7; index++) await shard(document, `${index}/7`);
    assert.ok(recordTexts().some((text) => text.includes('"key"')));
    const merged = await printedJson<AnalysisResult>('run', document, '--results', results, '--merge');
    assert.equal(withoutTimings(merged), whole);
  });

  it('says what is missing and which shards to run, and a run without a shard completes it', async () => {
    const document = choice('dynamics');
    for (const index of [1, 3, 4]) await shard(document, `${index}/5`);
    const sentence = await refused('results-missing', 'run', document, '--results', results, '--merge');
    assert.match(sentence, /^\d+ pairs of \d+ have no result in .+: run shards 2,5 of 5 again/);
    const [status] = JSON.parse(await printed('status', results, '--json')) as [
      { standing: Record<string, number[]>; again: number[] },
    ];
    assert.deepEqual(status.standing, {
      done: [1, 3, 4],
      running: [],
      waiting: [],
      failed: [],
      stopped: [],
      missing: [2, 5],
    });
    assert.deepEqual(status.again, [2, 5]);
    assert.match(await printed('status', results), /3 done \(1,3-4\), 2 missing \(2,5\)/);
    await printed('run', document, '--results', results);
    const merged = await printedJson<AnalysisResult>('run', document, '--results', results, '--merge');
    assert.equal(withoutTimings(merged), withoutTimings(await printedJson<AnalysisResult>('run', document)));
    const complete = await printed('status', results);
    assert.match(complete, /complete: .+ --merge prints the result/);
    assert.match(complete, /18 of 18 pairs, of which 1 is refused: the result says why/);
  });

  it('loses nothing to a file that is cut off or damaged: those pairs are missing, and computed again', async () => {
    const document = choice('matrix');
    for (const index of [1, 2]) await shard(document, `${index}/2`);
    const [first, second] = recordPaths() as [string, string];
    const text = readFileSync(first, 'utf8');
    truncateSync(first, text.length - 20);
    appendFileSync(second, '\nffffffffffffffff {"key":');
    await refused('results-missing', 'run', document, '--results', results, '--merge');
    for (const index of [1, 2]) await shard(document, `${index}/2`);
    const merged = await printedJson<AnalysisResult>('run', document, '--results', results, '--merge');
    assert.equal(withoutTimings(merged), withoutTimings(await printedJson<AnalysisResult>('run', document)));
  });

  it('says so where a document has results of several kernels', async () => {
    const document = choice('matrix');
    for (const index of [1, 2]) await shard(document, `${index}/2`);
    for (const path of recordPaths().slice(0, 1)) {
      // As another machine would have written it.
      const { digest } = await import('../../src/jobs/store/recordStore');
      const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
      const bodies = lines.map((line) => line.slice(17).replace(/"kind":"[^"]*"/, '"kind":"other"'));
      writeFileSync(path, bodies.map((body) => `\n${digest(body).slice(0, 16)} ${body}\n`).join(''));
    }
    const merged = await printedJson<AnalysisResult>('run', document, '--results', results, '--merge');
    const said = merged.warnings.filter(({ code }) => code === 'kernels-differ');
    assert.equal(said.length, 1);
    assert.match(said[0]!.message, /pairs were computed by different kernels \(.+ by other and .+\)/);
  });

  it('is refused in one sentence where its words say nothing, or two things', async () => {
    const document = choice('matrix');
    await refused('usage', 'run', document, '--shard', '1/2');
    await refused('usage', 'run', document, '--merge');
    await refused('usage', 'run', document, '--results', results, '--shard', '1/2', '--merge');
    for (const text of ['0/2', '3/2', '1', 'a/b', '1/10001'])
      await refused('usage', 'run', document, '--results', results, '--shard', text);
    await refused('no-plan', 'status', folder);
    await refused('usage', 'plan', document);
  });

  it('whose measures draw samples is merged with the memory that its shards had', async () => {
    const place = join(folder, 'many');
    mkdirSync(place, { recursive: true });
    for (const i of [0, 1, 2]) await saveArray(place, `layer${i}`, representation(2500, 4, i));
    const command = ['matrix', place, '--measures', 'rsa', '--results', results];
    for (const index of [1, 2]) await printed(...command, '--shard', `${index}/2`, '--memory', '60');
    const merged = await printedJson<AnalysisResult>(...command, '--merge');
    assert.ok(
      merged.warnings.some(({ message }) => /is of \d+ samples, drawn from 2,500/.test(message)),
      JSON.stringify(merged.warnings),
    );
    assert.match(await printed('status', results), /complete/);
    await refused('results-missing', ...command, '--merge', '--memory', '4000');
    // What is to be run again is said with that memory, and by words that a shell takes as they are.
    results = join(folder, "of $(touch hacked) o'clock");
    await printed('matrix', place, '--measures', 'rsa', '--results', results, '--shard', '1/2', '--memory', '60');
    const quoted = `'${results.replace("'", String.raw`'\''`)}'`;
    assert.ok((await printed('status', results)).includes(` --results ${quoted} --memory 60 --shard i/2`));
  });

  it('has the same pairs on machines of any memory', async () => {
    const place = join(folder, 'unlike');
    mkdirSync(place, { recursive: true });
    for (const [i, samples] of [200, 200, 200, 200, 2500, 2500].entries())
      await saveArray(place, `layer${i}`, representation(samples, 4, i));
    const [least, most] = await Promise.all(
      ['60', '8000'].map(async (memory) => {
        const command = ['matrix', place, '--measures', 'rsa', '--results', join(results, memory), '--memory', memory];
        const done: number[] = [];
        for (const index of [1, 2, 3])
          done.push(
            (JSON.parse(await printed(...command, '--shard', `${index}/3`, '--json')) as { pairs: number }).pairs,
          );
        return done;
      }),
    );
    assert.deepEqual(least, most);
  });

  it('is shown of a folder that others write: nothing is made there', async () => {
    const document = choice('matrix');
    for (const index of [1, 2]) await shard(document, `${index}/2`);
    utimesSync(results, 1, 1);
    await printed('run', document, '--results', results, '--merge');
    await printed('status', results);
    assert.equal(statSync(results).mtimeMs, 1000);
    const missing = join(folder, 'no folder');
    await refused('results-missing', 'run', document, '--results', missing, '--merge');
    await refused('results-missing', 'matrix', folder, '--results', missing, '--merge');
    assert.ok(!existsSync(missing));
  });

  it('is told of, where the layers of another in the same folder are gone', async () => {
    const place = join(folder, 'gone');
    mkdirSync(place, { recursive: true });
    for (const i of [0, 1]) await saveArray(place, `layer${i}`, representation(40, 4, i));
    await printed('matrix', place, '--results', results, '--shard', '1/1');
    rmSync(place, { recursive: true });
    await refused('file-not-found', 'status', results);
    await shard(choice('matrix'), '1/1');
    const text = await printed('status', results);
    assert.match(text, /matrix in 1 shard \(plan .{12}, .{16}\): nothing can be told: .* does not exist/);
    assert.match(
      text,
      /\(plan .{12}, .{16}\): 171 of 171 pairs, of which 18 are refused: .+\n {2}shards: 1 done \(1\)/,
    );
    const found = JSON.parse(await printed('status', results, '--json')) as { problem?: { code: string } }[];
    assert.deepEqual(
      found.map(({ problem }) => problem?.code),
      ['file-not-found', undefined],
    );
  });

  it('of whose process nothing is heard any more counts as stopped, one that says so as failed', async () => {
    const document = choice('matrix');
    await shard(document, '1/4');
    const plan = join(results, 'plans', readdirSync(join(results, 'plans'))[0]!);
    const states = join(plan, 'shards', '000');
    const state = JSON.parse(readFileSync(join(states, '1.json'), 'utf8')) as { state: string };
    for (const [index, more] of [
      [2, { state: 'running' }],
      [3, { state: 'running' }],
      [4, { state: 'failed', message: 'Its disk is full.' }],
    ] as const)
      writeFileSync(join(states, `${index}.json`), JSON.stringify({ ...state, ...more }));
    const old = new Date(Date.now() - 600_000);
    utimesSync(join(states, '3.json'), old, old);
    writeFileSync(join(states, '4.json.draft'), 'half');
    const [{ standing, again }] = JSON.parse(await printed('status', results, '--json')) as [
      { standing: Record<string, number[]>; again: number[] },
    ];
    assert.deepEqual(standing, { done: [1], running: [2], waiting: [], failed: [4], stopped: [3], missing: [] });
    assert.deepEqual(again, [3, 4]);
    assert.match(await printed('status', results), /shard 4 failed on .+: Its disk is full\./);
  });

  it('whose tasks wait or run in the queue of Slurm is not to be run again, and one that does not answer is told of', async function () {
    if (process.platform === 'win32') return this.skip();
    await shard(choice('matrix'), '1/4');
    const plan = join(results, 'plans', readdirSync(join(results, 'plans'))[0]!);
    const array = {
      scheduler: 'slurm',
      job: '12',
      array: '1-4',
      throttle: 4,
      when: '2026-11-30T12:00:00Z',
      earlier: [],
    };
    writeFileSync(join(plan, 'submission.json'), JSON.stringify(array));
    const { PATH } = process.env;
    const slurm = fakeSlurm(join(results, 'slurm'));
    const status = async () => {
      const [found] = JSON.parse(await printed('status', results, '--json')) as [Status & { queueUnknown?: Fault }];
      return found;
    };
    try {
      process.env.PATH = [slurm.folder, PATH].join(delimiter);
      slurm.answers('squeue', { out: '2|RUNNING|None\n3|PENDING|Resources\n' });
      const { standing, again, queueUnknown } = await status();
      assert.deepEqual(standing, { done: [1], running: [2], waiting: [3], failed: [], stopped: [], missing: [4] });
      assert.deepEqual([again, queueUnknown], [[4], undefined]);
      assert.match(
        await printed('status', results),
        /: 1 done \(1\), 1 running \(2\), 1 waiting \(3\), 1 missing \(4\)\n/,
      );
      slurm.answers('squeue', { err: 'slurm_load_jobs error: Unable to contact slurm controller\n', code: 1 });
      const unknown = await status();
      assert.deepEqual([unknown.again, unknown.queueUnknown?.code], [[2, 3, 4], 'scheduler-failed']);
      const text = await printed('status', results);
      assert.match(
        text,
        /\n {2}which of them wait in the queue is not known: [^\n]+Unable to contact slurm controller\.\n/,
      );
      process.env.PATH = '/nowhere';
      assert.deepEqual((await status()).again, [2, 3, 4]);
      assert.doesNotMatch(await printed('status', results), /queue/);
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('is planned beforehand: every pair is in one shard, and what is known costs nothing', async () => {
    const document = choice('matrix');
    type Plan = { id: string; pairs: number; shards: { pairs: number; knownPairs: number; seconds: number }[] };
    const plan = JSON.parse(await printed('plan', document, '--shards', '4', '--results', results, '--json')) as Plan;
    assert.equal(plan.shards.length, 4);
    assert.equal(
      plan.shards.reduce((sum, { pairs }) => sum + pairs, 0),
      plan.pairs,
    );
    await shard(document, '2/4');
    assert.deepEqual(readdirSync(join(results, 'plans')), [plan.id]);
    const after = JSON.parse(await printed('plan', document, '--shards', '4', '--results', results, '--json')) as Plan;
    assert.equal(after.shards[1]!.knownPairs, after.shards[1]!.pairs);
    assert.equal(after.shards[0]!.knownPairs, 0);
    assert.match(await printed('plan', document, '--shards', '4'), /matrix: \d+ pairs, in 4 shards; about/);
    rmSync(results, { recursive: true });
  });

  function recordPaths(): string[] {
    const names = readdirSync(results, { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => name.endsWith('.pairs.jsonl'))
      .sort()
      .map((name) => join(results, name));
  }

  function recordTexts(): string[] {
    return recordPaths().map((path) => readFileSync(path, 'utf8'));
  }
});
