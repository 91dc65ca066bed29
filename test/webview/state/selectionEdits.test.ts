import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ScanNotice } from '../../../src/protocol/scan';
import {
  changeArrays,
  changeClasses,
  changeDynamics,
  chooseAnalysis,
  distinctOf,
  filterArrays,
  groupOrder,
  moveGroupUp,
  readIndices,
  joinArrays,
  layerBeside,
  moveLayer,
  splitArray,
  joinLabel,
  splitsBeside,
  writeIndices,
} from '../../../webview/state/selectionEdits';
import { standingNotices } from '../../../webview/words/standingNotices';
import { sampleSelection } from '../sampleAnalyses';

describe('webview/selectionEdits', () => {
  const selection = sampleSelection(3, 2, 2);
  const all = () => true;

  it('puts all arrays of a model into a group, and takes them out again', () => {
    const grouped = changeArrays(selection, ({ model }) => model === 'model1', { group: 'x' });
    assert.equal(grouped.arrays.filter(({ group }) => group === 'x').length, 4);
    assert.deepEqual(distinctOf(grouped, 'group'), ['x']);
    const back = changeArrays(grouped, all, { group: ' ' });
    assert.ok(back.arrays.every(({ group }) => group === undefined));
    assert.ok(
      selection.arrays.every(({ group }) => group === undefined),
      'the selection given is left as it is',
    );
  });

  it('parts a joined layer into its files, without the ids of the whole', () => {
    const [first, second] = selection.arrays;
    const joined = {
      ...first,
      path: '/d/a_batch0.npy',
      more: ['/d/a_batch1.npy', '/d/x.npz::a_2.npy'],
      ids: '/d/ids.npy',
    };
    const { arrays } = splitArray({ ...selection, arrays: [joined, second] }, joined.path);
    assert.deepEqual(
      arrays.map(({ path, layer, more, ids }) => [path, layer, more, ids]),
      [
        ['/d/a_batch0.npy', 'a_batch0', undefined, undefined],
        ['/d/a_batch1.npy', 'a_batch1', undefined, undefined],
        ['/d/x.npz::a_2.npy', 'a_2', undefined, undefined],
        [second.path, second.layer, undefined, undefined],
      ],
    );
    assert.ok(arrays.slice(0, 3).every(({ model, include }) => model === first.model && include));
    assert.deepEqual(splitArray(selection, first.path).arrays, selection.arrays, 'what is whole stays so');
  });

  it('joins splits to one layer again, and takes numbered layers for none', () => {
    const [first, second] = selection.arrays;
    const joined = { ...first, path: '/d/a_batch0.npy', layer: 'a', more: ['/d/a_batch1.npy', '/d/a_batch2.npy'] };
    const parted = splitArray({ ...selection, arrays: [joined, second] }, joined.path);
    assert.equal(splitsBeside(parted, parted.arrays[0]).length, 3);
    assert.deepEqual(joinArrays(parted, parted.arrays[0]).arrays, [{ ...joined, ids: undefined }, second]);
    const named = (...layers: string[]) => ({
      ...selection,
      arrays: layers.map((layer) => ({ ...first, path: `/d/${layer}.npy`, layer })),
    });
    for (const [layers, count] of [
      [['features_00', 'features_01'], 2],
      [['x-00000-of-00002', 'x-00001-of-00002'], 2],
      [['layer1 batch0', 'layer1 batch1'], 2],
      [['unit_00', 'unit_01', 'unit_02'], 3],
      // The second is missing, or one is of another kind.
      [['unit_00', 'unit_02'], 0],
      [['layer_00', 'layer_01'], 0],
      [['conv_01', 'conv_02'], 0],
      [['conv1', 'conv2'], 0],
    ] as const) {
      const numbered = named(...layers);
      assert.equal(splitsBeside(numbered, numbered.arrays[0]).length, count, layers.join());
    }
    const turned = changeArrays(named('x', 'acts_002', 'acts_000', 'acts_001'), ({ layer }) => layer !== 'x', {
      include: false,
    });
    assert.deepEqual(
      joinArrays(turned, turned.arrays[2]).arrays.map(({ path, layer, more, include }) => [path, layer, more, include]),
      [
        ['/d/x.npy', 'x', undefined, true],
        ['/d/acts_000.npy', 'acts', ['/d/acts_001.npy', '/d/acts_002.npy'], true],
      ],
    );
  });

  it('names the files that a button joins, as many as there are', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((splits) => joinLabel('a.npy', splits)),
      ['Join', 'Join', 'Join a.npy and 1 other file', 'Join a.npy and 2 other files'],
    );
  });

  it('says no more of how files were taken what was changed by hand', () => {
    const [first] = selection.arrays;
    const array = (name: string, include: boolean) => ({ ...first, path: `/d/${name}.npy`, layer: name, include });
    const scanned = {
      ...selection,
      arrays: [array('whole', true), array('unit_00', false), array('unit_01', false), array('odd', false)],
    };
    const of = (...names: string[]) => names.map((name) => `/d/${name}.npy`);
    const notices: ScanNotice[] = [
      { code: 'sample-counts', message: '', stands: { while: 'left-out', paths: of('unit_00', 'unit_01') } },
      { code: 'same-names', message: '', stands: { while: 'left-out', paths: of('odd') } },
      { code: 'splits-offered', message: '', stands: { while: 'apart', paths: of('unit_00', 'unit_01') } },
      { code: 'scan-cut', message: '' },
    ];
    const codes = (next: typeof scanned) => standingNotices(notices, next).map(({ code }) => code);
    assert.deepEqual(codes(scanned), ['sample-counts', 'same-names', 'splits-offered', 'scan-cut']);
    const joined = joinArrays(scanned, scanned.arrays[1]!);
    assert.deepEqual(codes(joined), ['same-names', 'scan-cut']);
    // Apart again, and taken in by hand.
    assert.deepEqual(codes(splitArray(joined, '/d/unit_00.npy')), ['same-names', 'splits-offered', 'scan-cut']);
    const told: ScanNotice = { code: 'batches-joined', message: '', stands: { while: 'joined', paths: of('unit_00') } };
    assert.deepEqual(standingNotices([told], joined), [told]);
    assert.deepEqual(standingNotices([told], splitArray(joined, '/d/unit_00.npy')), []);
  });

  it('parts files of one name by their folders, and joins them again', () => {
    const [first] = selection.arrays;
    const paths = [0, 1].map((i) => `/d/batch_${i}/layer1.npy`);
    const joined = { ...first, path: paths[0]!, layer: 'layer1', more: [paths[1]!] };
    const parted = splitArray({ ...selection, arrays: [joined] }, joined.path);
    assert.deepEqual(
      parted.arrays.map(({ layer }) => layer),
      ['batch_0/layer1', 'batch_1/layer1'],
    );
    assert.deepEqual(joinArrays(parted, parted.arrays[1]).arrays, [{ ...joined, ids: undefined }]);
  });

  it('moves a layer in every checkpoint of every model', () => {
    const [first] = selection.arrays;
    const arrays = ['epoch_1', 'epoch_2'].flatMap((checkpoint) =>
      ['a', 'b', 'c'].map((layer) => ({ ...first, path: `/${checkpoint}/${layer}.npy`, checkpoint, layer })),
    );
    const before = { ...selection, arrays };
    const order = (moved: typeof before) => moved.arrays.map(({ checkpoint, layer }) => `${checkpoint.at(-1)}${layer}`);
    assert.deepEqual(order(moveLayer(before, 'c', 'a')), ['1c', '1a', '1b', '2c', '2a', '2b']);
    assert.deepEqual(order(moveLayer(before, 'a', 'b')), ['1b', '1a', '1c', '2b', '2a', '2c']);
    assert.deepEqual(moveLayer(before, 'a', 'nothing'), before);
    assert.deepEqual(
      [layerBeside(before, 'b', -1), layerBeside(before, 'a', -1), layerBeside(before, 'b', 1)],
      ['a', undefined, 'c'],
    );
  });

  it('takes back choices of models, checkpoints and groups that are gone', () => {
    const chosen = {
      ...changeArrays(selection, all, { group: 'x' }),
      matrix: { rows: 'model0', columns: 'model2' },
      dynamics: { final: 'epoch_1', threshold: 0.8, grid: true },
      groups: ['x'],
    };
    const kept = changeArrays(chosen, ({ model }) => model === 'model1', { include: false });
    assert.deepEqual(kept.matrix, chosen.matrix);
    assert.deepEqual(kept.groups, ['x']);
    const gone = changeArrays(chosen, ({ model, checkpoint }) => model === 'model2' || checkpoint === 'epoch_1', {
      include: false,
    });
    assert.equal(gone.matrix, undefined);
    assert.deepEqual(gone.dynamics, { final: undefined, threshold: 0.8, grid: true });
    assert.equal(changeArrays(chosen, all, { group: 'y' }).groups, undefined);
  });

  it('gives an analysis what it cannot do without, and keeps what was chosen before', () => {
    assert.deepEqual(chooseAnalysis(selection, 'dynamics').dynamics, { threshold: 0.9, grid: false });
    const classes = chooseAnalysis(selection, 'classes', '/labels.npy', '/names.txt').classes;
    assert.deepEqual(classes, { labels: '/labels.npy', names: '/names.txt', logits: 'columns' });
    assert.equal(chooseAnalysis(selection, 'classes').classes, undefined);
    const changed = changeDynamics(selection, { threshold: 0.5 });
    assert.deepEqual(chooseAnalysis(changed, 'dynamics').dynamics, { threshold: 0.5, grid: false });
  });

  it('has nothing to choose for classes before there are labels', () => {
    assert.equal(changeClasses(selection, { logits: 'argmax' }), selection);
    const labelled = changeClasses(selection, { labels: '/a.npy' });
    assert.deepEqual(changeClasses(labelled, { subset: [1] }).classes, {
      labels: '/a.npy',
      logits: 'columns',
      subset: [1],
    });
  });

  it('moves groups up in their order', () => {
    const models = ['model2', 'model0', 'model1'];
    const grouped = models.reduce(
      (one, model, index) => changeArrays(one, (array) => array.model === model, { group: 'cab'[index] }),
      selection,
    );
    assert.deepEqual(groupOrder(grouped), ['a', 'b', 'c']);
    const moved = moveGroupUp(grouped, 'c');
    assert.deepEqual(groupOrder(moved), ['a', 'c', 'b']);
    assert.deepEqual(groupOrder(moveGroupUp(moved, 'a')), ['a', 'c', 'b']);
  });

  it('filters by all words, in whatever column', () => {
    const names = Object.fromEntries(selection.arrays.map(({ path }) => [path, path.slice(6)]));
    assert.equal(filterArrays(selection, names, '').length, 12);
    assert.deepEqual(filterArrays(selection, names, 'MODEL1 layer2'), [5, 7]);
    assert.deepEqual(filterArrays(selection, names, 'nowhere'), []);
  });

  it('reads and writes numbers of classes', () => {
    assert.deepEqual(readIndices('5-7, 0 6'), [0, 5, 6, 7]);
    assert.equal(readIndices(' , '), undefined);
    assert.equal(writeIndices([0, 1, 5, 6, 7]), '0, 1, 5-7');
    assert.equal(writeIndices(undefined), '');
    for (const text of ['a', '3-1', '-2', '1.5', '0-99999999'])
      assert.throws(() => readIndices(text), /such as 0, 3, 5-9/, text);
    for (const list of [[0], [1, 2], [1, 2, 3], [0, 2, 4, 5, 6, 9]])
      assert.deepEqual(readIndices(writeIndices(list)), list);
  });
});
