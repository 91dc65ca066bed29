import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { DirectionsOutcome } from '../../src/protocol/pairExtras';
import { fixture } from '../golden';
import { saveLabels } from '../jobs/labelFiles';
import { saveAxes } from '../jobs/savedMaps';
import { gaussian } from '../linalg/random';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused, refusedByProcess, run } from './calls';
import { followSchema, type Schema } from './followSchema';

describe('cca-lens directions', () => {
  const pair = [fixture('activations/model0_logits.npy'), fixture('activations/model1_logits.npy')];
  let folder: string;
  let labels: string;
  let names: string;
  before(() => {
    folder = temporaryFolder('cli-directions');
    labels = saveLabels(
      folder,
      'labels',
      Array.from({ length: 2000 }, (_, i) => Math.floor(i / 200)),
    );
    names = join(folder, 'classes.txt');
    writeFileSync(names, 'hbar\nvbar\ndisc\nsquare\ncross\nring\ntri\nchecker\nblobs2\nblobs3\n');
  });

  it('prints JSON with the keys that its schema requires, and no others', () => {
    const { code, out, err } = run(
      'directions',
      ...pair,
      '--labels',
      labels,
      '--names',
      names,
      '--points',
      '50',
      '--json',
    );
    assert.deepEqual([code, err], [0, '']);
    const outcome = JSON.parse(out) as DirectionsOutcome;
    assert.equal(outcome.directions.length, 3);
    assert.equal(outcome.shown.length, 50);
    const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'directions.schema.json'), 'utf8')) as {
      required: string[];
      $defs: Record<string, { required: string[] }>;
    };
    const [direction] = outcome.directions;
    for (const [value, required] of [
      [outcome, schema.required],
      [direction, schema.$defs.direction!.required],
      [direction!.neuronsA[0], schema.$defs.neuron!.required],
      [direction!.byClass![0], schema.$defs.class!.required],
    ] as const)
      assert.deepEqual(Object.keys(value!).sort(), [...required].sort());
  });

  it('prints neurons and classes for people', async () => {
    const out = await printed('directions', ...pair, '--labels', labels, '--names', names, '--count', '2');
    assert.match(
      out,
      /^2000 samples; .*\n\ndirection 1, correlation 0\.\d{4}\n {2}neurons of a {3}\d+ \([+-]0\.\d{3}\)/,
    );
    assert.match(out, /\n {2}hbar +200( +-?\d\.\d{4}){3}\n/);
    assert.equal(out.match(/^direction/gm)?.length, 2);
    assert.doesNotMatch(out, /NaN|undefined|null/);
  });

  it('prints a line a neuron as CSV', async () => {
    const lines = (await printed('directions', ...pair, '--csv')).trim().split('\n');
    assert.equal(lines[0], 'direction,correlation,side,neuron,loading,weight');
    assert.equal(lines.length, 1 + 3 * 2 * 10);
    assert.match(lines[11]!, /^1,0\.\d+,b,\d,/);
  });

  it('writes projections with all that they take, and says which files', async () => {
    const target = join(folder, 'projections');
    const { code, out } = run('directions', ...pair, '--project', 'pls', '--rank', '3', '--out', target);
    assert.equal(code, 0);
    assert.equal(out.match(/^wrote /gm)?.length, 6);
    assert.equal(readdirSync(target).length, 6);
    await refused('file-exists', 'directions', ...pair, '--project', 'pls', '--rank', '3', '--out', target);
  });

  it('compares maps at the frequency that is asked for, and says so', async () => {
    const maps = [1, 2].map((seed) =>
      saveAxes(folder, `maps${seed}`, gaussian(40, 4 * 4 * 2, seed).data, [40, 4, 4, 2]),
    );
    const plain = ['directions', ...maps];
    const asked = [...plain, '--conv', 'dft', '--layout', 'nhwc'];
    // There is no frequency 2 of 4: it is called -2.
    const sentence = await refused('frequency', ...asked, '--frequency=-1,2');
    assert.match(sentence, / from -2 to 1 .* -1, 2 is none/);
    const outcome = await printedJson<DirectionsOutcome>(...asked, '--frequency', '1,-2');
    const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'directions.schema.json'), 'utf8')) as Schema;
    followSchema(outcome, schema, schema);
    assert.deepEqual(outcome.frequency, { at: [1, -2], height: 4, width: 4 });
    assert.match(
      await printed(...asked),
      /^40 samples; complex CCA of the channels at frequency 0, 0 of 4 x 4 .*\nvariates are real parts/,
    );
    assert.match(await refused('usage', ...plain, '--frequency', '0,1'), /^--frequency chooses one of --conv dft/);
    assert.match(await refused('usage', ...asked, '--frequency', 'x'), /^--frequency takes V,U/);
    const projected = [...asked, '--project', 'cca', '--rank', '1', '--out', join(folder, 'none')];
    assert.match(await refused('recipe-mismatch', ...projected), /^Projections act on activations/);
  });

  it('refuses in one line what does not go together', async () => {
    const bad: [string[], string][] = [
      [[pair[0]!], 'usage'],
      [[...pair, '--project', 'cca'], 'usage'],
      [[...pair, '--rank', '3', '--out', folder], 'usage'],
      [[...pair, '--count', '0'], 'usage'],
      [[...pair, '--json', '--csv'], 'usage'],
      [[...pair, '--measures', 'cka'], 'usage'],
      [[...pair, '--epsilon', '0.1'], 'usage'],
      [[...pair, '--labels', join(folder, 'none.npy')], 'file-not-found'],
      [[...pair, '--labels', fixture('npy/one_d.npy')], 'labels'],
      [[...pair, '--project', 'pca', '--rank', '11', '--out', join(folder, 'x')], 'rank-too-large'],
    ];
    for (const [args, expected] of bad) await refused(expected, 'directions', ...args);
    refusedByProcess(bad[0]![1], 'directions', ...bad[0]![0]);
  });
});
