import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { neuronValues, sortedNeurons, type NeuronColumn } from '../../../webview/state/neuronRows';
import { sampleColumns } from '../sampleColumns';

describe('webview/neuronRows', () => {
  it('sorts either way, what has no value last', () => {
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'mean', descending: true }), [3, 0, 2, 1]);
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'mean', descending: false }), [2, 0, 3, 1]);
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'index', descending: true }), [3, 2, 1, 0]);
  });

  it('keeps equal neurons in the order of the file', () => {
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'maximum', descending: true }), [0, 3, 2, 1]);
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'constant', descending: true }), [2, 0, 1, 3]);
  });

  it('sorts integers by all of their digits, of which float64 has not the last', () => {
    const minimum = ['9007199254740995', '-3', '9007199254740993', '9007199254740994'];
    const maximum = ['9007199254740997', '-3', '9007199254740999', '9007199254740998'];
    const numbers = minimum.map(Number);
    const rounded = { ...sampleColumns, minimum: numbers, maximum: numbers };
    const sorted = (by: NeuronColumn, descending: boolean) =>
      sortedNeurons(rounded, { by, descending }, { minimum, maximum });
    assert.deepEqual(sorted('minimum', true), [0, 3, 2, 1]);
    assert.deepEqual(sorted('minimum', false), [1, 2, 3, 0]);
    assert.deepEqual(sorted('maximum', true), [2, 3, 0, 1]);
    assert.deepEqual(sorted('index', true), [3, 2, 1, 0]);
  });

  it('tells NaN, +inf and -inf apart', () => {
    const of = (by: NeuronColumn) => neuronValues(sampleColumns, by);
    assert.deepEqual(
      [of('nan'), of('positiveInfinite'), of('negativeInfinite')],
      [
        [0, 1, 0, 0],
        [0, 1, 0, 0],
        [0, 2, 0, 0],
      ],
    );
    assert.deepEqual(sortedNeurons(sampleColumns, { by: 'positiveInfinite', descending: true }), [1, 0, 2, 3]);
  });

  it('knows constant neurons', () => assert.deepEqual(neuronValues(sampleColumns, 'constant'), [0, 0, 1, 0]));
});
