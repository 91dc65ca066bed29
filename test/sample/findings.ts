import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it, type Suite } from 'mocha';
import { firstSelection } from '../../src/analysis/selection/firstSelection';
import { analyze } from '../../src/jobs/analyses/analyze';
import { plainEngine } from '../../src/jobs/engine';
import { loadKernels } from '../../src/jobs/loadKernels';
import { makeSample } from '../../src/jobs/makeSample';
import { scanArrays } from '../../src/jobs/scan/scanArrays';
import { useKernels } from '../../src/linalg/activeKernels';
import { plainKernels } from '../../src/linalg/plain/kernels';
import type { ScanOutcome } from '../../src/protocol/scan';
import type { Selection } from '../../src/protocol/selection';
import type { AnalysisName } from '../../src/facts/analyses';
import type { ClassesResult } from '../../src/facts/analyses/classes';
import type { DynamicsResult } from '../../src/facts/analyses/dynamics';
import type { GroupsResult } from '../../src/facts/analyses/groups';
import { classNames } from '../../src/sample/randomPictures';
import type { SampleFile } from '../../src/sample/trainSample';
import { defaultOptions } from '../../src/facts/options';
import { temporaryFolder } from '../workbench/temporaryFolder';

/**
 * What the analyses find in the sample, whose networks are really trained, as it was found and no more. The same bits are trained everywhere, so
 * the margins are there for what the last digits of other kernels may do, and for readers: a finding that rests on less is not asserted.
 * @param files yields those that trainSample.test.ts has trained, since training takes seconds.
 */
export const describeFindings = (files: () => SampleFile[]): Suite =>
  describe('the sample, trained and analyzed', function () {
    let found: ScanOutcome;
    let selection: Selection;

    before(async () => {
      const folder = join(temporaryFolder('findings'), 'sample');
      await makeSample(folder, undefined, files);
      useKernels((await loadKernels()).kernels);
      found = await scanArrays({ roots: [folder] }, () => undefined);
      selection = firstSelection(found, defaultOptions);
    });
    after(() => useKernels(plainKernels));

    const run = (analysis: AnalysisName, more: Partial<Selection> = {}) =>
      analyze({ selection: { ...selection, ...more, analysis } }, () => undefined, plainEngine());

    it('is read from its names as runs of two kinds, with checkpoints, labels and names of classes', () => {
      assert.deepEqual([found.notices, found.unreadable], [[], []]);
      assert.deepEqual(
        [...new Set(found.arrays.map(({ model }) => model))],
        ['generalizing0', 'generalizing1', 'generalizing2', 'memorizing0', 'memorizing1', 'memorizing2'],
      );
      assert.deepEqual(selection.groups, ['generalizing', 'memorizing']);
      assert.deepEqual(found.proposals.map(({ analysis }) => analysis).sort(), [
        'classes',
        'dynamics',
        'groups',
        'matrix',
      ]);
      assert.match(selection.classes!.labels, /labels\.npy$/);
      assert.match(selection.classes!.names!, /classes\.txt$/);
    });

    it('shows generalizing networks more alike than memorizing ones, the more so the higher the layer', async () => {
      const { cells, refused } = (await run('groups')) as GroupsResult;
      assert.deepEqual(refused, []);
      const cell = (layer: string, a: string, b = a) => {
        const wanted = cells.find((each) => each.layer === layer && each.a === a && each.b === b);
        assert.ok(wanted, `${layer} of ${a} and ${b}`);
        return wanted;
      };
      // Mean SVCCA within the groups: 0.484 and 0.428, 0.520 and 0.343, 0.629 and 0.294, 0.774 and 0.270.
      const lead = ['layer1', 'layer2', 'layer3', 'logits'].map((layer) => {
        const [generalizing, memorizing] = [cell(layer, 'generalizing'), cell(layer, 'memorizing')];
        assert.deepEqual([generalizing.pairs.length, memorizing.pairs.length], [3, 3]);
        assert.deepEqual([generalizing.interval, memorizing.interval], [null, null]);
        // Every pair of generalizing networks is more alike than any pair of memorizing ones.
        assert.ok(generalizing.range![0] > memorizing.range![1], layer);
        return generalizing.mean! - memorizing.mean!;
      });
      for (let depth = 1; depth < lead.length; depth++)
        assert.ok(lead[depth]! > lead[depth - 1]! + 0.05, lead.join(', '));
      assert.ok(lead[0]! < 0.1 && lead[2]! > 0.25 && lead[3]! > 0.4, lead.join(', '));
      // Where they classify, the two kinds have less in common than memorizing networks have among themselves: 0.240.
      const between = cell('logits', 'generalizing', 'memorizing');
      assert.equal(between.pairs.length, 9);
      assert.ok(between.mean! < cell('logits', 'memorizing').mean! - 0.01);
      // In the first layer all see the same pictures: far above unrelated data, whatever the labels.
      assert.ok(
        cell('layer1', 'generalizing', 'memorizing').means.cca! >
          cell('layer1', 'generalizing', 'memorizing').nullCca! + 0.15,
      );
    });

    it('shows where lower layers converge first, and where they do not', async () => {
      const { models } = (await run('dynamics')) as DynamicsResult;
      const followed = models.filter(({ checkpoints }) => checkpoints.length > 1);
      assert.deepEqual(
        followed.map(({ model, final }) => [model, final]),
        [
          ['generalizing0', 'epoch_14'],
          ['memorizing0', 'epoch_14'],
        ],
      );
      const [generalizing, memorizing] = followed as [(typeof models)[number], (typeof models)[number]];
      for (const { model, checkpoints, layers, values } of followed) {
        assert.deepEqual(layers, ['layer1', 'layer2', 'layer3', 'logits']);
        assert.deepEqual(
          checkpoints.map((checkpoint) => Number(/\d+/.exec(checkpoint)![0])),
          [0, 1, 2, 3, 5, 8, 11, 14],
        );
        values.slice(0, -1).forEach((row, i) => {
          // Every layer comes nearer to what it ends as, from each checkpoint to the next.
          row.forEach((value, layer) => assert.ok(values[i + 1]![layer]! > value!, `${model} ${checkpoints[i]}`));
          // The three hidden layers stand in their order while much is still learned.
          if (i <= 5)
            for (const layer of [1, 2]) assert.ok(row[layer]! < row[layer - 1]! - 0.005, `${model} ${checkpoints[i]}`);
        });
      }
      const holds = (model: (typeof models)[number]): (boolean | null)[] => model.lowerFirst.map((each) => each.holds);
      // The logits of the generalizing network overtake the layer below them with the first epoch; those of the memorizing one late, and near the
      // end by so little that it is a tie.
      assert.deepEqual(holds(generalizing).slice(0, 6), [true, false, false, false, false, false]);
      for (const { violations } of generalizing.lowerFirst.slice(1, 6))
        assert.deepEqual(violations, [['layer3', 'logits']]);
      assert.deepEqual(holds(memorizing).slice(0, 7), [true, true, true, true, true, false, true]);
      assert.deepEqual(memorizing.lowerFirst[6]!.ties?.at(-1), ['layer3', 'logits']);
      assert.match(generalizing.reading, /epoch_00; not at epoch_01, .*\(logits ahead of layer3\)/);
      // From where on similarity stays at 0.9 or above.
      const frozen = ({ frozen: layers }: (typeof models)[number]) => layers.map(({ checkpoint }) => checkpoint);
      assert.deepEqual(frozen(generalizing).slice(0, 2), ['epoch_02', 'epoch_03']);
      assert.deepEqual(frozen(memorizing), ['epoch_08', 'epoch_11', 'epoch_11', 'epoch_11']);
    });

    it('shows every class told better by each layer of the generalizing networks, and hardly at all by what memorizing ones answer', async () => {
      const { layers, classes, ranking, refused, warnings } = (await run('classes')) as ClassesResult;
      assert.deepEqual(refused, []);
      // Of trained layers with ReLU a few neurons are silent.
      assert.deepEqual(
        warnings.map(({ code }) => code),
        ['neurons-dropped'],
      );
      assert.deepEqual(
        classes.map(({ name, count }) => [name, count]),
        classNames.map((name) => [name, 100]),
      );
      const adjusted = (model: string, layer: string, checkpoint = 'epoch_14'): number[] => {
        const wanted = layers.find(
          (each) => each.model === model && each.layer === layer && each.checkpoint === checkpoint,
        );
        return wanted!.adjusted.map((value) => value!);
      };
      const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
      for (const i of [0, 1, 2]) {
        const course = ['layer1', 'layer2', 'layer3'].map((layer) => mean(adjusted(`generalizing${i}`, layer)));
        assert.ok(course[1]! > course[0]! + 0.03 && course[2]! > course[1]! + 0.03, course.join(', '));
        assert.ok(Math.min(...adjusted(`generalizing${i}`, 'logits')) > 0.3);
        // What the first layer tells, the later ones of a memorizing network lose.
        const loss = ['layer1', 'layer2', 'layer3', 'logits'].map((layer) => mean(adjusted(`memorizing${i}`, layer)));
        for (let depth = 1; depth < 4; depth++) assert.ok(loss[depth]! < loss[depth - 1]! - 0.03, loss.join(', '));
        assert.ok(Math.max(...adjusted(`memorizing${i}`, 'logits')) < 0.12);
      }
      // Before training the logits tell little, and after one epoch the bars that rise much.
      assert.ok(Math.max(...adjusted('generalizing0', 'logits', 'epoch_00')) < 0.15);
      assert.ok(adjusted('generalizing0', 'logits', 'epoch_01')[classNames.indexOf('rising bar')]! > 0.5);
      const order = ranking.find(({ model, over }) => model === 'generalizing0' && over === 'checkpoints')!.order;
      assert.deepEqual([order[0]!.name, order.at(-1)!.name], ['rising bar', 'disc']);
      assert.ok(order.at(-1)!.early > order[0]!.early + 1);
    });
  });
