import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { enterFound, type EnterRules } from '../../../src/analysis/follow/enterFound';
import { followedPlaces } from '../../../src/analysis/follow/followedPlaces';
import { layersPatienceMs, waitingArrays } from '../../../src/analysis/follow/waitingCheckpoints';
import { isAtRest, longAgoMs, restMs } from '../../../src/analysis/follow/atRest';
import { arrangeFound } from '../../../src/analysis/names/arrangeFound';
import type { ScanOutcome } from '../../../src/protocol/scan';
import type { SelectedArray, Selection } from '../../../src/protocol/selection';
import { selectionOf } from '../selections';

const root = '/data/run';

/** What a scan of the folder reads of these paths in it. */
function found(...paths: string[]): ScanOutcome {
  const arrays = paths.map((path) => ({ path: `${root}/${path}`, shape: [6, 2], dtype: '<f4', whole: false, bytes: false })); // prettier-ignore
  return { ...arrangeFound(arrays, [], root), unreadable: [] };
}

const chosen = (outcome: ScanOutcome): SelectedArray[] =>
  outcome.arrays.map(({ shape: _shape, dtype: _dtype, ...array }) => array);
const dynamics = (arrays: SelectedArray[]): Selection => selectionOf('dynamics', arrays);
const rules: EnterRules = {
  roots: [root],
  all: true,
  isLate: () => true,
  isThere: () => false,
  isGone: () => true,
  remembered: new Map(),
};
const names = (arrays: readonly SelectedArray[]): string[] =>
  arrays.map(({ model, checkpoint, layer }) => [model, checkpoint, layer].filter((part) => part !== '').join(' '));

describe('what enters a selection that is followed', () => {
  const first = found('step_1/a.npy', 'step_1/b.npy', 'step_2/a.npy', 'step_2/b.npy');

  it('is a new checkpoint in its place, and what is gone leaves it', () => {
    const next = found('step_2/a.npy', 'step_2/b.npy', 'step_10/a.npy', 'step_10/b.npy');
    const { selection, came, gone } = enterFound(dynamics(chosen(first)), next, first, rules);
    assert.deepEqual(names(selection.arrays), ['step_2 a', 'step_2 b', 'step_10 a', 'step_10 b']);
    assert.deepEqual([names(came), names(gone)], [['step_10 a', 'step_10 b'], ['step_1 a', 'step_1 b']]); // prettier-ignore
  });

  it('has the names, the order and the choice that people have made of the known ones', () => {
    const put: Record<string, Partial<SelectedArray>> = {
      a: { layer: 'input' },
      b: { layer: 'output', include: false },
    };
    const arrays = chosen(first)
      .map((array) => ({ ...array, ...put[array.layer], model: 'mine', mask: 'none' }))
      .reverse();
    const next = found('step_1/a.npy', 'step_1/b.npy', 'step_2/a.npy', 'step_2/b.npy', 'step_3/a.npy', 'step_3/b.npy');
    const { came, selection } = enterFound(dynamics(arrays), next, first, rules);
    assert.deepEqual(names(came), ['mine step_3 output', 'mine step_3 input']);
    assert.deepEqual(
      came.map(({ include, mask }) => [include, mask]),
      [
        [false, 'none'],
        [true, 'none'],
      ],
    );
    assert.deepEqual(names(selection.arrays.slice(0, 4)), names(arrays));
  });

  it('is read anew where nobody has put it right: more files tell more', () => {
    const one = found('100/a.npy', '100/b.npy');
    const two = found('100/a.npy', '100/b.npy', '200/a.npy', '200/b.npy');
    const { selection } = enterFound(dynamics(chosen(one)), two, one, rules);
    assert.deepEqual(names(selection.arrays), names(two.arrays));
  });

  it('is of layers that the selection has, where it is not of all that lies there', () => {
    const some = chosen(first).filter(({ layer }) => layer === 'a');
    const next = found('step_1/a.npy', 'step_1/b.npy', 'step_2/a.npy', 'step_3/a.npy', 'step_3/c.npy');
    const late = (path: string): boolean => path.includes('step_3');
    const entered = enterFound(dynamics(some), next, first, { ...rules, all: false, isLate: late });
    assert.deepEqual(names(entered.selection.arrays), ['step_1 a', 'step_2 a', 'step_3 a']);
    assert.deepEqual(entered.leftOut, ['c'], 'b was there before: nobody chose it');
  });

  it('comes again under the name that it had', () => {
    const remembered = new Map([[`${root}/step_1/a.npy`, { ...chosen(first)[0]!, layer: 'input' }]]);
    const now = dynamics(chosen(first).slice(2));
    const { selection, came } = enterFound(now, first, first, { ...rules, remembered });
    assert.deepEqual(names(selection.arrays), ['step_1 input', 'step_1 b', 'step_2 a', 'step_2 b']);
    assert.deepEqual(names(came), ['step_1 input', 'step_1 b']);
  });

  it('keeps what is there and was taken for no layer, and waits with what is being written', () => {
    const arrays = [...chosen(first), { ...chosen(first)[0]!, path: `${root}/labels.npy`, layer: 'labels' }];
    const isThere = (path: string): boolean => path.endsWith('labels.npy');
    const { selection, gone } = enterFound(dynamics(arrays), found('step_1/a.npy'), first, {
      ...rules,
      isThere,
      isGone: (path) => path.includes('step_2'),
    });
    assert.deepEqual(names(selection.arrays), ['step_1 a', 'step_1 labels']);
    assert.deepEqual(names(gone), ['step_2 a', 'step_2 b'], 'step_1/b.npy is being written anew');
  });
});

describe('a checkpoint that is being written', () => {
  it('waits for the layers that the last one has, as long as further ones come', () => {
    const known = chosen(found('step_1/a.npy', 'step_1/b.npy'));
    const next = found('step_1/a.npy', 'step_1/b.npy', 'step_2/a.npy').arrays;
    const waits = (now: number): string[] => names([...waitingArrays(known, next, () => 1000, now)]);
    assert.deepEqual(waits(1000), ['step_2 a']);
    assert.deepEqual(waits(1000 + layersPatienceMs), []);
    const whole = found('step_1/a.npy', 'step_1/b.npy', 'step_2/a.npy', 'step_2/b.npy', 'step_3/b.npy').arrays;
    assert.deepEqual(names([...waitingArrays(known, whole, () => 1000, 1000)]), ['step_3 b']);
    assert.deepEqual([...waitingArrays([], next, () => 1000, 1000)], [], 'nothing tells what is missing');
  });

  it('is at rest when it was moved, was written long ago, or has been as it is for a while', () => {
    const now = 1e12;
    const written = (mtimeMs: number, ctimeMs = mtimeMs) => ({ mtimeMs, ctimeMs });
    assert.ok(!isAtRest(written(now), now, now));
    assert.ok(!isAtRest(written(now - restMs), now, now), 'clocks of file servers differ');
    assert.ok(isAtRest(written(now), now - restMs, now));
    assert.ok(isAtRest(written(now - 5, now), now, now));
    assert.ok(isAtRest(written(now - longAgoMs), now, now));
  });
});

describe('where checkpoints will come', () => {
  const at = (...arrays: [path: string, checkpoint: string, model?: string][]): string[] =>
    followedPlaces(arrays.map(([path, checkpoint, model = '']) => ({ path, checkpoint, model, layer: 'a', include: true }))).roots; // prettier-ignore

  it('is the folder of all arrays, above that of a checkpoint where there is but one', () => {
    assert.deepEqual(at(['/data/run/s1/a.npy', 's1'], ['/data/run/s2/a.npy', 's2']), ['/data/run']);
    assert.deepEqual(at(['/data/run/s1/a.npy', 's1'], ['/data/run/s1/b.npy', 's1']), ['/data/run']);
    assert.deepEqual(at(['/data/run/s1/acts/a.npy', 's1']), ['/data/run']);
    assert.deepEqual(at(['/data/run/s1.npz::a', 's1']), ['/data/run']);
    assert.deepEqual(at(['/data/run/a.npy', '']), ['/data/run']);
    assert.deepEqual(at(['C:\\data\\run\\s1\\a.npy', 's1']), ['C:\\data\\run']);
  });

  it('is that of each model where all together lie in hardly a folder of anybody', () => {
    assert.deepEqual(at(['/data/m/s1/a.npy', 's1', 'm'], ['/data/m/s2/a.npy', 's2', 'm'], ['/home/n/s1/a.npy', 's1', 'n'], ['/home/n/s2/a.npy', 's2', 'n']), ['/data/m', '/home/n']); // prettier-ignore
  });

  it('reads stacks and bfloat16 as the selection does', () => {
    const [array] = chosen(found('step_1/a.npy'));
    assert.deepEqual(followedPlaces([{ ...array!, path: `${array!.path}::2`, as: 'bfloat16' }]), {
      roots: ['/data/run'],
      as: 'bfloat16',
      stacks: true,
    });
  });
});
