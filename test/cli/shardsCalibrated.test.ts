import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, describe, it } from 'mocha';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import type { AnalysisName, AnalysisResult } from '../../src/facts/analyses';
import type { MeasureName, ScoreName } from '../../src/facts/measures';
import { measureOf } from '../../src/facts/measures/scores';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { selected, selectionOf } from '../analysis/selections';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused } from './calls';

const [models, checkpoints, layers] = [
  ['m', 'n'],
  ['1', '2'],
  ['conv', 'fc', 'out'],
] as const;
const calibrate = { permutations: 19, alpha: 0.05, seed: 3 };

/** A result as a document, without what a run took. */
function withoutTimings(result: AnalysisResult): string {
  return JSON.stringify({ ...result, timings: undefined });
}

describe('a calibrated analysis in shards', () => {
  let folder: string;
  let results: string;
  let at = 0;
  before(async () => {
    folder = temporaryFolder('shardsCalibrated');
    for (const [i, model] of models.entries())
      for (const [j, checkpoint] of checkpoints.entries())
        for (const [k, layer] of layers.entries()) {
          const place = join(folder, model, checkpoint);
          mkdirSync(place, { recursive: true });
          // A wide one, one of a constant, which has no score, one that is not finite in a sample, and narrow ones.
          const X = representation(40, [5, 60, 7][k]!, 10 * i + j + 3 * k);
          if (model === 'n' && checkpoint === '2' && layer === 'out') X.data.fill(2);
          if (model === 'm' && checkpoint === '2' && layer === 'conv') X.data[11] = NaN;
          await saveArray(place, layer, X);
        }
  });
  beforeEach(() => {
    results = join(folder, `results${at++}`);
  });

  function choice(analysis: AnalysisName, measure: ScoreName, options: Partial<CompareOptions> = {}): string {
    const arrays = models.flatMap((model) =>
      checkpoints.flatMap((checkpoint) =>
        layers.map((layer) => ({
          ...selected(model, checkpoint, layer, { path: join(folder, model, checkpoint, `${layer}.npy`) }),
          group: model,
        })),
      ),
    );
    const measures: MeasureName[] = [measureOf(measure)];
    const asked = { ...defaultOptions, measures, calibrate, ...options };
    const path = join(folder, `${analysis}${at}.${JSON.stringify(options).replaceAll(/\W/g, '')}.ccalens.json`);
    writeFileSync(path, selectionText(selectionOf(analysis, arrays, { options: asked, measure }), folder));
    return path;
  }

  const shard = (document: string, text: string): Promise<{ pairs: number; known: number; computed: number }> =>
    printedJson('run', document, '--results', results, '--shard', text);
  const merged = (document: string): Promise<AnalysisResult> =>
    printedJson('run', document, '--results', results, '--merge');

  for (const [analysis, measure, options] of [
    ['matrix', 'cka', {}],
    ['matrix', 'svcca', { dropNonFinite: true }],
    ['dynamics', 'rsa', {}],
    ['groups', 'linear', {}],
  ] as const) {
    it(`of ${analysis} by ${measure} comes to what one run does, in every byte but its timings, however it is cut`, async () => {
      const document = choice(analysis, measure, options);
      const whole = withoutTimings(await printedJson<AnalysisResult>('run', document));
      assert.match(whole, /"calibrated":/);
      for (const count of [2, 7]) {
        results = join(folder, `${analysis}${measure}${count}`);
        let computed = 0;
        for (let index = count; index >= 1; index--) {
          const done = await shard(document, `${index}/${count}`);
          assert.equal(done.computed, done.pairs);
          computed += done.pairs;
        }
        assert.equal((await shard(document, `1/${count}`)).computed, 0);
        assert.equal(withoutTimings(await merged(document)), whole, `${count} shards`);
        // A run takes them, too, and says how many.
        const again = await printedJson<AnalysisResult>('run', document, '--results', results);
        assert.equal(again.known, computed);
        assert.equal(withoutTimings({ ...again, known: 0 }), whole);
      }
    });
  }

  it('has the scores of an earlier run, and lacks permutations until they are computed', async () => {
    // What was compared without calibration is compared.
    await printed('run', choice('matrix', 'cka', { calibrate: undefined }), '--results', results);
    const document = choice('matrix', 'cka');
    const sentence = await refused('results-missing', 'run', document, '--results', results, '--merge');
    // Neither those of an array with itself nor those of a constant or of what is not finite are permuted.
    assert.match(sentence, /^45 pairs of 78 have no result/);
    type Plan = { pairs: number; knownPairs: number; shards: { seconds: number; knownPairs: number }[] };
    const planned = (): Promise<Plan> => printedJson('plan', document, '--shards', '2', '--results', results);
    const { knownPairs, shards } = await planned();
    assert.equal(knownPairs, 78 - 45);
    assert.ok(shards.every(({ seconds }) => seconds > 0));
    const first = await shard(document, '1/2');
    assert.ok(first.computed > 0 && first.known > 0);
    const after = await planned();
    assert.equal(after.shards[0]!.seconds, 0);
    await shard(document, '2/2');
    const found = withoutTimings(await merged(document));
    assert.equal(found, withoutTimings(await printedJson<AnalysisResult>('run', document)));
    // Another seed is something else, another alpha is not.
    await refused(
      'results-missing',
      ...['run', choice('matrix', 'cka', { calibrate: { ...calibrate, seed: 4 } }), '--results', results, '--merge'],
    );
    await merged(choice('matrix', 'cka', { calibrate: { ...calibrate, alpha: 0.1 } }));
  });

  it('lacks the pairs of files of results that are gone, which are computed again', async () => {
    const document = choice('groups', 'linear');
    for (const index of [1, 2]) await shard(document, `${index}/2`);
    const names = readdirSync(results, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jsonl'));
    const whole = withoutTimings(await merged(document));
    for (const name of names.sort().slice(0, 2)) rmSync(join(results, name));
    await refused('results-missing', 'run', document, '--results', results, '--merge');
    for (const index of [1, 2]) await shard(document, `${index}/2`);
    assert.equal(withoutTimings(await merged(document)), whole);
  });
});
