import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { arrangeFound } from '../../../src/analysis/names/arrangeFound';
import type { FoundArray } from '../../../src/protocol/scan';

/** A file below /data; whole numbers and bytes by its dtype. */
function file(name: string, shape: number[], dtype = '<f4'): FoundArray {
  return { path: `/data/${name}`, shape, dtype, whole: /[iub]\d$/.test(dtype), bytes: dtype === '|u1' };
}

/** Each layer as `model | checkpoint | layer`. */
function read(found: FoundArray[], classNames: string[] = []) {
  const outcome = arrangeFound(found, classNames, '/data');
  const names = outcome.arrays.map(({ model, checkpoint, layer }) => `${model} | ${checkpoint} | ${layer}`);
  return { ...outcome, names, codes: outcome.notices.map(({ code }) => code) };
}

/** Checkpoints of two kinds of networks, with labels. */
function runs(): FoundArray[] {
  const layers = ['layer1', 'layer2', 'layer10', 'logits'];
  const places = [
    ...['epoch_10', 'epoch_2', 'epoch_20'].map((epoch) => `model0/${epoch}`),
    'model1/epoch_20',
    'memorizing0/end',
    'memorizing1/end',
  ];
  const found = places.flatMap((place) => layers.map((layer, i) => file(`${place}/${layer}.npy`, [200, 8 + i])));
  return [...found, file('labels.npy', [200], '<i8'), file('images.npy', [200, 16, 16], '|u1')];
}

describe('arrangeFound', () => {
  it('puts layers in natural order by model, checkpoint and depth', () => {
    const { names } = read(runs().reverse());
    assert.deepEqual(names.slice(0, 5), [
      'memorizing0 | end | layer1',
      'memorizing0 | end | layer2',
      'memorizing0 | end | layer10',
      'memorizing0 | end | logits',
      'memorizing1 | end | layer1',
    ]);
    assert.deepEqual(names.filter((name) => name.endsWith('layer1')).slice(2), [
      'model0 | epoch_2 | layer1',
      'model0 | epoch_10 | layer1',
      'model0 | epoch_20 | layer1',
      'model1 | epoch_20 | layer1',
    ]);
    assert.equal(names.length, 24);
  });

  it('does not take the width that layers share for their number of samples', () => {
    const found = ['m0', 'm1'].flatMap((model, m) =>
      [64, 64, 10].map((width, l) => file(`${model}/layer${l}.npy`, [2000 - 10 * m, width])),
    );
    const { arrays, notices } = read(found);
    assert.deepEqual(
      arrays.map(({ include }) => include),
      [true, true, true, false, false, false],
    );
    assert.match(notices[0]!.message, /^3 of 6 arrays have 2,000 samples; left out are those with 1,990/);
  });

  it('knows labels, pictures, ids and names of classes from layers', () => {
    const { beside, names } = read(
      [
        ...runs(),
        file('other_labels.npy', [50], '<i8'),
        file('model0/sample_ids.npy', [200], '<i4'),
        file('targets_onehot.npy', [200, 10], '|u1'),
        file('model0/epoch_2/attn.npy', [200, 5, 8]),
      ],
      ['/data/classes.txt'],
    );
    const kinds = Object.fromEntries(beside.map(({ path, kind }) => [path.slice('/data/'.length), kind]));
    assert.deepEqual(kinds, {
      'labels.npy': 'labels',
      'targets_onehot.npy': 'labels',
      'other_labels.npy': 'labels',
      'images.npy': 'pictures',
      'model0/sample_ids.npy': 'ids',
      'classes.txt': 'names',
    });
    assert.equal(beside[0]!.path, '/data/images.npy', 'what has a row for each sample comes first');
    assert.equal(beside.find(({ kind }) => kind === 'labels')!.path, '/data/labels.npy');
    assert.equal(names.length, 25, 'a sequence stays a layer');
  });

  it('takes a vector of whole numbers for labels when it has one for each sample, and leaves others', () => {
    const { beside, unfit } = read([...runs(), file('which.npy', [200], '<i8'), file('loss.npy', [7])]);
    assert.equal(beside.find(({ path }) => path === '/data/which.npy')?.kind, 'labels');
    assert.deepEqual(
      unfit.map(({ path }) => path),
      ['/data/loss.npy'],
    );
  });

  it('gives ids to the arrays beside and below them, the nearest first, even where they do not fit', () => {
    const { arrays } = read([
      file('ids.npy', [20], '<i8'),
      file('a/ids.npy', [20], '<i8'),
      file('a/layer1.npy', [20, 3]),
      file('a/epoch_1/layer1.npy', [20, 3]),
      file('ab/layer1.npy', [20, 3]),
      file('c.npz::ids', [20], '<i8'),
      file('c.npz::layer1', [20, 3]),
      file('d/ids.npy', [19], '<i8'),
      file('d/layer1.npy', [20, 3]),
      file('e/train_ids.npy', [50], '<i8'),
      file('e/val_ids.npy', [20], '<i8'),
      file('e/conv1.npy', [20, 4, 4, 3]),
      { ...file('f/samples.csv::id', [20], '|S4'), text: true },
      file('f/layer1.npy', [20, 3]),
    ]);
    const ids = Object.fromEntries(arrays.map(({ path, ids }) => [path, ids]));
    assert.deepEqual(ids, {
      '/data/a/layer1.npy': '/data/a/ids.npy',
      '/data/a/epoch_1/layer1.npy': '/data/a/ids.npy',
      '/data/ab/layer1.npy': '/data/ids.npy',
      '/data/c.npz::layer1': '/data/c.npz::ids',
      '/data/d/layer1.npy': '/data/d/ids.npy',
      '/data/e/conv1.npy': '/data/e/val_ids.npy',
      '/data/f/layer1.npy': '/data/f/samples.csv::id',
    });
  });

  it('lists all other numbers of samples at once and leaves their arrays out', () => {
    const others = [
      file('cnn0/conv1.npy', [30, 8, 8, 4]),
      file('cnn0/fc.npy', [30, 10]),
      file('small/layer1.npy', [199, 8]),
    ];
    const { arrays, notices, codes } = read([...runs(), ...others]);
    assert.deepEqual(codes, ['sample-counts']);
    assert.match(
      notices[0]!.message,
      /^24 of 27 arrays have 200 samples; left out are those with 30 \(cnn0\/conv1\.npy, cnn0\/fc\.npy\), with 199 \(small\/layer1\.npy\)\.$/,
    );
    assert.deepEqual(
      arrays.filter(({ include }) => !include).map(({ path }) => path),
      others.map(({ path }) => path),
    );
  });

  it('finds the samples of arrays that were stored turned', () => {
    const { codes, arrays } = read([
      file('layer1.npy', [64, 500]),
      file('layer2.npy', [48, 500]),
      file('layer3.npy', [500, 64]),
    ]);
    assert.deepEqual(codes, []);
    assert.ok(arrays.every(({ include }) => include));
  });

  it('leaves out what has the names of another', () => {
    const { arrays, codes, notices } = read([
      file('model1/epoch_20/layer1.npy', [20, 3]),
      file('model2/epoch_20/layer1.npy', [20, 3]),
      file('model1_epoch_20.npz::layer1', [20, 3]),
    ]);
    assert.deepEqual(codes, ['same-names']);
    assert.match(
      notices[0]!.message,
      /^model1_epoch_20\.npz::layer1 has the names of model1\/epoch_20\/layer1\.npy and is left out/,
    );
    assert.deepEqual(
      arrays.map(({ include }) => include),
      [true, false, true],
    );
  });

  it('names groups by what models are called without their numbers, at the last checkpoint of each', () => {
    const { arrays } = read(runs());
    const grouped = arrays.filter(({ group }) => group !== undefined);
    assert.deepEqual(
      [...new Set(grouped.map(({ model, checkpoint, group }) => `${group}: ${model} ${checkpoint}`))],
      [
        'memorizing: memorizing0 end',
        'memorizing: memorizing1 end',
        'model: model0 epoch_20',
        'model: model1 epoch_20',
      ],
    );
    const alone = read(runs().filter(({ path }) => !/memorizing1/.test(path)));
    assert.ok(
      alone.arrays.every(({ group }) => group === undefined),
      'one network is no group',
    );
  });

  it('proposes what fits, with the reason', () => {
    const of = (found: FoundArray[]) => read(found).proposals.map(({ analysis, reason }) => `${analysis}: ${reason}`);
    assert.deepEqual(of(runs()), [
      'dynamics: model0 has 3 checkpoints of 4 layers.',
      'groups: There are networks of 2 kinds: 2 named memorizing, 2 named model.',
      'matrix: There are 24 arrays of 4 models, each of which can be compared with each.',
      'classes: labels.npy has a label for each of the 200 samples.',
    ]);
    assert.deepEqual(of([file('conv1.npy', [20, 3]), file('logits.npy', [20, 3])]), [
      'matrix: There are 2 arrays, each of which can be compared with each.',
    ]);
    assert.deepEqual(of([file('conv1.npy', [20, 3])]), []);
    assert.deepEqual(of([]), []);
  });

  it('offers a stack that is left out for its number of layers, where its samples are those of the others', () => {
    const files = [file('a.npy', [120, 4]), file('b.npy', [120, 5]), file('hidden.npy', [3, 120, 5])];
    const { arrays, notices } = read(files);
    assert.deepEqual(
      arrays.filter(({ include }) => !include).map(({ layer }) => layer),
      ['hidden'],
    );
    const offer = notices.find(({ code }) => code === 'stack-offered');
    assert.match(offer?.message ?? '', /^hidden\.npy \(3, 120, 5\) .* a stack of 3 layers of 120 samples, .*--stack/);
    const other = read([...files.slice(0, 2), file('hidden.npy', [3, 121, 5])]);
    assert.ok(!other.codes.includes('stack-offered'));
  });

  it('joins batches in natural order', () => {
    const { arrays, names, codes } = read([
      file('layer1_batch10.npy', [5, 3]),
      file('layer1_batch9.npy', [8, 3]),
      file('layer1_batch8.npy', [8, 3]),
      file('layer2.part-000.npy', [21, 4]),
    ]);
    assert.deepEqual(names, [' |  | layer1', ' |  | layer2']);
    assert.deepEqual(codes, ['batches-joined']);
    const [layer1, layer2] = arrays as [(typeof arrays)[0], (typeof arrays)[0]];
    assert.deepEqual(layer1.shape, [21, 3]);
    assert.equal(layer1.path, '/data/layer1_batch8.npy');
    assert.deepEqual(layer1.more, ['/data/layer1_batch9.npy', '/data/layer1_batch10.npy']);
    assert.equal(layer2.more, undefined);
    assert.equal(layer2.include, true, 'numbers of samples are those of the whole');
  });

  it('says when a batch is missing, and does not join arrays of different widths', () => {
    const gap = read([0, 1, 3].map((i) => file(`layer1_batch${i}.npy`, [8, 3])));
    assert.deepEqual(gap.codes, ['batch-missing', 'batches-joined']);
    const part = read([0, 1].map((i) => file(`features-0000${i}-of-00003.npy`, [8, 3])));
    assert.match(part.notices[0]!.message, /Of the 3 files of features .* 2 are here/);
    assert.match(gap.notices[0]!.message, /from number 1 to 3/);
    const wide = read([file('layer1_batch0.npy', [8, 3]), file('layer1_batch1.npy', [8, 4])]);
    assert.deepEqual(wide.codes, ['batches-differ']);
    assert.deepEqual(wide.names, [' |  | layer1 batch0', ' |  | layer1 batch1']);
  });

  it('takes files for splits by names, columns and element types together', () => {
    const names = (...list: FoundArray[]) => read(list);
    const pair = (stem: string, dtype = '<f4') => [
      file(`${stem}_00.npy`, [8, 3]),
      file(`${stem}_01.npy`, [8, 3], dtype),
    ];
    assert.deepEqual(names(...pair('features')).names, [' |  | features']);
    assert.deepEqual(names(...pair('features', '<f8')).names.length, 2);
    assert.deepEqual(names(file('features_00.npy', [8, 3]), file('features_01.npy', [8, 4])).names.length, 2);
    assert.deepEqual(names(file('split_0.npy', [8, 3]), file('split_1.npy', [8, 3])).names.length, 1);
    // Layers of one width are layers, and nothing is asked about them.
    for (const stem of ['layer', 'block', 'h', 'hidden', 'conv'])
      assert.deepEqual([names(...pair(stem)).names.length, names(...pair(stem)).codes], [2, []], stem);
    assert.deepEqual(names(...pair('unit')).codes, ['splits-offered']);
    const reading = (splits: 'join' | 'apart', stem: string) =>
      arrangeFound(pair(stem), [], '/data', { splits }).arrays.length;
    assert.deepEqual([reading('join', 'unit'), reading('join', 'layer'), reading('apart', 'features')], [1, 2, 2]);
  });

  it('says which number is missing where files would be splits but for that, and does not join them', () => {
    const numbered = (stem: string, numbers: string[]) => numbers.map((n) => file(`${stem}_${n}.npy`, [8, 3]));
    for (const stem of ['unit', 'features'])
      for (const splits of [undefined, 'join'] as const) {
        const { arrays, notices } = arrangeFound(numbered(stem, ['00', '02', '03']), [], '/data', { splits });
        assert.deepEqual([arrays.length, notices.map(({ code }) => code)], [3, ['split-missing']], stem);
        assert.match(
          notices[0]!.message,
          new RegExp(`of ${stem} \\(3\\) have the same columns, but number 01 is missing`),
        );
      }
    assert.match(read(numbered('unit', ['01', '03', '05', '06'])).notices[0]!.message, /numbers 02 and 04 are missing/);
    // Every tenth layer, and layers by name, are no splits with a gap.
    assert.deepEqual(read(numbered('unit', ['00', '10', '20'])).codes, []);
    assert.deepEqual(read(numbered('layer', ['00', '02'])).codes, []);
    assert.deepEqual(arrangeFound(numbered('unit', ['00', '02']), [], '/data', { splits: 'apart' }).notices, []);
  });

  it('says why nothing is joined where joining was asked for', () => {
    const asked = (...found: FoundArray[]) => arrangeFound(found, [], '/data', { splits: 'join' }).notices;
    const layers = ['layer_00', 'layer_01', 'layer_02'].map((name) => file(`${name}.npy`, [8, 3]));
    const [notice, ...more] = asked(...layers);
    assert.deepEqual([notice!.code, more], ['splits-are-layers', []]);
    assert.match(notice!.message, /of layer \(3\) were not joined, as such names number layers; .* as layer_part00\.$/);
    // The advice holds.
    const advised = ['layer_part00', 'layer_part01'].map((name) => file(`${name}.npy`, [8, 3]));
    assert.deepEqual(read(advised).names, [' |  | layer']);
    assert.equal(asked(file('unit_1.npy', [8, 3]), file('unit_2.npy', [8, 3]))[0]!.code, 'no-splits');
    assert.deepEqual(
      asked(...['unit_00', 'unit_01'].map((name) => file(`${name}.npy`, [8, 3]))).map(({ code }) => code),
      ['batches-joined'],
    );
  });

  it('keeps the layers of each of two stacks together, in their order, whatever the stacks are called', () => {
    for (const [first, second] of [
      ['features', 'acts'],
      ['attn', 'mlp'],
      ['layer1', 'layer2'],
      ['resid_pre', 'resid_post'],
    ] as const) {
      const found = [second, first].map((name) => file(`${name}.npy`, [12, 60, 4]));
      const single = file('zzz.npy', [60, 4]);
      const { arrays } = arrangeFound([...found, single], [], '/data', { stacks: true });
      const of = (name: string) => Array.from({ length: 12 }, (_, i) => `/data/${name}.npy::${i}`);
      const paths = arrays.map(({ path }) => path).filter((path) => path !== single.path);
      assert.deepEqual(paths, [...of(first), ...of(second)]);
    }
  });

  it('takes stacks for their layers when that is said', () => {
    const stacks = [
      file('step1/hidden_states.npy', [3, 40, 8]),
      file('step2/hidden_states.npy', [3, 40, 8]),
      file('labels.npy', [40], '<i8'),
    ];
    const { arrays, beside } = arrangeFound(stacks, [], '/data', { stacks: true });
    assert.deepEqual(
      arrays.map(({ path, checkpoint, layer, shape }) => [path, checkpoint, layer, ...shape]),
      [1, 2].flatMap((step) =>
        [0, 1, 2].map((i) => [`/data/step${step}/hidden_states.npy::${i}`, `step${step}`, `hidden_states.${i}`, 40, 8]),
      ),
    );
    assert.equal(beside[0]!.kind, 'labels');
    assert.deepEqual(
      read(stacks).arrays.map(({ shape }) => shape.length),
      [3, 3],
    );
  });

  it('takes bare numbers for batches only behind a whole name', () => {
    const names = (list: string[]) => read(list.map((name) => file(`${name}.npy`, [8, 3]))).names;
    assert.deepEqual(names(['acts_000', 'acts_001', 'acts_002']), [' |  | acts']);
    assert.deepEqual(names(['layer1_000', 'layer1_001', 'layer2_000', 'layer2_001']), [' |  | layer1', ' |  | layer2']);
    assert.deepEqual(names(['logits.001', 'logits.002']), [' |  | logits']);
    for (const list of [
      ['layer_000', 'layer_001'],
      ['acts_0', 'acts_1'],
      ['acts_003', 'acts_004'],
      ['acts_000', 'acts_002'],
      ['block_000', 'block_001'],
    ])
      assert.equal(names(list).length, 2, list.join());
    assert.deepEqual(read(['acts_000', 'acts_001'].map((name) => file(`${name}.npy`, [8, 3]))).codes, [
      'batches-joined',
    ]);
  });
});
