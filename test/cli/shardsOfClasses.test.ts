import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, describe, it } from 'mocha';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { ClassesChoice, ClassesResult } from '../../src/facts/analyses/classes';
import { selected, selectionOf } from '../analysis/selections';
import { npyFile } from '../formats/sources';
import { gaussian } from '../linalg/random';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { saveAxes } from '../jobs/savedMaps';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused } from './calls';

const samples = 60;
const checkpoints = ['1', '2', '3'];
const layers = ['conv', 'fc', 'out'];

/** A result as a document, without what a run took. */
function withoutTimings(result: object): string {
  return JSON.stringify({ ...result, timings: undefined });
}

describe('classes in shards', () => {
  let folder: string;
  let labels: string;
  let logits: string;
  let results: string;
  let at = 0;
  before(async () => {
    folder = temporaryFolder('shardsOfClasses');
    for (const [j, checkpoint] of checkpoints.entries())
      for (const [k, layer] of layers.entries()) {
        const place = join(folder, 'm', checkpoint);
        mkdirSync(place, { recursive: true });
        // A narrow one, one of more neurons than samples, one that repeats samples, and one of a constant, which is refused.
        const X = representation(samples, [5, 80, 7][k]!, 10 * j + 3 * k);
        if (checkpoint === '2' && layer === 'out') X.data.fill(2);
        if (checkpoint === '3' && layer === 'out') X.data.copyWithin(0, 7 * 20, 7 * 40);
        // Refused, or read without that sample.
        if (checkpoint === '1' && layer === 'fc') X.data[80 * 9 + 3] = NaN;
        await saveArray(place, layer, X);
      }
    labels = join(folder, 'labels.npy');
    // One sample has no class.
    writeFileSync(
      labels,
      npyFile(
        Float64Array.from({ length: samples }, (_, i) => (i === 4 ? -1 : i % 3)),
        [samples],
        'f4',
      ),
    );
    logits = join(folder, 'logits.npy');
    writeFileSync(logits, npyFile(gaussian(samples, 4, 8).data, [samples, 4], 'f8'));
  });
  beforeEach(() => {
    results = join(folder, `results${at++}`);
  });

  /** The document of an analysis of all layers, called by checkpoints that another person may name otherwise. */
  function choice(
    more: Partial<ClassesChoice> = {},
    options: Partial<CompareOptions> = {},
    model = 'm',
    paths = checkpoints.flatMap((checkpoint) => layers.map((layer) => [checkpoint, layer] as const)),
  ): string {
    const arrays = paths.map(([checkpoint, layer]) =>
      selected(model, checkpoint, layer, { path: join(folder, 'm', checkpoint, `${layer}.npy`) }),
    );
    const selection = selectionOf('classes', arrays, {
      options: { ...defaultOptions, ...options },
      classes: { labels, logits: 'columns', ...more },
    });
    const path = join(folder, `classes${at}.${model}.ccalens.json`);
    writeFileSync(path, selectionText(selection, folder));
    return path;
  }

  const shard = (document: string, text: string): Promise<{ pairs: number; known: number; computed: number }> =>
    printedJson('run', document, '--results', results, '--shard', text);

  const cases: [string, () => string][] = [
    ['of classes', () => choice()],
    ['of some of them', () => choice({ subset: [2, 0] })],
    ['of logits', () => choice({ labels: logits })],
    ['of samples that are finite', () => choice({}, { dropNonFinite: true })],
    ['of logits that are finite', () => choice({ labels: logits }, { dropNonFinite: true })],
  ];
  for (const [what, documentOf] of cases) {
    it(`come to what one run does, in every byte but its timings: ${what}`, async () => {
      const document = documentOf();
      const whole = withoutTimings(await printedJson<ClassesResult>('run', document));
      for (const count of [3, 12]) {
        results = join(folder, `${what.replaceAll(' ', '-')}${count}`);
        let fitted = 0;
        for (let index = count; index >= 1; index--) {
          const done = await shard(document, `${index}/${count}`);
          assert.equal(done.computed, done.pairs);
          fitted += done.pairs;
        }
        assert.equal(fitted, 9);
        assert.equal((await shard(document, `1/${count}`)).computed, 0);
        const merged = await printedJson<ClassesResult>('run', document, '--results', results, '--merge');
        assert.equal(withoutTimings(merged), whole, `${count} shards`);
        // A run takes them, too, and says how many.
        const again = await printedJson<ClassesResult>('run', document, '--results', results);
        assert.equal(again.known, 9);
        assert.equal(withoutTimings({ ...again, known: 0 }), whole);
      }
    });
  }

  it('come to the same of maps that are fitted frequency by frequency', async () => {
    const maps = ['a', 'b'].map((name, i) =>
      selected('m', '', name, {
        path: saveAxes(folder, name, representation(samples, 3 * 4 * 4, i).data, [samples, 4, 4, 3]),
      }),
    );
    const options = { ...defaultOptions, recipe: { conv: 'dft' as const, layout: 'nhwc' as const } };
    const document = join(folder, 'maps.ccalens.json');
    const selection = selectionOf('classes', maps, { options, classes: { labels, logits: 'columns' } });
    writeFileSync(document, selectionText(selection, folder));
    const whole = await printedJson<ClassesResult>('run', document);
    assert.ok(whole.layers.every(({ frequencies }) => frequencies?.used === 16));
    for (const index of [1, 2]) assert.equal((await shard(document, `${index}/2`)).computed, 1);
    const merged = await printedJson<ClassesResult>('run', document, '--results', results, '--merge');
    assert.equal(withoutTimings(merged), withoutTimings(whole));
  });

  it('say which layers are missing, and which shards to run', async () => {
    const document = choice();
    for (const index of [1, 3]) await shard(document, `${index}/3`);
    const sentence = await refused('results-missing', 'run', document, '--results', results, '--merge');
    assert.match(sentence, /^\d layers? of 9 ha(s|ve) no result in .+: run shard 2 of 3 again/);
    assert.match(
      await printed('status', results),
      /classes in 3 shards .+: \d of 9 layers[^]+2 done \(1,3\), 1 missing/,
    );
    await printed('run', document, '--results', results);
    await printed('run', document, '--results', results, '--merge');
    assert.match(await printed('status', results), /complete/);
  });

  it('are planned beforehand, and what is known costs nothing', async () => {
    const document = choice();
    type Plan = { pairs: number; knownPairs: number; shards: { pairs: number; knownPairs: number; seconds: number }[] };
    const planned = (): Promise<Plan> => printedJson('plan', document, '--shards', '3', '--results', results);
    const plan = await planned();
    assert.deepEqual([plan.pairs, plan.knownPairs], [9, 0]);
    assert.equal(
      plan.shards.reduce((sum, { pairs }) => sum + pairs, 0),
      9,
    );
    await shard(document, '2/3');
    const after = await planned();
    assert.equal(after.knownPairs, after.shards[1]!.pairs);
    assert.equal(after.shards[1]!.knownPairs, after.shards[1]!.pairs);
    assert.equal(after.shards[1]!.seconds, 0);
    assert.match(await printed('plan', document, '--shards', '3'), /classes: 9 layers, in 3 shards; about/);
  });

  it('are known whatever the names are, and anew where labels or classes are others', async () => {
    await printed('run', choice(), '--results', results);
    const known = async (document: string): Promise<number> =>
      (await printedJson<ClassesResult>('run', document, '--results', results)).known;
    assert.equal(await known(choice({}, {}, 'other')), 9);
    // The shortest names that tell some apart are others, and sentences say those.
    const few = choice({}, {}, 'few', [
      ['2', 'out'],
      ['3', 'out'],
      ['1', 'fc'],
    ]);
    const alone = await printedJson<ClassesResult>('run', few);
    const taken = await printedJson<ClassesResult>('run', few, '--results', results);
    assert.equal(taken.known, 3);
    assert.equal(withoutTimings({ ...taken, known: 0 }), withoutTimings(alone));
    assert.equal(await known(choice({ subset: [1] })), 0);
    assert.equal(await known(choice({ labels: logits })), 0);
    assert.equal(await known(choice({}, { rank: 'exact' })), 0);
  });

  it('are told apart by the classes themselves, not by the file that says them', async () => {
    await printed('run', choice(), '--results', results);
    const again = join(folder, 'again.npy');
    writeFileSync(
      again,
      npyFile(
        Float64Array.from({ length: samples }, (_, i) => (i === 4 ? -1 : i % 3)),
        [samples],
        'f8',
      ),
    );
    const of = (path: string) => printedJson<ClassesResult>('run', choice({ labels: path }), '--results', results);
    assert.equal((await of(again)).known, 9);
    writeFileSync(
      again,
      npyFile(
        Float64Array.from({ length: samples }, (_, i) => (i + 1) % 3),
        [samples],
        'f8',
      ),
    );
    assert.equal((await of(again)).known, 0);
  });

  it('of the command itself: --results, --shard and --merge print what it prints without', async () => {
    const words = ['classes', '--labels', labels, join(folder, 'm')];
    const whole = await printedJson<ClassesResult>(...words);
    assert.equal(whole.labels, labels);
    for (const index of [1, 2])
      assert.match(
        await printed(...words, '--results', results, '--shard', `${index}/2`),
        new RegExp(`^Shard ${index} of 2: \\d layers`),
      );
    const merged = await printedJson<ClassesResult>(...words, '--results', results, '--merge');
    assert.equal(withoutTimings(merged), withoutTimings(whole));
    assert.equal(readdirSync(join(results, 'plans')).length, 1);
  });
});
