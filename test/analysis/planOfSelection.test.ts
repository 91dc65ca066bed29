import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dynamicsPlan } from '../../src/analysis/dynamics/dynamicsPlan';
import { groupsPlan } from '../../src/analysis/groups/groupsPlan';
import { matrixPlan } from '../../src/analysis/matrix/matrixPlan';
import type { PairPlan } from '../../src/analysis/pairs/pairPlan';
import { planOfSelection } from '../../src/analysis/planOfSelection';
import type { SelectedArray } from '../../src/protocol/selection';
import { everything, names, selected, selectionOf } from './selections';

/** Pairs by the paths of their sides, each once and none of them turned round. */
function pairsOf({ arrays, pairs }: PairPlan): string[] {
  const keys = pairs.map(([a, b]) => `${arrays[a]!.path} ${arrays[b]!.path}`);
  assert.equal(new Set([...keys, ...keys.map((key) => key.split(' ').reverse().join(' '))]).size, count(pairs));
  return keys;
}

function count(pairs: readonly (readonly [number, number])[]): number {
  return pairs.reduce((sum, [a, b]) => sum + (a === b ? 1 : 2), 0);
}

const inGroup = (group: string, arrays: SelectedArray[]): SelectedArray[] =>
  arrays.map((array) => ({ ...array, group }));

describe('the plan of a matrix', () => {
  const arrays = everything(['m', 'n'], ['0'], ['x', 'y']);

  it('has each pair of included arrays once, with places for both cells', () => {
    const plan = matrixPlan(selectionOf('matrix', [arrays[0]!, { ...arrays[1]!, include: false }, ...arrays.slice(2)]));
    assert.deepEqual(pairsOf(plan), [
      'm/0/x.npy m/0/x.npy',
      'm/0/x.npy n/0/x.npy',
      'm/0/x.npy n/0/y.npy',
      'n/0/x.npy n/0/x.npy',
      'n/0/x.npy n/0/y.npy',
      'n/0/y.npy n/0/y.npy',
    ]);
    assert.equal(plan.square, true);
    assert.deepEqual(plan.cells[2]![0], { pair: 2, turned: true });
    assert.deepEqual(plan.cells[0]![2], { pair: 2, turned: false });
  });

  it("has the rows' model against the columns', sides as rows and columns", () => {
    const plan = matrixPlan(selectionOf('matrix', arrays, { matrix: { rows: 'n', columns: 'm' } }));
    assert.deepEqual(pairsOf(plan), [
      'n/0/x.npy m/0/x.npy',
      'n/0/x.npy m/0/y.npy',
      'n/0/y.npy m/0/x.npy',
      'n/0/y.npy m/0/y.npy',
    ]);
    assert.equal(plan.square, false);
    assert.deepEqual(
      [plan.rows, plan.columns],
      [
        [0, 1],
        [2, 3],
      ],
    );
    const same = matrixPlan(selectionOf('matrix', arrays, { matrix: { rows: 'n', columns: 'n' } }));
    assert.deepEqual([same.square, same.pairs.length], [true, 3]);
  });

  it('is refused for a model without arrays, and for fewer than two arrays', () => {
    for (const [list, matrix] of [
      [arrays, { rows: 'n', columns: 'z' }],
      [arrays.slice(0, 1), undefined],
      [[], undefined],
    ] as const)
      assert.throws(() => matrixPlan(selectionOf('matrix', [...list], { matrix })), { code: 'selection' });
  });
});

describe('the plan of learning dynamics', () => {
  it("has every checkpoint's layer as side a, and the final one's as side b", () => {
    const plan = dynamicsPlan(selectionOf('dynamics', everything(['m'], ['1', '2', '10'], ['x', 'y'])));
    assert.deepEqual(pairsOf(plan).sort(), [
      'm/1/x.npy m/10/x.npy',
      'm/1/y.npy m/10/y.npy',
      'm/10/x.npy m/10/x.npy',
      'm/10/y.npy m/10/y.npy',
      'm/2/x.npy m/10/x.npy',
      'm/2/y.npy m/10/y.npy',
    ]);
    const [model] = plan.models;
    assert.deepEqual([model!.checkpoints, model!.final, model!.layers], [['1', '2', '10'], 2, ['x', 'y']]);
    assert.equal(model!.grids, undefined);
  });

  it('takes another checkpoint as the final one, and all layers for grids, each pair once', () => {
    const arrays = everything(['m'], ['1', '2', '3'], ['x', 'y']);
    const dynamics = { threshold: 0.9, grid: true, final: '2' };
    const plan = dynamicsPlan(selectionOf('dynamics', arrays, { dynamics }));
    const found = pairsOf(plan);
    assert.equal(found.length, 4 + 3 + 4);
    assert.ok(found.includes('m/3/y.npy m/2/x.npy'));
    const [model] = plan.models;
    const [there, back] = [model!.grids![1]![0]![1]!, model!.grids![1]![1]![0]!];
    assert.equal(there.pair, back.pair, 'one pair for both cells of the final grid');
    assert.notEqual(there.turned, back.turned);
    assert.deepEqual(model!.grids![0]![1]![1], model!.cells[0]![1]);
  });

  it('leaves models out that have no course, and says so', () => {
    const arrays = [
      ...everything(['m'], ['1', '2'], ['x']),
      selected('lone', '2', 'x'),
      ...everything(['other'], ['1', '5'], ['x']),
    ];
    const plan = dynamicsPlan(
      selectionOf('dynamics', arrays, { dynamics: { threshold: 0.9, grid: false, final: '2' } }),
    );
    assert.deepEqual(
      plan.models.map(({ model }) => model),
      ['m'],
    );
    assert.match(plan.notices.map(({ message }) => message).join(' '), /"2": other\..*one checkpoint only: lone\./);
    assert.throws(() => dynamicsPlan(selectionOf('dynamics', [selected('m', '', 'x')])), { code: 'selection' });
    assert.throws(
      () => dynamicsPlan(selectionOf('dynamics', arrays, { dynamics: { threshold: 0.9, grid: false, final: '7' } })),
      /No included array is of the final checkpoint "7"/,
    );
  });

  it('leaves a place empty where a layer was not saved', () => {
    const arrays = everything(['m'], ['1', '2'], ['x', 'y']).filter(({ path }) => path !== 'm/1/y.npy');
    const [model] = dynamicsPlan(selectionOf('dynamics', arrays)).models;
    assert.equal(model!.cells[0]![1], null);
    assert.equal(model!.at[0]![1], null);
  });

  it('is refused when two arrays are read as one', () => {
    const arrays = [...everything(['m'], ['1', '2'], ['x']), selected('m', '2', 'x', { path: 'copy.npy' })];
    assert.throws(
      () => dynamicsPlan(selectionOf('dynamics', arrays)),
      /m\/2\/x\.npy and copy\.npy are both read as layer "x"/,
    );
  });

  it('has every pair once for 3 models x 20 checkpoints x 12 layers', () => {
    const arrays = everything(names('model', 3), names('epoch_', 20), names('layer', 12));
    const plan = dynamicsPlan(selectionOf('dynamics', arrays, { dynamics: { threshold: 0.9, grid: true } }));
    assert.equal(plan.pairs.length, 3 * (19 * 144 + 78));
    assert.equal(new Set(plan.pairs.map((pair) => JSON.stringify(pair))).size, plan.pairs.length);
  });
});

describe('the plan of groups', () => {
  const good = inGroup('good', everything(['a', 'b', 'c'], ['end'], ['x', 'y']));
  const bad = inGroup('bad', everything(['p', 'q'], ['end'], ['x', 'y']));

  it('has pairs within groups and between them, side a from the earlier group', () => {
    const plan = groupsPlan(selectionOf('groups', [...good, ...bad]));
    assert.equal(pairsOf(plan).length, 2 * (3 + 6 + 1));
    const [within, between, other] = plan.cells;
    assert.deepEqual([within!.layer, within!.a, within!.b, within!.pairs.length], ['x', 0, 0, 3]);
    assert.deepEqual([between!.a, between!.b, between!.pairs.length], [0, 1, 6]);
    assert.deepEqual([other!.a, other!.b, other!.pairs.length], [1, 1, 1]);
    const turned = groupsPlan(selectionOf('groups', [...good, ...bad], { groups: ['bad', 'good'] }));
    assert.ok(pairsOf(turned).includes('p/end/x.npy c/end/x.npy'));
    assert.ok(pairsOf(plan).includes('c/end/x.npy p/end/x.npy'));
  });

  it('leaves out what is in no group, and takes the last checkpoint of each network', () => {
    const early = inGroup('good', [selected('a', 'start', 'x')]);
    const plan = groupsPlan(selectionOf('groups', [...early, ...good, selected('z', 'end', 'x'), ...bad]));
    assert.deepEqual(pairsOf(plan).sort(), pairsOf(groupsPlan(selectionOf('groups', [...good, ...bad]))).sort());
    assert.match(plan.notices[0]!.message, /their last one: a \(end\)/);
  });

  it('has networks of one name in two groups as two', () => {
    const arrays = [
      ...inGroup('early', everything(['a', 'b'], ['0'], ['x'])),
      ...inGroup('late', everything(['a', 'b'], ['9'], ['x'])),
    ];
    const plan = groupsPlan(selectionOf('groups', arrays));
    assert.equal(plan.cells[1]!.pairs.length, 4);
    assert.ok(pairsOf(plan).includes('a/0/x.npy a/9/x.npy'));
  });

  it('is refused without pairs, for an unknown group, and for two arrays read as one', () => {
    assert.throws(() => groupsPlan(selectionOf('groups', good.slice(0, 2))), { code: 'selection' });
    assert.throws(() => groupsPlan(selectionOf('groups', good, { groups: ['good', 'none'] })), /in the group none/);
    const twice = inGroup('good', [selected('a', 'end', 'x', { path: 'copy.npy' })]);
    assert.throws(() => groupsPlan(selectionOf('groups', [...good, ...twice])), /both read as layer "x"/);
  });
});

describe('planOfSelection', () => {
  it('has no pairs for the analysis of classes', () => {
    assert.throws(() => planOfSelection(selectionOf('classes', everything(['m'], ['0'], ['x']))), {
      code: 'selection',
    });
  });
});
