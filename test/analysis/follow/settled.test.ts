import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { frozenFrom } from '../../../src/analysis/dynamics/convergence';
import { settledOf, settledText } from '../../../src/analysis/follow/settled';
import type { DynamicsOfModel, DynamicsResult } from '../../../src/facts/analyses/dynamics';
import type { ScoreName } from '../../../src/facts/measures';
import { seededRandom } from '../../../src/linalg/random';

/** A model with these scores, checkpoints x layers, the last row of the final checkpoint. */
function model(
  values: (number | null)[][],
  more: Partial<DynamicsOfModel> = {},
  measure: ScoreName = 'svcca',
): DynamicsOfModel {
  const checkpoints = values.map((_, c) => `step_${c}`);
  const layers = values[0]!.map((_, l) => `layer${l}`);
  const course = { checkpoints, final: checkpoints.at(-1)!, layers, values, ...more };
  return {
    model: '',
    positions: [],
    paths: values.map((row) => row.map((value) => (value === null ? null : 'x.npy'))),
    nullCca: [],
    nulls: [],
    lowerFirst: [],
    reading: '',
    frozen: frozenFrom(course, 0.9, measure),
    ...course,
  };
}

describe('the moment at which all layers have settled', () => {
  it('is when each stays at the threshold at three checkpoints before the last one', () => {
    const values = [[0.5, 0.4], [0.92, 0.95], [0.93, 0.96], [0.95, 0.97], [1, 1]]; // prettier-ignore
    const found = settledOf(model(values))!;
    assert.deepEqual(found, { since: 'step_1', checkpoints: 3, layers: 2 });
    assert.equal(
      settledText(model(values), found, { threshold: 0.9, measure: 'svcca' } as DynamicsResult),
      'All 2 layers stay at 0.9 or above (Mean SVCCA with step_4, clear of chance) since step_1, over 3 checkpoints: where freeze training would freeze them.',
    );
    assert.ok(settledOf(model(values.slice(1))));
    assert.equal(settledOf(model(values.slice(2))), undefined, 'two checkpoints are too few');
    const late = values.map((row) => [...row]);
    late[2]![1] = 0.89;
    assert.equal(settledOf(model(late)), undefined, 'one layer once below');
  });

  it('asks for a quarter of the checkpoints, where they follow close upon each other', () => {
    const close = (settled: number): (number | null)[][] =>
      Array.from({ length: 41 }, (_, c) => [c >= 40 - settled ? 0.99 : 0.5]);
    assert.equal(settledOf(model(close(9))), undefined);
    assert.deepEqual(settledOf(model(close(10))), { since: 'step_30', checkpoints: 10, layers: 1 });
  });

  it('is not told of scores at chance or saturated, of missing ones, and of what permutations reach, too', () => {
    const values = [[0.95], [0.95], [0.95], [1]];
    assert.ok(settledOf(model(values)));
    assert.equal(settledOf(model(values, { atChance: [[1, 0]] })), undefined);
    assert.equal(settledOf(model(values, { saturated: [[2, 0]] })), undefined);
    assert.equal(settledOf(model([[0.95], [null], [0.95], [1]])), undefined);
    const calibrated = (value: number | null) => ({ calibrated: { values: [[1], [value], [1], [1]] } }) as never;
    assert.ok(settledOf(model(values, calibrated(0.4))));
    assert.equal(settledOf(model(values, calibrated(0))), undefined);
    assert.equal(settledOf(model(values, calibrated(null))), undefined);
  });

  it('is not told where all are held against another checkpoint than the last, nor of layers that the last one does not have', () => {
    const values = [[0.95], [0.95], [0.95], [1], [0.97]];
    assert.equal(settledOf(model(values, { final: 'step_3' })), undefined);
    const gone = [[0.95, 0.2], [0.95, 0.2], [0.95, 0.2], [1, null]]; // prettier-ignore
    assert.equal(settledOf(model(gone))?.layers, 1);
    assert.equal(settledOf(model([[null], [null], [null], [null]])), undefined);
  });

  it('holds distances against the distance of a likeness of the threshold', () => {
    // Procrustes: 2 - 2 x likeness, at 0.9 thus 0.2.
    const values = (distance: number) => [[distance], [distance], [distance], [0]];
    const near = model(values(0.01), {}, 'procrustesDistance');
    assert.ok(settledOf(near));
    assert.equal(settledOf(model(values(1.2), {}, 'procrustesDistance')), undefined);
  });

  it('is never told of a thousand courses of noise', () => {
    const { between } = seededRandom(5);
    for (let turn = 0; turn < 1000; turn++) {
      const values = Array.from({ length: 12 }, () => [0, 1, 2].map(() => between(0.05, 0.35)));
      const atChance = values.flatMap((row, c) => row.map((_, l): [number, number] => [c, l]));
      values.push([1, 1, 1]);
      assert.equal(settledOf(model(values)), undefined);
      // Wide layers over few samples: high, and no more than unrelated data give.
      const high = values.map((row) => row.map(() => between(0.97, 0.99)));
      assert.equal(settledOf(model(high, { atChance })), undefined);
    }
  });
});
