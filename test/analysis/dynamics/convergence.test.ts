import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { convergenceReading, frozenFrom, type Course } from '../../../src/analysis/dynamics/convergence';
import { lowerFirst as orderOf, type HeldCourse } from '../../../src/analysis/dynamics/lowerFirst';
import { dynamicsPlan } from '../../../src/analysis/dynamics/dynamicsPlan';
import { dynamicsResult } from '../../../src/analysis/dynamics/dynamicsResult';
import { kendallTau } from '../../../src/analysis/dynamics/kendallTau';
import type { DynamicsOfModel } from '../../../src/facts/analyses/dynamics';
import type { ScoreName } from '../../../src/facts/measures';
import { seededRandom } from '../../../src/linalg/random';
import { everything, outcomesOf, perhapsReordered, scored, selectionOf } from '../selections';

describe('kendallTau', () => {
  it('is worked out by hand', () => {
    assert.equal(kendallTau([0, 1, 2, 3], [4, 3, 2, 1]), -1);
    assert.equal(kendallTau([0, 1, 2], [5, 6, 9]), 1);
    // Five of six pairs fall, one rises.
    assert.equal(kendallTau([0, 1, 2, 3], [0.7, 0.6, 0.3, 0.4])!.toFixed(12), (-4 / 6).toFixed(12));
    // One tie in y: (2 - 0) / sqrt(3 * 2).
    assert.ok(Math.abs(kendallTau([0, 1, 2], [1, 2, 2])! - 2 / Math.sqrt(6)) < 1e-15);
    assert.equal(kendallTau([0, 1], [3, 3]), null);
    assert.equal(kendallTau([1], [1]), null);
  });
});

/** A course whose scores are held against no null level, or against one for all. */
const heldOf = ({ checkpoints, final, layers, values }: Course, level: number | null = null): HeldCourse => ({
  checkpoints,
  final,
  layers,
  scores: values.map((row) => row.map((value) => (value === null ? null : { value, level }))),
});

function lowerFirst(
  one: Course,
  measure: ScoreName,
  chance: number | null = null,
  others: Course[] = [],
): DynamicsOfModel['lowerFirst'] {
  const all = [one, ...others].map((each) => heldOf(each, chance));
  return orderOf(all[0]!, all, measure);
}

const course = {
  checkpoints: ['0', '1', '2', '3'],
  final: '3',
  layers: ['x', 'y', 'z'],
  values: [
    [0.95, 0.5, 0.4],
    [0.85, 0.6, 0.7],
    [0.99, null, 0.95],
    [1, 1, 1],
  ],
};

describe('what is read from a course', () => {
  it('says from where on a layer stays above the threshold, without the final checkpoint', () => {
    assert.deepEqual(frozenFrom(course, 0.9, 'svcca'), [
      { layer: 'x', checkpoint: '2', index: 2 },
      { layer: 'y', checkpoint: null, index: null },
      { layer: 'z', checkpoint: '2', index: 2 },
    ]);
    assert.equal(frozenFrom(course, 0.6, 'svcca')[1]!.checkpoint, '1', 'a missing value is passed over');
    assert.equal(frozenFrom(course, 0.85, 'svcca')[0]!.index, 0, 'a value at the threshold is enough');
  });

  it('holds a distance against that of the threshold', () => {
    // sqrt(2 - 2 * 0.9) is 0.447.
    const distances = {
      ...course,
      values: [
        [0.5, 0.4, 1],
        [0.44, 0.45, 1],
        [0.1, 0.2, 1],
        [0, 0, 0],
      ],
    };
    assert.deepEqual(
      frozenFrom(distances, 0.9, 'procrustesDistance').map(({ index }) => index),
      [1, 2, null],
    );
    assert.equal(lowerFirst(distances, 'procrustesDistance')[2]!.holds, true);
  });

  it('says at each checkpoint whether lower layers are ahead', () => {
    const [first, second, third, ...rest] = lowerFirst(course, 'svcca');
    assert.deepEqual(rest, []);
    assert.deepEqual(first, { checkpoint: '0', holds: true, tau: -1, violations: [] });
    assert.deepEqual([second!.holds, second!.violations], [false, [['y', 'z']]]);
    assert.ok(Math.abs(second!.tau! + 1 / 3) < 1e-15);
    assert.deepEqual([third!.holds, third!.tau], [true, -1]);
    const empty = { ...course, values: course.values.map(() => [0.5, null, null]) };
    assert.equal(lowerFirst(empty, 'svcca')[0]!.holds, null);
  });

  const row = (...values: number[]): Course => ({
    checkpoints: ['0', '1'],
    final: '1',
    layers: values.map((_, l) => `l${l}`),
    values: [values, values.map(() => 1)],
  });
  const said = (order: DynamicsOfModel['lowerFirst']): string => convergenceReading('1', [], order, 0.9);

  it('takes what is nearer than the rule asks for as a tie, in the order, in tau and in the sentence', () => {
    const [falling] = lowerFirst(row(0.9, 0.9, 0.5), 'cka');
    assert.deepEqual([falling!.holds, falling!.violations, falling!.ties], [true, [], [['l0', 'l1']]]);
    assert.ok(Math.abs(falling!.tau! + 2 / Math.sqrt(6)) < 1e-15);
    const sentence = said([falling!]);
    assert.match(sentence, /^Lower layers converge first: .* falls with depth and rises nowhere \(tied .*l1 with l0\)/);
    assert.doesNotMatch(sentence, /ahead of|falls from each layer to the next/);
    const [tied] = lowerFirst(row(0.9, 0.905, 0.899), 'cka');
    assert.deepEqual([tied!.holds, tied!.tau, tied!.violations], [null, null, []]);
    assert.match(said([tied!]), /^Whether lower layers converge first cannot be told/);
    assert.doesNotMatch(said([tied!]), /ahead of/);
    const [creeping] = lowerFirst(row(0.9, 0.905, 0.912), 'cka');
    assert.deepEqual([creeping!.holds, creeping!.violations], [false, [['l0', 'l2']]], 'ties do not add up unseen');
  });

  it('gives no verdict at the null level', () => {
    const [noise] = lowerFirst(row(0.957, 0.92, 0.6), 'svcca', 0.956);
    assert.deepEqual([noise!.holds, noise!.tau], [null, null]);
    assert.match(said([noise!]), /cannot be told/);
    const [saturated] = lowerFirst(row(0.97, 0.92), 'svcca', 0.91);
    assert.deepEqual([saturated!.holds, saturated!.tau], [null, null]);
    const [clear] = lowerFirst(row(0.97, 0.82), 'svcca', 0.81);
    assert.deepEqual([clear!.holds, clear!.tau], [true, -1]);
  });

  it('asks from three networks on for twice the standard error over them', () => {
    const one = row(0.6, 0.5);
    const order = (...others: Course[]): boolean | null => lowerFirst(one, 'cka', null, others)[0]!.holds;
    assert.equal(order(row(0.4, 0.5)), true, 'two networks have no standard error');
    assert.equal(order(row(0.4, 0.5), row(0.5, 0.5)), null, 'differences .1, -.1, 0: standard error .058');
    assert.equal(order(row(0.61, 0.5), row(0.59, 0.5)), true);
  });

  it('asks for more than half of the pairs of layers to say that lower ones converge first', () => {
    const [few] = lowerFirst(row(0.9, 0.895, 0.892, 0.888), 'cka');
    assert.deepEqual([few!.holds, few!.violations], [null, []], 'one pair of six is told apart');
    assert.match(said([few!]), /cannot be told/);
    const [most] = lowerFirst(row(0.9, 0.895, 0.88, 0.87), 'cka');
    assert.equal(most!.holds, true, 'five of six');
  });

  it('hardly ever says it of networks whose layers differ by chance, and does where they fall with depth', () => {
    const random = seededRandom(7);
    const [networks, layers, sets] = [3, 4, 200];
    const found = (fall: number): number => {
      let said = 0;
      for (let set = 0; set < sets; set++) {
        const courses = Array.from({ length: networks }, () =>
          row(...Array.from({ length: layers }, (_, l) => 0.7 - fall * l + 0.02 * random.normal())),
        );
        said += Number(
          courses.some(
            (one) =>
              lowerFirst(
                one,
                'cka',
                null,
                courses.filter((other) => other !== one),
              )[0]!.holds,
          ),
        );
      }
      return said;
    };
    const chance = found(0);
    assert.ok(chance <= 0.03 * sets, `${chance} of ${sets} sets of noise`);
    const real = found(0.06);
    assert.ok(real >= 0.95 * sets, `${real} of ${sets}`);
  });

  it('is said in sentences that name where it holds and where not', () => {
    const frozen = frozenFrom(course, 0.9, 'svcca');
    assert.equal(
      convergenceReading('3', frozen, lowerFirst(course, 'svcca'), 0.9),
      'Lower layers are ahead throughout at 0 and 2; not at 1 (z ahead of y). Similarity stays at 0.9 or above: x from 2 and z from 2; not before the end: y.',
    );
    const holding = { ...course, values: course.values.map(() => [0.3, 0.2, 0.1]) };
    const always = convergenceReading('3', frozenFrom(holding, 0.9, 'cka'), lowerFirst(holding, 'cka'), 0.9);
    assert.match(always, /^Lower layers converge first: at every checkpoint .* No layer stays at 0\.9/);
    const turned = { ...course, values: course.values.map(() => [0.1, 0.2, 0.3]) };
    assert.match(
      convergenceReading('3', frozenFrom(turned, 0.9, 'cka'), lowerFirst(turned, 'cka'), 0.9),
      /^At no checkpoint are lower layers ahead throughout: not at 0, 1 and 2 \(y ahead of x and z ahead of y\)/,
    );
  });

  it('stays as short for 48 and 100 layers and checkpoints as for a few', () => {
    for (const many of [24, 48, 100]) {
      const layers = Array.from({ length: many }, (_, at) => `model.layers.${at}.post_attention_layernorm`);
      const checkpoints = Array.from({ length: many }, (_, at) => `step_${at * 1000}`);
      const frozen = layers.map((layer, at) =>
        at < many - 8 ? { layer, checkpoint: checkpoints[at]!, index: at } : { layer, checkpoint: null, index: null },
      );
      const order = checkpoints.slice(0, -1).map((checkpoint, at) => ({
        checkpoint,
        holds: at % 2 === 0,
        tau: -0.5,
        violations: at % 2 === 0 ? [] : layers.slice(at).map((layer): [string, string] => [layer, `${layer}.next`]),
        ties: layers.slice(1).map((layer): [string, string] => [layer, `${layer}.next`]),
      }));
      const sentence = convergenceReading(checkpoints.at(-1)!, frozen, order, 0.9);
      assert.ok(sentence.length < 900, `${many}: ${sentence}`);
      assert.match(sentence, new RegExp(`at ${many / 2} checkpoints \\(first step_0, last step_${many - 2}000\\)`));
      assert.match(sentence, new RegExp(`not at ${many / 2 - 1} checkpoints \\(first step_1000: `));
      assert.match(
        sentence,
        new RegExp(`or above: ${many - 8} layers \\(first ${layers[0]} from step_0, last ${layers[many - 9]} from`),
      );
      assert.match(
        sentence,
        new RegExp(`not before the end: 8 layers \\(first ${layers[many - 8]}, last ${layers.at(-1)}`),
      );
    }
  });
});

describe('dynamicsResult', () => {
  it('has values, grids, paths and nulls where pairs are, and nothing where they were refused', () => {
    const arrays = everything(['m'], ['1', '2'], ['x', 'y']).filter(({ path }) => path !== 'm/1/y.npy');
    const plan = dynamicsPlan(selectionOf('dynamics', arrays, { dynamics: { threshold: 0.9, grid: true } }));
    const outcomes = outcomesOf(plan, (a, b) => {
      if (a.path === 'm/2/y.npy' && b.path === a.path)
        return { error: { code: 'non-finite', message: 'It holds NaN.' } };
      if (a.path === b.path) return scored(1);
      // Of one rank: PWCCA is the mean of both sides.
      return scored(0.5, { pwcca: { a: a.layer === 'x' ? 0.25 : 0.5, b: 0.75, side: 'a', tie: true } });
    });
    const result = dynamicsResult(plan, outcomes, 'pwcca', 0.9);
    const [model] = result.models;
    assert.deepEqual(model!.values, [
      [0.5, null],
      [1, null],
    ]);
    assert.deepEqual(model!.nullCca, [
      [0.1, null],
      [0.1, null],
    ]);
    assert.deepEqual(model!.paths, [
      ['m/1/x.npy', null],
      ['m/2/x.npy', 'm/2/y.npy'],
    ]);
    assert.deepEqual(model!.grids, [
      [
        [0.5, 0.5],
        [null, null],
      ],
      [
        [1, 0.5],
        [0.5, null],
      ],
    ]);
    assert.deepEqual(result.refused, [
      { a: 'm/2/y.npy', b: 'm/2/y.npy', code: 'non-finite', message: 'It holds NaN.' },
    ]);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  });

  it('says when all layers of a checkpoint are no more alike than chance, as samples in another order are', () => {
    const plan = dynamicsPlan(selectionOf('dynamics', everything(['m'], ['1', '2', '3'], ['x', 'y'])));
    const warningsOf = (low: (checkpoint: string, layer: string) => boolean): string[] =>
      dynamicsResult(
        plan,
        outcomesOf(plan, (a, b) => (a !== b && low(a.checkpoint, a.layer) ? perhapsReordered(0.1) : scored(0.9))),
        'cca',
        0.9,
      ).warnings.map(({ message }) => message);
    assert.deepEqual(
      warningsOf((checkpoint, layer) => checkpoint === '1' && layer === 'y'),
      [],
      'one layer may be far from its final state',
    );
    assert.match(
      warningsOf((checkpoint) => checkpoint === '1')[0]!,
      /\(m 1 with 3\): the samples may be in another order/,
    );
  });
});
