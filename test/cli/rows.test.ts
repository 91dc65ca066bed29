import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { ComparisonReport } from '../../src/facts/report';
import { mapped, representation } from '../jobs/relatedPairs';
import { sameNumbers } from '../jobs/reportNumbers';
import { saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused, refusedByProcess, run } from './calls';

describe('compare --rows', () => {
  let pair: [string, string];
  let results: string;
  before(async () => {
    const folder = temporaryFolder('cli-rows');
    results = join(folder, 'results');
    const A = representation(500, 6, 1);
    const B = mapped(representation(500, 5, 2), (value) => value + 1e4);
    pair = [await saveArray(folder, 'a', A), await saveArray(folder, 'b', B, { descr: '<f4' })];
  });

  it('plans, sums shards up in processes of their own, tells how far they are, and merges them', async () => {
    const rows = ['compare', ...pair, '--rows'];
    const plan = await printed(...rows, '--plan', '--shards', '3');
    assert.match(
      plan,
      /^\S+a\.npy and \S+b\.npy: 500 rows in 3 shards; .+ of one core .+\n\s*each: memory .+\n {3}1: rows 1 to 166, /,
    );
    const into = [...rows, '--results', results];
    for (const shard of ['3/3', '1/3']) assert.equal(run(...into, '--shard', shard).code, 0);
    assert.match(
      await printed(...into, '--shard', '1/3'),
      /^Shard 1 of 3: rows 1 to 166 of 500, summed up before\.\n$/,
    );
    refusedByProcess('shards-missing', ...into, '--merge');
    assert.match(await refused('shards-missing', ...into, '--merge'), /^1 of 3 shards is missing for .+: 2\. Run/);
    assert.match(
      await printed('status', results),
      /\n {2}shards: 2 done \(1,3\), 1 missing \(2\)\n {2}run again: 2, each /,
    );
    // In processes, too: kernels of this thread may be of another kind, which the report then says.
    const inProcess = (...args: string[]): ComparisonReport =>
      JSON.parse(run(...args, '--json').out) as ComparisonReport;
    const completed = inProcess(...into);
    const merged = inProcess(...into, '--merge');
    assert.match(await printed('status', results), /\n {2}complete: cca-lens compare .+ --merge/);
    const [status] = await printedJson<{ analysis: string; again: number[] }[]>('status', results);
    assert.deepEqual([status!.analysis, status!.again], ['rows', []]);
    const plain = inProcess('compare', ...pair);
    sameNumbers(completed, plain, 1e-10, 'completed');
    sameNumbers(merged, completed, 0, 'merged');
    assert.equal(run(...into, '--merge').out, run('compare', ...pair).out);
  });

  it('refuses what does not go with it', async () => {
    const into = [...pair, '--rows', '--results', results];
    const refusals: [string, string, ...string[]][] = [
      ['usage', 'give --rows', ...pair, '--merge'],
      ['usage', '--results FOLDER', ...pair, '--rows'],
      ['usage', '--directions needs the rows', ...into, '--directions', 'x'],
      ['usage', '--merge is for all', ...into, '--merge', '--shard', '1/2'],
      ['usage', '--shard takes i/N', ...into, '--shard', '0/2'],
      ['usage', 'leave out --merge', ...into, '--plan', '--merge'],
      ['rows-not-summable', 'RSA looks at samples', ...into, '--measures', 'rsa'],
      ['rows-not-summable', 'calibrating permutes', ...into, '--calibrate', '99'],
    ];
    for (const [code, words, ...args] of refusals)
      assert.ok((await refused(code, 'compare', ...args)).includes(words), args.join(' '));
  });
});
