import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  classModels,
  classPlaces,
  lastSlices,
  overCheckpoints,
  overLayers,
} from '../../../src/facts/analyses/classSlices';
import { sampleClasses } from '../../webview/sampleAnalyses';

describe('classSlices', () => {
  const result = sampleClasses(12);

  it('runs along the layers of a checkpoint, and along the checkpoints of a layer', () => {
    assert.deepEqual(classModels(result), ['model0']);
    assert.deepEqual(classPlaces(result, 'model0', 'checkpoint'), ['epoch_0', 'epoch_5', 'epoch_20']);
    assert.deepEqual(overLayers(result, 'model0', 'epoch_5').names, ['layer1', 'layer2', 'layer3', 'logits']);
    const course = overCheckpoints(result, 'model0', 'layer3');
    assert.deepEqual(course.names, ['epoch_0', 'epoch_5', 'epoch_20']);
    assert.deepEqual(new Set(course.layers.map(({ layer }) => layer)), new Set(['layer3']));
  });

  it('are at the last checkpoint and of the last layer where nothing is chosen', () => {
    const [layers, checkpoints] = lastSlices(result, 'model0');
    assert.deepEqual(layers, overLayers(result, 'model0', 'epoch_20'));
    assert.deepEqual(checkpoints, overCheckpoints(result, 'model0', 'logits'));
    assert.deepEqual(checkpoints.positions, [0, 5, 20]);
    assert.deepEqual(
      lastSlices({ layers: [] }, 'x').map(({ names }) => names),
      [[], []],
    );
  });
});
