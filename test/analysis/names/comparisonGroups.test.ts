import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inNameOrder, otherSamples, wantedSamples } from '../../../src/analysis/names/comparisonGroups';

const listed = (...given: Parameters<typeof inNameOrder>) =>
  inNameOrder(...given).map(({ path, group }) => `${group} ${path}`);

describe('what is chosen for a comparison', () => {
  const runs = ['seed0', 'seed1', 'seed10', 'seed2'].flatMap((run) =>
    ['layer1', 'layer2'].map((layer) => `/r/${run}/${layer}.npy`),
  );

  it('has the same layer of other models first, then the folder, and labels last', () => {
    const paths = ['/r/labels.npy', '/r/seed0/sample_ids.npy', ...runs.slice(1)];
    assert.deepEqual(listed('/r/seed0/layer1.npy', paths, 'comparison'), [
      'same-layer /r/seed1/layer1.npy',
      'same-layer /r/seed2/layer1.npy',
      'same-layer /r/seed10/layer1.npy',
      'same-folder /r/seed0/layer2.npy',
      'others /r/seed1/layer2.npy',
      'others /r/seed2/layer2.npy',
      'others /r/seed10/layer2.npy',
      'beside /r/seed0/sample_ids.npy',
      'beside /r/labels.npy',
    ]);
  });

  it('reads checkpoints, names without folders, and members of archives', () => {
    const flat = ['epoch1_conv1.npy', 'epoch1_conv2.npy', 'epoch20_conv1.npy'].map((name) => `/r/${name}`);
    assert.deepEqual(listed('/r/epoch1_conv1.npy', flat.slice(1), 'comparison'), [
      'same-layer /r/epoch20_conv1.npy',
      'same-folder /r/epoch1_conv2.npy',
    ]);
    assert.deepEqual(listed('/r/seed0.npz::conv1', ['/r/seed0.npz', '/r/seed1.npz', '/r/x.npy'], 'comparison'), [
      'same-layer /r/seed1.npz',
      'same-folder /r/seed0.npz',
      'same-folder /r/x.npy',
    ]);
    assert.deepEqual(listed('/r/seed0.npz::conv1', ['/r/seed1.npz::conv2', '/r/seed1.npz::conv1'], 'comparison'), [
      'same-layer /r/seed1.npz::conv1',
      'same-folder /r/seed1.npz::conv2',
    ]);
  });

  it('keeps what may be a layer among the layers, whatever its name', () => {
    const names = ['class_token', 'mask_decoder', 'test', '7'].map((name) => `/r/${name}.npy`);
    assert.ok(inNameOrder('/r/x.npy', names, 'comparison').every(({ group }) => group === 'same-folder'));
    const beside = ['labels', 'train_labels', 'y', 'y_test', 'ids', 'attention_mask'].map((name) => `/r/${name}.npy`);
    assert.ok(inNameOrder(undefined, beside, 'comparison').every(({ group }) => group === 'beside'));
  });

  it('is thousands of files without being slow', () => {
    const paths = Array.from({ length: 5000 }, (_, i) => `/r/step_${Math.floor(i / 50)}/model.layers.${i % 50}.npy`);
    const found = inNameOrder('/r/step_3/model.layers.7.npy', paths, 'comparison');
    assert.equal(found.filter(({ group }) => group === 'same-layer').length, 99);
    assert.equal(found.length, 5000);
  });
});

describe('what is chosen as labels', () => {
  it('has what is named so first, that of the nearest folder before others, the folders above before those beside', () => {
    const paths = ['/r/b/labels.npy', '/labels.csv', '/r/a/layer2.npy', '/r/a/y.npy', '/r/targets.npy', '/r/b/x.npy'];
    assert.deepEqual(listed('/r/a/layer1.npy', paths, 'labels'), [
      'labels /r/a/y.npy',
      'labels /r/targets.npy',
      'labels /labels.csv',
      'labels /r/b/labels.npy',
      'same-folder /r/a/layer2.npy',
      'others /r/b/x.npy',
    ]);
  });
});

describe('the number of samples that is wanted', () => {
  it('is that of the rows', () => {
    assert.equal(wantedSamples([500, 64], [[300, 64]]), 500);
    assert.equal(wantedSamples([500, 768], [[500, 10], [300, 768]]), 500); // prettier-ignore
  });

  it('is that of the columns where all are stored turned', () => {
    assert.equal(wantedSamples([64, 500], [[128, 500]]), 500);
    assert.equal(wantedSamples([64, 500], [[500, 128]]), 64);
  });

  it('is met by arrays that are turned, and by steps and positions', () => {
    assert.equal(otherSamples([300, 64], 500), 300);
    assert.equal(otherSamples([64, 500], 500), undefined);
    assert.equal(otherSamples([500, 8, 8, 3], 500), undefined);
    assert.equal(otherSamples([50, 10, 3], 500), undefined);
    assert.equal(otherSamples([300, 10, 3], 500), 300);
    assert.equal(otherSamples([], 500), undefined);
  });
});
