import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { AnalysisResult } from '../../src/facts/analyses';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import type { GroupCell, GroupsResult } from '../../src/facts/analyses/groups';
import { usualScores } from '../../src/facts/measures/scores';
import { mapped, representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { gaussian } from '../linalg/random';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson, refused, refusedByProcess, run } from './calls';
import { followSchema, type Schema } from './followSchema';

const schema = JSON.parse(readFileSync(join(projectFolder, 'media', 'analysis.schema.json'), 'utf8')) as Schema;
const samples = 150;

describe('analyses on the command line', () => {
  let runs: string;
  let files: string[];
  before(async () => {
    runs = join(temporaryFolder('cli-analyses'), 'runs');
    files = [];
    const save = async (folder: string, seed: number, share: number): Promise<void> => {
      mkdirSync(join(runs, folder), { recursive: true });
      for (const [i, layer] of ['layer1', 'layer2', 'logits'].entries()) {
        const noise = representation(samples, 6 + i, seed + 50 + i);
        const X = mapped(
          representation(samples, 6 + i, 10 * i),
          (value, at) => share * value + (1 - share) * noise.data[at]!,
        );
        files.push(await saveArray(join(runs, folder), layer, X));
      }
    };
    for (const [i, epoch] of [0, 1, 2, 10].entries()) await save(`model0/epoch_${epoch}`, 100 * i, 0.2 + 0.2 * i);
    for (const model of [1, 2]) await save(`model${model}/epoch_10`, 1000 * model, 0.7);
    for (const model of [0, 1]) await save(`memorizing${model}/end`, 5000 * (model + 1), 0.1);
  });

  it('prints a matrix in long form', async () => {
    const { code, out } = run('matrix', files[0]!, files[1]!, '--csv');
    assert.equal(code, 0);
    const lines = out.trimEnd().split('\n');
    assert.equal(lines[0], 'a,b,measure,value,standing');
    assert.equal(lines.length, 1 + usualScores.length * 4);
    const result = JSON.parse(run('matrix', files[0]!, files[1]!, '--json').out) as { values: { cka: number[][] } };
    const { values } = result;
    assert.ok(lines.includes(`${files[0]!},${files[1]!},cka,${values.cka[0]![1]!},clear`));
    assert.equal(
      (await printed('matrix', files[0]!, files[1]!, '--csv', '--measure', 'cca')).trimEnd().split('\n').length,
      5,
    );
    followSchema(result, schema.$defs!.matrixOfFiles!, schema);
  });

  it('prints the dynamics of a folder as text, JSON and CSV', async () => {
    const folder = join(runs, 'model0');
    const { code, out, err } = run('dynamics', folder, '--threshold', '0.5');
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /epoch_0 .*\n.*epoch_1 .*\n.*epoch_2 .*\n.*epoch_10 +1\.0000 +1\.0000 +1\.0000\n/);
    assert.match(out, /stays at 0\.5 or above from\n/);
    assert.doesNotMatch(out, /undefined|NaN|null/);
    const result = await printedJson<DynamicsResult>('dynamics', folder, '--grid', '--measure', 'cka');
    followSchema(result, schema.$defs!.dynamics!, schema);
    assert.deepEqual(result.models[0]!.positions, [0, 1, 2, 10]);
    assert.deepEqual([result.threshold, result.measure], [0.9, 'cka']);
    const lines = (await printed('dynamics', folder, '--csv', '--measure', 'cka')).trimEnd().split('\n');
    assert.equal(lines[0], 'model,checkpoint,layer,measure,value,standing');
    assert.equal(lines.length, 1 + 4 * 3);
    const [model] = result.models;
    assert.ok(lines.includes(`${model!.model},epoch_1,layer2,cka,${model!.values[1]![1]!},clear`));
    const other = await printedJson<DynamicsResult>('dynamics', folder, '--final', 'epoch_2');
    assert.equal(other.models[0]!.final, 'epoch_2');
  });

  it('prints groups, named on the command line, as text, JSON and CSV', async () => {
    const generalizing = `generalizing=${join(runs, 'model*')}`;
    const memorizing = `memorizing=${join(runs, 'memorizing0')},${join(runs, 'memorizing1')}`;
    const { code, out, err } = run('groups', '--group', generalizing, '--group', memorizing);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /generalizing: model0, model1, model2\n +memorizing: memorizing0, memorizing1\n/);
    assert.match(out, /within generalizing {2}\(0\.\d{4} to 0\.\d{4}, range of 3 pairs\)/);
    assert.match(out, /within memorizing {2}\(.*1 pair\)/);
    assert.match(out, /model0 \(epoch_10\)/, 'the last checkpoint is said to be taken');
    assert.doesNotMatch(out, /undefined|NaN|null/);
    const words = ['memorizing0', 'memorizing1'].map((model) => `memorizing=${join(runs, model)}`);
    const result = await printedJson<GroupsResult>('groups', generalizing, ...words);
    followSchema(result, schema.$defs!.groups!, schema);
    assert.deepEqual(
      result.groups.map(({ name, models }) => [name, models.length]),
      [
        ['generalizing', 3],
        ['memorizing', 2],
      ],
    );
    assert.equal(result.cells.find(({ a, b }) => a !== b)!.pairs.length, 6);
    const lines = run('groups', generalizing, memorizing, '--csv').out.trimEnd().split('\n');
    assert.equal(lines[0], 'layer,group_a,group_b,measure,mean,low,high,min,max,pairs,standing');
    assert.equal(lines.length, 1 + 3 * 3);
  });

  it('says nothing of noise whose scores are saturated, and marks why above them', async () => {
    const folder = temporaryFolder('cli-saturated');
    // Real layers are wider and of more samples; what counts is that SVCCA keeps nearly as many directions as there are samples.
    for (const [i, checkpoint] of ['step_1', 'step_2', 'step_3'].entries()) {
      for (const model of [0, 1, 2]) {
        const place = join(folder, `m${model}`, checkpoint);
        mkdirSync(place, { recursive: true });
        await saveArray(place, 'layer1', gaussian(50, 128, 100 + 10 * i + model));
        await saveArray(place, 'layer2', gaussian(50, 96, 200 + 10 * i + model));
      }
    }
    const words = ['a=m0', 'a=m1', 'b=m2'].map((word) => word.replace('=', `=${folder}/`));
    // What is told of a score does not depend on whether it was computed just now.
    const kept = ['--results', temporaryFolder('cli-saturated-results')];
    for (const [command, ...args] of [
      ['dynamics', folder],
      ['groups', ...words],
      ['matrix', join(folder, 'm0')],
    ]) {
      const out = await printed(command!, ...args, '--measure', 'svcca', ...kept);
      const marked = out.search(/^! .*Saturated: unrelated data of this size give SVCCA/m);
      assert.ok(marked > 0 && marked < out.search(/0\.9\d{3}/), `${command}: the notice stands above the scores`);
      assert.match(out, /0\.9\d{3}\^? ?\^/, `${command}: the sign stands beside the number`);
      assert.match(
        out,
        /^\(\^: saturated: unrelated data of that size give 0\.9 or more/m,
        `${command}: and is explained`,
      );
      assert.doesNotMatch(
        out,
        /converge first: at|are ahead|ahead of|most alike within|less alike|more alike/,
        command,
      );
      const result = await printedJson<AnalysisResult>(command!, ...args, '--measure', 'svcca', ...kept);
      const codes = result.warnings.map((warning) => warning.code);
      assert.equal(codes.filter((one) => one === 'saturated').length, 1, `${command}: in JSON, once`);
      const csv = run(command!, ...args, '--measure', 'svcca', '--csv', ...kept);
      assert.match(csv.err, /Saturated: /, `${command}: beside the CSV`);
      assert.doesNotMatch(csv.out, /Saturated/);
      assert.match(csv.out, /,standing\n/, command);
      assert.match(csv.out, /,saturated\n/, `${command}: in a column of the CSV`);
      assert.doesNotMatch(csv.out, /,(?:clear|chance)\n/, command);
    }
    const dynamics = await printedJson<DynamicsResult>(
      'dynamics',
      folder,
      '--measure',
      'svcca',
      '--threshold',
      '0.5',
      ...kept,
    );
    for (const { lowerFirst, frozen, reading, atChance, saturated, layers, checkpoints } of dynamics.models) {
      assert.ok(lowerFirst.every(({ holds, violations }) => holds === null && violations.length === 0));
      assert.ok(frozen.every(({ index }) => index === null));
      assert.deepEqual([saturated!.length, atChance], [layers.length * (checkpoints.length - 1), undefined]);
      assert.match(
        reading,
        /cannot be told.* No layer stays at 0\.5 or above before the end\. Scores that do not stand clear of chance do not count\.$/,
      );
    }
    const groups = await printedJson<GroupsResult>('groups', ...words, '--measure', 'svcca', ...kept);
    assert.match(groups.reading, /^Groups are tied in every layer/);
    assert.ok(groups.cells.every(({ mean, saturated }) => (mean === null) === (saturated === undefined)));
  });

  it('gives the same numbers of groups in whatever order groups, networks and layers come', async () => {
    const folder = temporaryFolder('cli-order');
    // Five networks on have an interval; widths that are equal leave PWCCA's side open.
    for (const [at, network] of ['a0', 'a1', 'a2', 'a3', 'a4', 'b0', 'b1', 'b2', 'b3', 'b4'].entries()) {
      mkdirSync(join(folder, network));
      for (const [l, layer] of ['layer1', 'layer2'].entries()) {
        const own = representation(80, 5, 10 * at + l + 1);
        const shared = representation(80, 5, l);
        const X = mapped(shared, (value, i) => value + (network.startsWith('a') ? 0.7 : 1.5) * own.data[i]!);
        await saveArray(join(folder, network), layer, X);
      }
    }
    const group = (name: string, order: number[]): string =>
      `${name}=${order.map((at) => join(folder, `${name}${at}`)).join(',')}`;
    const order = join(folder, 'order.txt');
    writeFileSync(order, 'layer2\nlayer1\n');
    const forward = [group('a', [0, 1, 2, 3, 4]), group('b', [0, 1, 2, 3, 4])];
    const others = [
      [group('b', [0, 1, 2, 3, 4]), group('a', [0, 1, 2, 3, 4])],
      [group('a', [3, 1, 4, 0, 2]), group('b', [4, 3, 2, 1, 0])],
      [...forward, '--order', order],
    ];
    const cellsOf = ({ cells }: GroupsResult): Map<string, GroupCell> =>
      new Map(cells.map((cell) => [JSON.stringify([cell.layer, ...[cell.a, cell.b].sort()]), cell]));
    // Each order computes its pairs by itself, and once for all measures.
    const cellsIn = async (kept: string, words: string[], measure: string): Promise<Map<string, GroupCell>> =>
      cellsOf(
        await printedJson<GroupsResult>('groups', ...words, '--measure', measure, '--results', join(folder, kept)),
      );
    const numbers = ({ mean, means, nullCca, range, interval }: GroupCell): (number | null)[] => [
      mean,
      ...usualScores.map((name) => means[name]),
      nullCca,
      ...range!,
      ...interval!,
    ];
    // Means are of every measure in each of them; intervals and ranges of the one that is asked for.
    for (const measure of ['svcca', 'pwcca', 'procrustesDistance'] as const) {
      const expected = await cellsIn('forward', forward, measure);
      assert.equal(expected.size, 6);
      for (const [at, words] of others.entries()) {
        const found = await cellsIn(`other${at}`, words, measure);
        for (const [key, cell] of expected) {
          const same = found.get(key)!;
          assert.ok(cell.interval !== null && same.interval !== null, `${measure} ${key}`);
          numbers(same).forEach((value, i) => {
            const wanted = numbers(cell)[i]!;
            assert.ok(Math.abs(value! - wanted) < 1e-12, `${measure} ${key}: ${value} and ${wanted}`);
          });
          assert.equal(same.pairs.length, cell.pairs.length);
        }
      }
    }
  });

  it('says how PWCCA is taken where no side comes first', async () => {
    const folder = join(runs, 'model0');
    assert.match(
      await printed('dynamics', folder, '--measure', 'pwcca'),
      /; pwcca \(mean of both sides at equal ranks\) with/,
    );
    const words = `g=${join(runs, 'model*')}`;
    assert.match(
      await printed('groups', words, '--measure', 'pwcca'),
      /; pwcca \(mean of both sides at equal ranks\), mean/,
    );
    assert.doesNotMatch(await printed('groups', words, '--measure', 'cka'), /both sides/);
  });

  it('keeps results in a folder and takes them from there', () => {
    const folder = join(temporaryFolder('cli-results'), 'kept');
    const args = ['dynamics', join(runs, 'model0'), '--json', '--results', folder];
    const first = JSON.parse(run(...args).out) as DynamicsResult;
    assert.ok(readdirSync(folder).length > 0);
    const second = JSON.parse(run(...args).out) as DynamicsResult;
    assert.deepEqual([first.known, second.known], [0, 12]);
    assert.deepEqual(second.models, first.models);
  });

  it('refuses in one line what is no analysis', async () => {
    const bad: [string[], string][] = [
      [['dynamics'], 'usage'],
      [['dynamics', join(runs, 'model0'), '--threshold', '2'], 'usage'],
      [['dynamics', join(runs, 'memorizing0')], 'selection'],
      [['dynamics', join(runs, 'model0'), '--final', 'epoch_7'], 'selection'],
      [['groups', join(runs, 'model0')], 'usage'],
      [['groups', '--group', `g=${join(runs, 'nothing*')}`], 'usage'],
      [['groups', `g=${join(runs, 'model1')}`], 'selection'],
      [['groups', '--group'], 'usage'],
      [['groups', `g=${join(runs, 'model*')}`, `h=${join(runs, 'model2')}`], 'usage'],
    ];
    for (const [args, expected] of bad) await refused(expected, ...args);
    refusedByProcess(bad[2]![1], ...bad[2]![0]);
  });

  it('says what was left out where nothing is left', async () => {
    const folder = temporaryFolder('cli-counts');
    for (const [i, model] of ['m0', 'm1'].entries()) {
      mkdirSync(join(folder, model));
      await saveArray(join(folder, model), 'layer1', representation(60 - i, 5, i));
    }
    assert.match(
      await refused('selection', 'groups', `g=${join(folder, 'm*')}`),
      /^Groups need two networks.*left out are those with 59 \(m1\/layer1\.npy\)\.$/,
    );
  });

  it('names and leaves uncounted what has nothing in it', async () => {
    const folder = temporaryFolder('cli-empty');
    for (const [i, model] of ['m0', 'm1', 'm2'].entries()) {
      mkdirSync(join(folder, model));
      await saveArray(join(folder, model), 'layer1', representation(60, i === 2 ? 0 : 5, i));
    }
    const words = ['m0', 'm1', 'm2'].map((model) => `g=${join(folder, model)}`);
    const out = await printed('groups', ...words);
    assert.match(out, /, 1 pair\)/);
    assert.match(out, /\n! m2\/layer1\.npy has no neurons, so nothing can be told from it/);
    assert.match(run('groups', ...words, '--csv').out, /^layer1,g,g,svcca,.*,1,clear$/m);
  });

  it('is explained by --help', async () => {
    const out = await printed('--help');
    for (const text of ['dynamics FOLDER', 'groups --group NAME', '--final NAME', '--grid', '--results', '--csv'])
      assert.ok(out.includes(text), text);
    assert.ok(out.split('\n').every((line) => line.length <= 120));
  });
});
