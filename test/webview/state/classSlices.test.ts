import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  classModels,
  classPlaces,
  filterClasses,
  nullOfClass,
  overCheckpoints,
  overLayers,
} from '../../../webview/state/classSlices';
import { sampleClasses } from '../sampleAnalyses';

describe('webview/classSlices', () => {
  const result = sampleClasses(12);

  it('runs along the layers of a checkpoint, and along the checkpoints of a layer', () => {
    assert.deepEqual(classModels(result), ['model0']);
    assert.deepEqual(classPlaces(result, 'model0', 'checkpoint'), ['epoch_0', 'epoch_5', 'epoch_20']);
    assert.deepEqual(overLayers(result, 'model0', 'epoch_5').names, ['layer1', 'layer2', 'layer3', 'logits']);
    const course = overCheckpoints(result, 'model0', 'layer3');
    assert.deepEqual(course.names, ['epoch_0', 'epoch_5', 'epoch_20']);
    assert.deepEqual(new Set(course.layers.map(({ layer }) => layer)), new Set(['layer3']));
  });

  it('finds classes by part of a name, or by number where a number is typed', () => {
    assert.equal(filterClasses(result, '').length, 12);
    assert.deepEqual(filterClasses(result, '1'), [1]);
    assert.deepEqual(filterClasses(result, 'class 1'), [1, 10, 11]);
    assert.deepEqual(filterClasses(result, '2, CLASS 3'), [2, 3]);
    assert.deepEqual(filterClasses(result, 'cat'), []);
  });

  it('knows what unrelated data give', () => {
    const [layer] = result.layers;
    assert.equal(nullOfClass({ ...layer, nullR2: 0.25 }, 'R'), 0.5);
    assert.equal(nullOfClass(layer, 'adjusted'), 0);
  });
});
