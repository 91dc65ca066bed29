import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import type { AnalysisResult } from '../../../src/facts/analyses';
import { nameArrays } from '../../../src/jobs/scan/scanArrays';
import { Follow } from '../../../src/jobs/follow/follow';
import { followUntil } from '../../../src/jobs/follow/followUntil';
import type { Selection } from '../../../src/protocol/selection';
import { selectionOf } from '../../analysis/selections';
import { FakeDisk } from './fakeDisk';

const root = '/data/run';

/** A training that is followed: its disk, and looks that many seconds later, as the texts of events and whether there is something to compute. */
function training(arrays: Selection['arrays'] = [], all = true) {
  const disk = new FakeDisk();
  disk.folder(root);
  const follow = new Follow(
    { selection: selectionOf('dynamics', arrays), spec: { roots: [root] }, all },
    { headers: disk.read, names: nameArrays },
    disk,
  );
  const checkpoint = (step: number, layers = ['a', 'b']): void =>
    layers.forEach((layer) => disk.write(`${root}/step_${step}/${layer}.npy`));
  const look = async (seconds: number): Promise<[boolean, ...string[]]> => {
    disk.now += 1000 * seconds;
    const { changed, events } = await follow.look(disk.now);
    return [changed, ...events.map(({ text }) => text)];
  };
  return { disk, follow, checkpoint, look };
}

describe('a training that is followed', () => {
  it('lets whole checkpoints enter, in their order, and tells of each', async () => {
    const { follow, checkpoint, look } = training();
    assert.deepEqual(await look(0), [true, 'nothing there yet']);
    assert.deepEqual(await look(5), [false]);
    checkpoint(9);
    await look(1);
    assert.deepEqual(await look(5), [true, 'step_9 came: a and b']);
    checkpoint(10, ['a']);
    await look(1);
    assert.deepEqual(await look(5), [false], 'a layer is missing');
    checkpoint(10, ['b']);
    await look(1);
    assert.deepEqual(await look(5), [true, 'step_10 came: a and b']);
    assert.deepEqual(follow.selection.arrays.map(({ path }) => path.slice(root.length + 1)), ['step_9/a.npy', 'step_9/b.npy', 'step_10/a.npy', 'step_10/b.npy']); // prettier-ignore
    checkpoint(11, ['a']);
    await look(1);
    await look(5);
    assert.deepEqual(await look(60), [true, 'step_11 came: a'], 'nothing more comes');
  });

  it('tells of what is written anew and deleted, which leaves it with a remark until it comes again', async () => {
    const { disk, follow, checkpoint, look } = training();
    [1, 2, 3].forEach((step) => checkpoint(step));
    disk.now += 3_600_000;
    assert.deepEqual(await look(0), [true, 'step_1, step_2 and step_3 there at first: a and b']);
    disk.write(`${root}/step_3/b.npy`, 120);
    assert.deepEqual(await look(1), [false]);
    assert.deepEqual(await look(5), [true, 'step_3 written anew: b']);
    disk.remove(`${root}/step_1`);
    assert.deepEqual(await look(5), [true, 'step_1 deleted, and left out from now on: a and b']);
    assert.deepEqual(follow.remarks.map(({ message }) => message), ['Left out, as they were deleted while they were followed: step_1.']); // prettier-ignore
    checkpoint(1);
    await look(1);
    assert.deepEqual(await look(5), [true, 'step_1 came: a and b']);
    assert.deepEqual(follow.remarks, []);
    assert.equal(follow.selection.arrays[0]!.checkpoint, 'step_1', 'where it was');
  });

  it('begins with what is complete of a document, and takes the rest under its names when that comes', async () => {
    const array = (step: number) => ({ path: `${root}/step_${step}/a.npy`, model: 'm', checkpoint: `at ${step}`, layer: 'first', include: true }); // prettier-ignore
    const { disk, follow, checkpoint, look } = training([array(1), array(2)], false);
    checkpoint(1, ['a', 'b']);
    disk.now += 3_600_000;
    assert.deepEqual(await look(0), [true, 'm at 1 there at first: first; 1 array of the selection not there, or not complete yet']); // prettier-ignore
    checkpoint(2);
    checkpoint(3);
    await look(1);
    assert.deepEqual(await look(5), [true, 'm at 2 came: first', 'm step_3 came: first', 'left out: b, of which the selection has no array']); // prettier-ignore
    assert.deepEqual(follow.selection.arrays.map(({ model, checkpoint: name, layer }) => [model, name, layer]), [['m', 'at 1', 'first'], ['m', 'at 2', 'first'], ['m', 'step_3', 'first']]); // prettier-ignore
  });

  it('of a thousand checkpoints tells in one line each time, and enters one more without looking at the others again', async () => {
    const { disk, follow, checkpoint, look } = training();
    const layers = Array.from({ length: 12 }, (_, l) => `layer${l}`);
    for (let step = 0; step < 1000; step++) checkpoint(step, layers);
    disk.now += 3_600_000;
    const [, said] = await look(0);
    assert.equal(said, '1,000 checkpoints (first step_0, last step_999) there at first: 12 layers (first layer0, last layer11)'); // prettier-ignore
    disk.asked.read = 0;
    checkpoint(1000, layers);
    await look(1);
    assert.deepEqual(await look(5), [true, 'step_1000 came: 12 layers (first layer0, last layer11)']);
    assert.equal(disk.asked.read, 12);
    assert.equal(follow.selection.arrays.length, 12_012);
  });
});

describe('following until somebody says stop', () => {
  /** Follows what a script does at each pause, and yields what was told and computed. */
  async function followed(
    script: ((disk: FakeDisk) => void)[],
    compute: (selection: Selection, turn: number) => AnalysisResult = () => result,
  ) {
    const { disk, follow } = training();
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const said: string[] = [];
    const computed: number[] = [];
    const last = await followUntil(follow, {
      compute: (selection) => {
        computed.push(selection.arrays.length);
        return new Promise((resolve) => resolve(compute(selection, computed.length)));
      },
      tell: (events) => said.push(...events.map(({ what, text }) => `${what}: ${text}`)),
      now: () => disk.now,
      pause: () => {
        const next = script.shift();
        disk.now += 10_000;
        if (next) next(disk);
        else stop();
        return next ? Promise.resolve() : new Promise(() => undefined);
      },
      stopped,
    });
    return { said, computed, last };
  }

  const result = { analysis: 'dynamics', measure: 'svcca', models: [], warnings: [], known: 3 } as unknown as AnalysisResult; // prettier-ignore
  const write = (path: string) => (disk: FakeDisk) => disk.write(`${root}/${path}`);
  const nothing = (): void => undefined;

  it('computes what has changed, and yields the last result', async () => {
    const { said, computed, last } = await followed([write('s1/a.npy'), nothing, nothing, write('s2/a.npy'), nothing]);
    assert.deepEqual(computed, [0, 1, 2]);
    assert.deepEqual(said, [
      'began: nothing there yet',
      'computed: computed, 3 pairs known from before',
      'came: s1 came: a',
      'computed: computed, 3 pairs known from before',
      'came: s2 came: a',
      'computed: computed, 3 pairs known from before',
    ]);
    assert.deepEqual(last, result);
  });

  it('tells once why there is no result yet, and tries again what fails only for a moment', async () => {
    const failing = (code: string) => (_selection: Selection, turn: number) => {
      if (turn < 3) throw new LensError(code, 'No.');
      return result;
    };
    const waits = await followed([nothing, write('s1/a.npy'), nothing, nothing], failing('too-few'));
    assert.deepEqual(waits.computed, [0, 1]);
    assert.deepEqual(waits.said.filter((text) => text.startsWith('waits')), ['waits: No.']); // prettier-ignore
    assert.equal(waits.last, undefined);
    const passing = await followed([nothing, nothing, nothing], failing('file-changed'));
    assert.deepEqual([passing.computed.length, passing.last], [3, result]);
    await assert.rejects(
      followed([nothing], () => {
        throw new TypeError('a fault of this program');
      }),
      TypeError,
    );
  });
});
