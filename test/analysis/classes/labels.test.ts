import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  labelReader,
  LabelsError,
  samplesOfLabels,
  textLabels,
  type Labels,
} from '../../../src/analysis/classes/labels';

function read(shape: number[], values: number[], logits: 'columns' | 'argmax' = 'columns', descr = '<i8'): Labels {
  const reader = labelReader('labels.npy', shape, logits, descr);
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
    const found = read([3, 3], [1, 0, 0, 1, 0, 0, 0, 0, 1]);
    assert.deepEqual(found, { kind: 'classes', from: 'one-hot', labels: Int32Array.of(0, 0, 2), classes: 3 });
  });

  it('takes any other matrix for logits: its columns, or the largest of each row, the first of equals', () => {
    const values = [0.1, 2, -1, 5, 5, 4, -3, -2, -1, 0, 1, 0.5];
    assert.deepEqual(read([4, 3], values), { kind: 'columns', samples: 4, classes: 3 });
    const argmax = read([4, 3], values, 'argmax');
    assert.deepEqual(argmax, { kind: 'classes', from: 'argmax', labels: Int32Array.of(1, 0, 2, 1), classes: 3 });
    assert.equal(samplesOfLabels(read([4, 3], values)), 4);
    // Two ones, or none, in a row are no class.
    assert.equal(read([2, 2], [1, 1, 0, 1]).kind, 'columns');
    assert.equal(read([2, 2], [0, 0, 0, 1]).kind, 'columns');
  });

  it('refuses what is no label, naming the first sample of it', () => {
    refused(/holds -2 at sample 1: classes are numbered from 0; give samples without a class -100/, [3], [0, -2, -1]);
    refused(/holds 0\.5 at sample 2: the class of a sample is a whole number/, [3], [0, 1, 0.5]);
    refused(/holds NaN at sample 0/, [2], [NaN, 1]);
    refused(/holds 12345678 at sample 1: classes are numbered from 0 to at most 99999/, [2], [0, 12345678]);
    refused(/holds NaN at sample 1, so that sample has no largest logit/, [2, 2], [1, 2, NaN, 0], 'argmax');
  });

  it('turns a one-hot matrix of classes x samples', () => {
    const found = read([2, 4], [1, 0, 0, 1, 0, 1, 1, 0]);
    assert.deepEqual(found, {
      kind: 'classes',
      from: 'one-hot turned',
      labels: Int32Array.of(0, 1, 1, 0),
      classes: 2,
    });
    // Rows that are one-hot are samples, whatever the columns are.
    assert.equal((read([3, 2], [1, 0, 0, 1, 0, 1]) as { from: string }).from, 'one-hot');
  });

  it('reads -1 and +1 alone as two classes', () => {
    const signs = { kind: 'classes', from: 'signs', classes: 2, names: ['-1', '+1'] };
    assert.deepEqual(read([4], [1, -1, 1, -1]), { ...signs, labels: Int32Array.of(1, 0, 1, 0) });
    assert.deepEqual(read([5], [1, -1, -100, 1, -1]), {
      ...signs,
      labels: Int32Array.of(1, 0, -1, 1, 0),
      ignored: { value: -100, samples: 1 },
    });
  });

  it('leaves out -100, -1 beside 0 and more, and 255 in bytes beside classes without a gap', () => {
    const ignoring = (value: number, labels: number[]): Labels => ({
      kind: 'classes',
      from: 'vector',
      labels: Int32Array.from(labels),
      classes: 3,
      ignored: { value, samples: 2 },
    });
    const labels = [0, -1, 2, 1, 1, -1];
    const stored = (value: number): number[] => labels.map((label) => (label < 0 ? value : label));
    assert.deepEqual(read([6], stored(-100)), ignoring(-100, labels));
    assert.deepEqual(read([6], stored(-1)), ignoring(-1, labels));
    assert.deepEqual(read([6], stored(255), 'columns', '|u1'), ignoring(255, labels));
    assert.equal(samplesOfLabels(read([6], stored(-100))), 6);
    // In other types, and beside classes with gaps, 255 is a class.
    for (const [values, descr] of [
      [stored(255), '<i8'],
      [[0, 255, 3, 1, 1, 255], '|u1'],
      [Array.from({ length: 512 }, (_, i) => i >> 1), '|u1'],
    ] as const) {
      const found = read([values.length], [...values], 'columns', descr);
      assert.deepEqual([found.classes, 'ignored' in found], [256, false]);
    }
    refused(/gives no sample a class: all 2 are -100/, [2], [-100, -100]);
  });

  it('numbers texts in the order of their code points, and names the classes by them', () => {
    const texts = ['cat', '\u{1f600}', 'Bird', 'cat', '\uff21', ''];
    assert.deepEqual(textLabels('labels.npy', [6], texts), {
      kind: 'classes',
      from: 'texts',
      labels: Int32Array.of(2, 4, 1, 2, 3, 0),
      classes: 5,
      names: ['', 'Bird', 'cat', '\uff21', '\u{1f600}'],
    });
    assert.throws(() => textLabels('labels.npy', [2, 2], ['a', 'b', 'a', 'b']), /a matrix of texts/);
  });

  it('refuses one class alone, also among samples that take part', () => {
    const sentence = /labels\.npy holds one class alone \(1, the label of all samples\), so that/;
    refused(sentence, [3], [1, 1, 1]);
    refused(/\(0, the label of all samples that are not -1\)/, [3], [0, -1, 0]);
    refused(/\(1, the label/, [2, 2], [0, 1, 0, 1]);
  });

  it('refuses ids of samples: classes of one sample each', () => {
    const ids = Array.from({ length: 100 }, (_, i) => (i * 7) % 100);
    refused(/Each of the 100 samples has a label of its own in labels\.npy: these are ids/, [100], ids);
    refused(/Each of the 3 samples has a label of its own/, [3], [2, 0, 1]);
    refused(/Each of the 2 samples that are not -100 has a label of its own/, [3], [0, -100, 1]);
    refused(/Each of the 2 samples has a label of its own/, [2, 2], [0, 1, 1, 0]);
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
