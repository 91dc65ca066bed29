import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { labelReader, LabelsError, samplesOfLabels, type Labels } from '../../../src/analysis/classes/labels';

function read(shape: number[], values: number[], logits: 'columns' | 'argmax' = 'columns'): Labels {
  const reader = labelReader('labels.npy', shape, logits);
  // In pieces of two rows, as a file may come.
  const width = shape.length === 2 ? shape[1]! : 1;
  for (let at = 0; at < values.length; at += 2 * width) reader.add(Float64Array.from(values.slice(at, at + 2 * width)));
  return reader.result();
}

function refused(sentence: RegExp, shape: number[], values: number[], logits?: 'argmax'): void {
  assert.throws(
    () => read(shape, values, logits),
    (error) => {
      assert.ok(error instanceof LabelsError && error.code === 'labels');
      assert.match(error.message, sentence);
      assert.match(error.message, /^labels\.npy |in labels\.npy/);
      return true;
    },
  );
}

describe('labelReader', () => {
  const vector: Labels = { kind: 'classes', from: 'vector', labels: Int32Array.of(2, 0, 0, 3, 2), classes: 4 };

  it('reads a vector of classes, of floats as well as integers, and as a column or a row', () => {
    for (const shape of [[5], [5, 1], [1, 5]]) assert.deepEqual(read(shape, [2, 0, 0, 3, 2]), vector);
    assert.equal(samplesOfLabels(vector), 5);
  });

  it('reads a one-hot matrix as the vector it stands for, whatever is wanted of logits', () => {
    const oneHot = [0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0];
    for (const logits of ['columns', 'argmax'] as const)
      assert.deepEqual(read([5, 4], oneHot, logits), { ...vector, from: 'one-hot' });
  });

  it('keeps a class that no sample has in a one-hot matrix', () => {
    const found = read([2, 3], [1, 0, 0, 1, 0, 0]);
    assert.deepEqual(found, { kind: 'classes', from: 'one-hot', labels: Int32Array.of(0, 0), classes: 3 });
  });

  it('takes any other matrix for logits: its columns, or the largest of each row, the first of equals', () => {
    const values = [0.1, 2, -1, 5, 5, 4, -3, -2, -1];
    assert.deepEqual(read([3, 3], values), { kind: 'columns', samples: 3, classes: 3 });
    const argmax = read([3, 3], values, 'argmax');
    assert.deepEqual(argmax, { kind: 'classes', from: 'argmax', labels: Int32Array.of(1, 0, 2), classes: 3 });
    assert.equal(samplesOfLabels(read([3, 3], values)), 3);
    // Two ones, or none, in a row are no class.
    assert.equal(read([2, 2], [1, 1, 0, 1]).kind, 'columns');
    assert.equal(read([2, 2], [0, 0, 0, 1]).kind, 'columns');
  });

  it('refuses what is no label, naming the first sample of it', () => {
    refused(
      /holds -1 at sample 1: classes are numbered from 0, so give samples without a class one of their own/,
      [3],
      [0, -1, -1],
    );
    refused(/holds 0\.5 at sample 2: the class of a sample is a whole number/, [3], [0, 1, 0.5]);
    refused(/holds NaN at sample 0/, [2], [NaN, 1]);
    refused(/holds 12345678 at sample 1: classes are numbered from 0 to at most 99999/, [2], [0, 12345678]);
    refused(/holds NaN at sample 1, so that sample has no largest logit/, [2, 2], [1, 2, NaN, 0], 'argmax');
  });

  it('refuses ids of samples, but not a few samples of different classes', () => {
    const ids = Array.from({ length: 100 }, (_, i) => (i * 7) % 100);
    refused(/Each of the 100 samples has a label of its own in labels\.npy: these are ids/, [100], ids);
    assert.equal(read([3], [2, 0, 1]).classes, 3);
    assert.equal(
      read(
        [100],
        ids.map((id) => id >> 1),
      ).classes,
      50,
    );
  });

  it('refuses other shapes', () => {
    for (const shape of [[], [0], [4, 0], [2, 3, 4]])
      refused(/has the shape \(.*\), and labels are a vector/, shape, []);
  });
});
