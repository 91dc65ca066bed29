import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { layersBeside, siblingPaths, type FoundLayer } from '../../../src/analysis/names/siblingLayers';

const found = (path: string, model: string, checkpoint: string, layer: string, more?: string[]): FoundLayer => ({
  path,
  model,
  checkpoint,
  layer,
  include: true,
  shape: [10, 2],
  dtype: '<f4',
  ...(more && { more }),
});

describe('siblingPaths', () => {
  it('takes the layers of the same model and checkpoint, in the order of the layers', () => {
    const paths = ['model0_conv10.npy', 'model0_conv2.npy', 'model1_conv2.npy', 'model0_fc1.npy'].map((p) => `/r/${p}`);
    assert.deepEqual(siblingPaths('/r/model0_conv2.npy', paths, '/r', 10), [
      '/r/model0_conv2.npy',
      '/r/model0_conv10.npy',
      '/r/model0_fc1.npy',
    ]);
  });

  it('reads folders, checkpoints and members of archives', () => {
    const tree = ['epoch_5/layer1', 'epoch_5/layer2', 'epoch_10/layer1', 'epoch_10/layer2'].map((p) => `/r/${p}.npy`);
    assert.deepEqual(siblingPaths('/r/epoch_10/layer2.npy', tree, '/r', 10), tree.slice(2));
    const members = ['layer2', 'layer1'].map((name) => `/r/model1_epoch_20.npz::${name}`);
    assert.deepEqual(siblingPaths(members[0]!, members, '/r', 10), [...members].reverse());
  });

  it('keeps the nearest of too many, at the ends as well', () => {
    const paths = Array.from({ length: 20 }, (_, i) => `/r/layer${i}.npy`);
    const near = (at: number) => siblingPaths(paths[at]!, paths, '/r', 4);
    assert.deepEqual(near(10), paths.slice(8, 12));
    assert.deepEqual(near(0), paths.slice(0, 4));
    assert.deepEqual(near(19), paths.slice(16));
  });

  it('finds the 48 layers of a deep network by what its modules are called, labels beside them or not', () => {
    const layer = (i: number) => `/r/llama-3.2-1b-base/model.layers.${i}.post_attention_layernorm.npy`;
    const layers = Array.from({ length: 48 }, (_, i) => layer(i));
    for (const base of ['/r/llama-3.2-1b-base', '/r']) {
      assert.deepEqual(siblingPaths(layer(7), [...layers].reverse(), base, 64), layers);
    }
    const others = layers.map((path) => path.replace('-base', '-instruct'));
    assert.deepEqual(siblingPaths(layer(7), [...others, ...layers], '/r', 64), layers);
  });

  it('is empty where the names tell no other layer', () => {
    assert.deepEqual(siblingPaths('/r/acts.npy', ['/r/acts.npy'], '/r', 4), []);
    const checkpoints = ['/r/conv1/epoch_1.npy', '/r/conv1/epoch_2.npy'];
    assert.deepEqual(siblingPaths(checkpoints[0]!, checkpoints, '/r/conv1', 4), []);
  });
});

describe('layersBeside', () => {
  it('takes each layer once, and never leaves the subject out of its own row', () => {
    const twice = [
      found('/r/a/fc.npy', 'm', '1', 'fc'),
      found('/r/b/fc.npy', 'm', '1', 'fc'),
      found('/r/a/out.npy', 'm', '1', 'out'),
      found('/r/a/out2.npy', 'm', '2', 'out'),
    ];
    const first = layersBeside('/r/a/out.npy', twice, 10);
    assert.deepEqual(
      first?.layers.map(({ path }) => path),
      ['/r/a/fc.npy', '/r/a/out.npy'],
    );
    assert.equal(first?.subject, twice[2]);
    const second = layersBeside('/r/b/fc.npy', twice, 10);
    assert.deepEqual(second?.layers, [twice[1], twice[2]]);
  });

  it('finds a batch in its layer, and the only member of an archive by the archive', () => {
    const layers = [found('/r/x_0.npy', '', '', 'x', ['/r/x_1.npy']), found('/r/y.npz::arr_0', '', '', 'y')];
    assert.equal(layersBeside('/r/x_1.npy', layers, 10)?.subject, layers[0]);
    assert.equal(layersBeside('/r/y.npz', layers, 10)?.subject, layers[1]);
  });

  it('is undefined for what is no layer, and for a layer alone', () => {
    const layers = [found('/r/x.npy', '', '1', 'x'), found('/r/y.npy', '', '2', 'y')];
    assert.equal(layersBeside('/r/labels.npy', layers, 10), undefined);
    assert.equal(layersBeside('/r/x.npy', layers, 10), undefined);
  });
});
